/** The executors. A new one is a folder with its id for a name, an info.ts and an executor.ts, and a line here. */
import type { Api } from './entry.ts';
import { tfjsWasm } from './tfjs-wasm/info.ts';
import { tfjsWebgl } from './tfjs-webgl/info.ts';
import { tfjsWebgpu } from './tfjs-webgpu/info.ts';
import { wasm } from './wasm/info.ts';
import { webgpu } from './webgpu/info.ts';

/** All executors, in the order of preference among devices of one kind. */
export const REGISTRY = [webgpu, tfjsWebgpu, tfjsWebgl, wasm, tfjsWasm] as const;

type Entry = (typeof REGISTRY)[number];

export type ExecutorId = Entry['id'];

/** APIs of GPUs. As a choice, one means the executor of this name, or else all that run on it. */
const GPU_APIS = ['webgpu', 'webgl'] as const satisfies readonly Api[];
type GpuApi = (typeof GPU_APIS)[number];

/** What can be asked for: one executor, or the best on a GPU's API. Addresses, settings and reports have these. */
export type ExecutorChoice = ExecutorId | GpuApi;

export const EXECUTOR_IDS: readonly ExecutorId[] = REGISTRY.map(({ id }) => id);

export const EXECUTOR_CHOICES: readonly ExecutorChoice[] = [
  ...new Set<ExecutorChoice>([...GPU_APIS, ...EXECUTOR_IDS]),
];

/** The executor that others are compared with. */
export const REFERENCE_EXECUTOR: ExecutorId = (REGISTRY.find(isReference) ?? REGISTRY[0]).id;

/** What visitors are told that a choice is. */
export const EXECUTORS = Object.fromEntries(
  EXECUTOR_CHOICES.map((choice) => [choice, entryOf(executorOf(choice)).name]),
) as Readonly<Record<ExecutorChoice, string>>;

/** Whether an executor is what a choice asks for. */
export function isChosen(choice: ExecutorChoice, id: ExecutorId): boolean {
  if (EXECUTOR_IDS.some((known) => known === choice)) return id === choice;
  return isGpuApi(choice) && entryOf(id).api === choice;
}

/** @returns the executor that a choice means where the browser has all of them */
export function executorOf(choice: ExecutorChoice): ExecutorId {
  return EXECUTOR_IDS.find((id) => isChosen(choice, id)) as ExecutorId;
}

export function entryOf(id: ExecutorId): Entry {
  return REGISTRY.find((entry) => entry.id === id) as Entry;
}

function isGpuApi(choice: string): choice is GpuApi {
  return (GPU_APIS as readonly string[]).includes(choice);
}

function isReference(entry: Entry): boolean {
  return 'reference' in entry && Boolean(entry.reference);
}

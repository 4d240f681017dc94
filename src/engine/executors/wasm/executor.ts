import { because, type Executor } from '../executor.ts';
import { EngineProblem, toProblem, type EngineFault } from '../../problems.ts';
import { fetchCode } from '../../../loading/index.ts';
import type { AvailableExecutor } from '../../stylizer.ts';
import { CONTROL, Heap } from './heap.ts';
import { instantiate, type Kernels } from './kernels.ts';
import { prepareNetwork } from './network.ts';
import { startPool, type PoolWorker } from './pool.ts';
import { bestVariant, hasThreads, variantUrls, type Variant } from './variant.ts';

/** With more threads than this the rows of a small picture are too few for all. */
const MOST_THREADS = 8;

export interface WasmOptions {
  /** Instead of the best that the browser runs; for tests and benchmarks. */
  readonly variant?: Variant;
  /** With this one, where the variant has threads. */
  readonly threads?: number;
  /** The bytes of a variant, and a worker; replaced in tests. */
  readonly load?: (variant: Variant) => Promise<BufferSource>;
  readonly createWorker?: () => PoolWorker;
}

/**
 * An executor of our own kernels, on as many threads as the page may have, or on one where several do not
 * start. Throws as `createWasmExecutor`, which tests replace.
 */
export async function create(
  info: AvailableExecutor,
  start: typeof createWasmExecutor = createWasmExecutor,
): Promise<Executor> {
  return start(info).catch(async (error: unknown) =>
    because(await start(info, { threads: 1 }), [toProblem(error).fault]),
  );
}

/**
 * An executor of WebAssembly kernels, on as many threads as the page may have. Throws LoadingProblem
 * or EngineProblem `executor-not-started`.
 */
export async function createWasmExecutor(
  info: AvailableExecutor,
  options: WasmOptions = {},
): Promise<Executor> {
  const started = await startThreads(info, options);
  const { heap, kernels, threads, ready, lost, onLost } = started;
  return {
    get info() {
      return started.info;
    },
    limits: { side: Number.POSITIVE_INFINITY },
    lost,
    prepare: async (model) => prepareNetwork(model, heap, kernels, threads, { ready, onLost }),
    allocations: () => heap.count,
    dispose: () => started.dispose(),
  };
}

/** Kernels and the threads that run them. */
export interface Threads {
  readonly info: AvailableExecutor;
  readonly heap: Heap;
  readonly kernels: Kernels;
  readonly threads: number;
  /** All threads have started, or will not; absent where there is one. */
  readonly ready: Promise<void> | undefined;
  readonly lost: Promise<EngineFault>;
  /** To be called when a run finds that a thread has died. */
  onLost(): void;
  dispose(): void;
}

/** Start the kernels. Throws as `createWasmExecutor`. */
export async function startThreads(
  info: AvailableExecutor,
  options: WasmOptions = {},
): Promise<Threads> {
  const { load = fetchVariant, createWorker = newWorker } = options;
  const wanted = options.threads ?? Math.min(MOST_THREADS, navigator.hardwareConcurrency || 1);
  const variant = options.variant ?? bestVariant(hasThreads() && wanted > 1);
  const shared = variant.endsWith('-threads');
  const helpers = shared ? wanted - 1 : 0;
  const starting = startKernels(variant, info, load);
  const pool = helpers ? startPool(helpers, starting, createWorker) : undefined;
  const { heap, kernels } = await starting;
  let onLost = () => {};
  const lost = new Promise<EngineFault>(
    (resolve) => (onLost = () => resolve({ code: 'engine/worker-stopped' })),
  );
  return {
    get info() {
      return {
        ...info,
        threads: 1 + (pool?.size ?? 0),
        ...(pool?.fault && { because: [...(info.because ?? []), pool.fault] }),
      };
    },
    ...{ heap, kernels, threads: 1 + helpers, ready: pool?.ready, lost, onLost },
    dispose: () => pool?.dispose(),
  };
}

/** The kernels on a heap of their own, and what workers need to have the same. */
async function startKernels(
  variant: Variant,
  { id }: AvailableExecutor,
  load: (variant: Variant) => Promise<BufferSource>,
) {
  const bytes = await load(variant);
  try {
    const heap = new Heap(variant.endsWith('-threads'));
    const module = await WebAssembly.compile(bytes);
    const kernels = await instantiate(module, heap.memory);
    return { heap, kernels, module, memory: heap.memory, control: CONTROL };
  } catch (error) {
    throw new EngineProblem({
      code: 'engine/executor-not-started',
      executor: id,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}

async function fetchVariant(variant: Variant): Promise<ArrayBuffer> {
  return fetchCode(new URL(variantUrls[variant], import.meta.url).href);
}

function newWorker(): PoolWorker {
  return new Worker(new URL('./pool.worker.ts', import.meta.url), { type: 'module' });
}

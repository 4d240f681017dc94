import type { Executor } from './executor.ts';
import { toProblem, type EngineFault } from '../problems.ts';
import type { ExecutorInfo } from '../stylizer.ts';
import { createTfjsExecutor, type TfjsInfo } from './tfjs/executor.ts';

/** Starts our own kernels, on so many threads or as many as there are. */
type Start = (info: ExecutorInfo, options?: { readonly threads: number }) => Promise<Executor>;

const isTfjs = (info: ExecutorInfo): info is TfjsInfo => info.id !== 'wasm';

/**
 * An executor of the kind that `info` names. Our own kernels start on one thread where they do not with
 * several. Throws EngineProblem.
 */
export async function createExecutor(
  info: ExecutorInfo,
  start: Start = startKernels,
): Promise<Executor> {
  if (isTfjs(info)) return createTfjsExecutor(info);
  return start(info).catch(async (error: unknown) =>
    because(await start(info, { threads: 1 }), [toProblem(error).fault]),
  );
}

/** The executor, whose info says why it is not a better one. */
export function because(executor: Executor, faults: readonly EngineFault[]): Executor {
  return {
    ...executor,
    get info() {
      const { info } = executor;
      return { ...info, because: [...(info.because ?? []), ...faults] };
    },
  };
}

const startKernels: Start = async (info, options) =>
  (await import('./wasm/executor.ts')).createWasmExecutor(info, options);

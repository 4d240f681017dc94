import type { Executor } from './executor.ts';
import { toProblem } from './problem.ts';
import type { ExecutorInfo } from './stylizer.ts';
import { createTfjsExecutor } from './tfjs/executor.ts';

/** Starts one kind of executor, loading its code. */
type Start = (info: ExecutorInfo) => Promise<Executor>;

const onAllThreads: Start = async (info) =>
  (await import('./wasm/executor.ts')).createWasmExecutor(info);
const onOneThread: Start = async (info) =>
  (await import('./wasm/executor.ts')).createWasmExecutor(info, { threads: 1 });

/**
 * An executor of the kind that `info` names. For WebAssembly that is our own kernels, with threads or
 * without; where they do not start, TensorFlow.js', whose `device` then says why. Throws EngineProblem.
 */
export async function createExecutor(
  info: ExecutorInfo,
  own: readonly Start[] = [onAllThreads, onOneThread],
): Promise<Executor> {
  if (info.id !== 'wasm') return createTfjsExecutor(info);
  let reason = '';
  for (const start of own) {
    try {
      return await start(info);
    } catch (error) {
      reason = toProblem(error).message;
    }
  }
  const reference = await createTfjsExecutor(info);
  const device = `${reference.info.device}. ${reason}`;
  return { ...reference, info: { ...reference.info, device } };
}

/** Runs a task when those before it are done. Rejects as the task does, or with the signal's reason. */
export type InTurn = <T>(task: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/**
 * A queue of tasks that run one after another. One whose signal is aborted while it waits rejects at once and
 * never runs; once it runs, it is the task that has to look at the signal.
 */
export function createQueue(): InTurn {
  let last: Promise<void> = Promise.resolve();
  return (task, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const abort = () => reject(signal?.reason as Error);
      signal?.addEventListener('abort', abort);
      const before = last;
      const run = async () => {
        await before;
        signal?.removeEventListener('abort', abort);
        if (signal?.aborted) return;
        try {
          resolve(await task());
        } catch (error) {
          reject(error);
        }
      };
      last = run();
    });
}

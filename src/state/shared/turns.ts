/** Runs a task when it is its turn; one that is aborted before that rejects with the signal's reason. */
export type InTurn = <T>(signal: AbortSignal, task: () => Promise<T>) => Promise<T>;

/** One thing at a time: two that run together would each be timed too long. */
export function takeTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (signal, task) => {
    const turn = last.then(() => {
      signal.throwIfAborted();
      return task();
    });
    last = turn.catch(() => {});
    return turn;
  };
}

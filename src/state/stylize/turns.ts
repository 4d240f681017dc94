import type { StoreApi } from 'zustand/vanilla';
import type { StylizeState } from './stylizePage.ts';

type Store = Pick<StoreApi<Pick<StylizeState, 'mayWork'>>, 'getState' | 'subscribe'>;

/**
 * Do long work while the page may work. It is stopped when the page may not, and called again when it may.
 *
 * @param work goes on where it was stopped. Its signal is aborted when it has to stop.
 * @returns when it is done. Rejects as `work`, or with the signal's reason once that is aborted.
 */
export async function inTurns(
  store: Store,
  work: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    await mayWork(store, signal);
    const turn = new AbortController();
    const end = () => turn.abort();
    signal.addEventListener('abort', end);
    const unsubscribe = store.subscribe((state) => {
      if (!state.mayWork) end();
    });
    try {
      return await work(turn.signal);
    } catch (error) {
      signal.throwIfAborted();
      if (!turn.signal.aborted) throw error;
    } finally {
      unsubscribe();
      signal.removeEventListener('abort', end);
    }
  }
}

/** Resolves once the page may work. Rejects with the signal's reason once that is aborted. */
function mayWork(store: Store, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      unsubscribe();
      signal.removeEventListener('abort', stop);
      settle();
    };
    const stop = () => end(() => reject(signal.reason as Error));
    const unsubscribe = store.subscribe((state) => {
      if (state.mayWork) end(resolve);
    });
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    else if (store.getState().mayWork) end(resolve);
  });
}

import type { StoreApi } from 'zustand/vanilla';
import { becomes } from '../shared/index.ts';
import type { StylizeState } from './stylizePage.ts';

type Store = Pick<StoreApi<Pick<StylizeState, 'mayWork'>>, 'getState' | 'subscribe'>;

/**
 * Do long work while the page may work. It is stopped when the page may not, and called again when it may.
 *
 * @param work goes on where it was stopped. Its signal is aborted when it has to stop.
 * @returns when it is done. Rejects as `work`, or with the signal's reason once that is aborted.
 */
export async function withPauses(
  store: Store,
  work: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    while (!store.getState().mayWork) await becomes(store, ({ mayWork }) => mayWork, signal);
    signal.throwIfAborted();
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

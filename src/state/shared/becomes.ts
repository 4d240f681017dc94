import type { StoreApi } from 'zustand/vanilla';

/**
 * Resolves once a store has a state, at once where it has it. Rejects with the signal's reason once that is aborted. By
 * the time that the caller goes on, the state may have changed again.
 */
export function becomes<T>(
  { getState, subscribe }: Pick<StoreApi<T>, 'getState' | 'subscribe'>,
  isWanted: (state: T) => boolean,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      unsubscribe();
      signal.removeEventListener('abort', stop);
      settle();
    };
    const stop = () => end(() => reject(signal.reason as Error));
    const unsubscribe = subscribe((state) => {
      if (isWanted(state)) end(resolve);
    });
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    else if (isWanted(getState())) end(resolve);
  });
}

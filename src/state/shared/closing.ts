import type { StoreApi } from 'zustand/vanilla';

/** The part of a window that tells when it is closed. */
type Closing = Pick<Window, 'addEventListener' | 'removeEventListener'>;

/**
 * Let the browser ask before the page is closed while that would lose something. Only then is there a listener: with
 * one, browsers do not keep a page for the way back.
 *
 * @param isAtRisk whether something would be lost in this state of the store
 */
export function askBeforeClosing<T>(
  store: Pick<StoreApi<T>, 'subscribe'>,
  isAtRisk: (state: T) => boolean,
  window: Closing,
): void {
  // The browser has its own sentence.
  const ask = (event: Event) => event.preventDefault();
  store.subscribe((state) => {
    if (isAtRisk(state)) window.addEventListener('beforeunload', ask);
    else window.removeEventListener('beforeunload', ask);
  });
}

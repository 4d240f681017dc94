import type { StoreApi } from 'zustand/vanilla';
import { isAtRisk, type QueueState } from './queueState.ts';

/** The part of a window that tells when it is closed. */
type Closing = Pick<Window, 'addEventListener' | 'removeEventListener'>;

/**
 * Let the browser ask before the page is closed while that would lose something of the queue. Only then is there a
 * listener: with one, browsers do not keep a page for the way back.
 */
export function askBeforeClosing(queue: StoreApi<QueueState>, window: Closing): void {
  // The browser has its own sentence.
  const ask = (event: Event) => event.preventDefault();
  const follow = (state: QueueState) => {
    if (isAtRisk(state)) window.addEventListener('beforeunload', ask);
    else window.removeEventListener('beforeunload', ask);
  };
  queue.subscribe(follow);
}

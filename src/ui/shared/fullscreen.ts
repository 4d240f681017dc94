import { useSyncExternalStore } from 'react';

/** @returns the element that fills the screen; null where none does */
export function useFullscreen(): Element | null {
  return useSyncExternalStore(watch, () => document.fullscreenElement);
}

function watch(listener: () => void) {
  document.addEventListener('fullscreenchange', listener);
  return () => document.removeEventListener('fullscreenchange', listener);
}

/** Fill the screen with an element, or leave the full screen. */
export function toggleFullscreen(element: HTMLElement | null): void {
  // The browser may refuse; then everything stays as it is.
  if (document.fullscreenElement) void document.exitFullscreen().catch(() => {});
  else void element?.requestFullscreen().catch(() => {});
}

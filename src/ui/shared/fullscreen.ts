import { useSyncExternalStore } from 'react';

/** @returns the element that fills the screen; null where none does */
export function useFullscreen(): Element | null {
  return useSyncExternalStore(watch, () => document.fullscreenElement);
}

function watch(listener: () => void) {
  document.addEventListener('fullscreenchange', listener);
  return () => document.removeEventListener('fullscreenchange', listener);
}

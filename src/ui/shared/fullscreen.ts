import { useCallback, useSyncExternalStore, type RefObject } from 'react';
import { usePhotosActions } from './context.ts';

/** @returns the element that fills the screen; null where none does */
export function useFullscreen(): Element | null {
  return useSyncExternalStore(watch, () => document.fullscreenElement);
}

function watch(listener: () => void) {
  document.addEventListener('fullscreenchange', listener);
  return () => document.removeEventListener('fullscreenchange', listener);
}

/** @returns a function that fills the screen with an element, or leaves the full screen */
export function useToggleFullscreen(element: RefObject<HTMLElement | null>): () => void {
  const { notify } = usePhotosActions();
  return useCallback(() => {
    if (document.fullscreenElement) {
      void document.exitFullscreen().catch(() => {}); // it has been left already
      return;
    }
    // The browser may refuse, and iPhones have no such function.
    const asked = (async () => element.current?.requestFullscreen())();
    void asked.catch(() => notify({ code: 'screen/refused' }));
  }, [element, notify]);
}

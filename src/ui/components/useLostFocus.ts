import { useEffect, type RefObject } from 'react';

/**
 * Focuses an element that replaces what had the focus, so that whoever uses a keyboard goes on from
 * here. Where something has the focus, it stays there.
 */
export function useLostFocus(element: RefObject<HTMLElement | null>, wanted = true): void {
  useEffect(() => {
    if (!wanted || document.activeElement !== document.body) return;
    element.current?.focus({ preventScroll: true });
  }, [element, wanted]);
}

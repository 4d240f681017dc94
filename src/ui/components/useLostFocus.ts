import { useEffect, type RefObject } from 'react';

/**
 * Focuses an element that replaces what had the focus, so that whoever uses a keyboard goes on from
 * here. Where something has the focus, it stays there.
 */
export function useLostFocus(element: RefObject<HTMLElement | null>, wanted = true): void {
  useEffect(() => {
    const { activeElement } = document;
    // A button that was pressed and is disabled now holds it for a moment more.
    const lost = activeElement === document.body || activeElement?.matches(':disabled');
    if (!wanted || !lost) return;
    element.current?.focus({ preventScroll: true });
  }, [element, wanted]);
}

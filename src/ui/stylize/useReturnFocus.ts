import { useEffect, useLayoutEffect, useRef } from 'react';

/** Gives the focus back to what had it before this was shown, if it would be lost otherwise. */
export function useReturnFocus(): void {
  const opener = useRef<Element>(null);
  // A layout effect runs before the effects with which something in it takes the focus.
  useLayoutEffect(() => {
    opener.current = document.activeElement;
  }, []);
  useEffect(
    () => () => {
      const { current } = opener;
      if (current instanceof HTMLElement && document.activeElement === document.body) {
        current.focus();
      }
    },
    [],
  );
}

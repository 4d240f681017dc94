import { type RefObject, useEffect } from 'react';

/**
 * Escape ends something, unless something nearer to the key took it.
 *
 * @param within where the focus has to be; without it anywhere
 */
export function useEscape(end: () => void, within?: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (!within || within.current?.contains(document.activeElement)) end();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [end, within]);
}

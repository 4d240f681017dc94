import { useEffect } from 'react';

/** Escape ends what is drawn on the picture, unless something nearer to the key took it. */
export function useEscape(end: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) end();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [end]);
}

import { useEffect } from 'react';
import type { Notice } from '../../state/shared/index.ts';

/**
 * Takes a notice away when the visitor presses Escape, or goes on: chooses something. One that has a button of its own
 * stays for that.
 */
export function useGoingOn(notice: Notice | undefined, dismiss: () => void): void {
  const isShown = notice !== undefined;
  const isOver = isShown && !notice.elsewhere;
  useEffect(() => {
    if (!isShown) return undefined;
    const onKey = (event: KeyboardEvent) => {
      const inDialog = event.target instanceof Element && event.target.closest('dialog, [popover]');
      if (event.key !== 'Escape' || event.defaultPrevented || inDialog) return;
      // It lies above everything else that Escape ends, and goes first.
      event.preventDefault();
      dismiss();
    };
    document.addEventListener('keydown', onKey, { capture: true });
    return () => document.removeEventListener('keydown', onKey, { capture: true });
  }, [isShown, dismiss]);
  useEffect(() => {
    if (!isOver) return undefined;
    const onChange = ({ target }: Event) => {
      // A file is opened, or refused by another notice.
      if (!(target instanceof HTMLInputElement && target.type === 'file')) dismiss();
    };
    // A choice may be what it tells of: the browser is still about to send that `change` then.
    const later = setTimeout(() => document.addEventListener('change', onChange));
    return () => {
      clearTimeout(later);
      document.removeEventListener('change', onChange);
    };
  }, [isOver, dismiss]);
}

import { useLayoutEffect } from 'react';
import type { ShortcutAction, ShortcutId } from '../../state/shared/index.ts';
import { useApp } from './context.ts';
import { TEXT_FIELDS } from './textFields.ts';

/**
 * Has a keyboard shortcut do something while the component is on the page, and `enabled`. By a layout effect: what
 * is seen can be used, however busy the page is.
 */
export function useShortcut(id: ShortcutId, action: ShortcutAction, enabled = true): void {
  const { shortcuts } = useApp();
  useLayoutEffect(
    () => (enabled ? shortcuts.add(id, action) : undefined),
    [shortcuts, id, action, enabled],
  );
}

/** Fields that take letters: a select finds its options by them. */
const LETTERS = `${TEXT_FIELDS}, select`;

/** Listens to the keys that are pressed anywhere on the page. The page behind an open dialog rests. */
export function useShortcutKeys(): void {
  const { shortcuts } = useApp();
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target, repeat } = event;
      const key = keyOf(event);
      // Something nearer to the key took it: the zoom of the Compare page has digits of its own.
      if (!key || event.defaultPrevented || document.querySelector('dialog[open]')) return;
      const single = key.length === 1;
      if (single && repeat) return;
      if (target instanceof Element && target.matches(single ? LETTERS : TEXT_FIELDS)) return;
      if (shortcuts.press(key)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [shortcuts]);
}

/** @returns the key as the table of shortcuts writes it; undefined where it is held with keys that none has */
function keyOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string | undefined {
  if (altKey || (ctrlKey && metaKey)) return undefined;
  if (!ctrlKey && !metaKey) return key.length === 1 ? key : undefined;
  return `${shiftKey ? 'Shift+' : ''}Ctrl+${key.toUpperCase()}`;
}

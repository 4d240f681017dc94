import * as v from 'valibot';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { keep, recall } from './storage.ts';

/**
 * The keyboard shortcuts: this table drives the handlers and the list that visitors see. "Ctrl" is Cmd on a Mac. Several
 * keys are either a range, each key with a meaning of its own, or different ways to the same.
 */
export const SHORTCUTS = [
  { id: 'open', keys: ['O'] },
  { id: 'download', keys: ['D'] },
  { id: 'style', keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], range: true },
  { id: 'hold', keys: ['H'] },
  { id: 'fullScreen', keys: ['F'] },
  { id: 'undo', keys: ['Ctrl+Z'] },
  { id: 'redo', keys: ['Shift+Ctrl+Z', 'Ctrl+Y'] },
  { id: 'list', keys: ['?'] },
] as const;

export type ShortcutId = (typeof SHORTCUTS)[number]['id'];

const KEY = 'brushlite-shortcuts';
const schema = v.object({ on: v.fallback(v.boolean(), true) });

/** What a shortcut does. `index`: which of its keys was pressed, from 0. */
export type ShortcutAction = (index: number) => void;

export interface Shortcuts {
  /**
   * `on`: whether keys without Ctrl do something. Who dictates, or presses keys by accident, wants them off (WCAG 2.1.4).
   */
  readonly store: StoreApi<{ readonly on: boolean }>;
  setOn(on: boolean): void;
  /** Have a shortcut do something while this is on the page. The last that was added counts. @returns what ends that */
  add(id: ShortcutId, action: ShortcutAction): () => void;
  /**
   * Do what the key stands for.
   *
   * @param key as in the table; a letter in either case
   * @returns whether there was something to do
   */
  press(key: string): boolean;
}

export function createShortcuts(): Shortcuts {
  const store = createStore(() => recall(KEY, schema));
  const actions: { readonly id: ShortcutId; readonly action: ShortcutAction }[] = [];
  return {
    store,
    setOn(on) {
      store.setState({ on });
      keep(KEY, { on });
    },
    add(id, action) {
      const added = { id, action };
      actions.push(added);
      return () => void actions.splice(actions.indexOf(added), 1);
    },
    press(key) {
      if (key.length === 1 && !store.getState().on) return false;
      const pressed = key.length === 1 ? key.toUpperCase() : key;
      for (const { id, keys } of SHORTCUTS) {
        const index = keys.findIndex((known) => known === pressed);
        const found = index < 0 ? undefined : actions.findLast((added) => added.id === id);
        if (!found) continue;
        found.action(index);
        return true;
      }
      return false;
    },
  };
}

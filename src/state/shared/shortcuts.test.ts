import { beforeEach, expect, it, vi } from 'vitest';
import { stubStorage } from '../testing/index.ts';
import { createShortcuts, SHORTCUTS } from './shortcuts.ts';

beforeEach(() => void stubStorage());

it('a key does what was added last for it, with the place of the key', () => {
  const shortcuts = createShortcuts();
  expect(shortcuts.press('o')).toBe(false);
  const [first, second, style] = [vi.fn(), vi.fn(), vi.fn()];
  const endFirst = shortcuts.add('open', first);
  const endSecond = shortcuts.add('open', second);
  shortcuts.add('style', style);
  expect(shortcuts.press('o')).toBe(true);
  expect(second).toHaveBeenCalledWith(0);
  expect(first).not.toHaveBeenCalled();
  endSecond();
  shortcuts.press('O');
  expect(first).toHaveBeenCalledTimes(1);
  endFirst();
  expect(shortcuts.press('o')).toBe(false);
  shortcuts.press('3');
  expect(style).toHaveBeenCalledWith(2);
  expect(shortcuts.press('x')).toBe(false);
});

it('single keys can be switched off, in later visits, too; those with Ctrl stay', () => {
  const shortcuts = createShortcuts();
  const action = vi.fn();
  shortcuts.add('list', action);
  shortcuts.setOn(false);
  expect(shortcuts.press('?')).toBe(false);
  expect(action).not.toHaveBeenCalled();
  shortcuts.add('undo', action);
  expect(shortcuts.press('Ctrl+Z')).toBe(true);
  expect(action).toHaveBeenCalledTimes(1);
  expect(createShortcuts().store.getState().on).toBe(false);
});

it('the same is done by each of its keys, and not by that letter alone', () => {
  const shortcuts = createShortcuts();
  const [redo, undo] = [vi.fn(), vi.fn()];
  shortcuts.add('redo', redo);
  shortcuts.add('undo', undo);
  shortcuts.press('Shift+Ctrl+Z');
  shortcuts.press('Ctrl+Y');
  expect(redo).toHaveBeenCalledTimes(2);
  expect(undo).not.toHaveBeenCalled();
  expect(shortcuts.press('z')).toBe(false);
  expect(shortcuts.press('Ctrl+D')).toBe(false);
});

it('no key stands for two things', () => {
  const keys = SHORTCUTS.flatMap((shortcut) => [...shortcut.keys]);
  expect(new Set<string>(keys).size).toBe(keys.length);
});

import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { PhotosState } from './photos.ts';
import { ownPhotoReturns } from './tabPhoto.ts';

/** A tab that is loaded again and again. */
function tab() {
  const kept = new Map<string, string>();
  const sessionStorage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  return (type: string) => {
    const store = createStore<PhotosState>(() => ({}));
    const performance = { getEntriesByType: () => [{ type } as unknown as PerformanceEntry] };
    const returns = ownPhotoReturns(store, { sessionStorage, performance });
    const open = (photo: object | undefined) =>
      store.setState({ photo, removed: !photo } as Partial<PhotosState>);
    return { returns, open };
  };
}

it('a reload and Back bring the visitor’s own photo, a link does not', () => {
  const load = tab();
  const first = load('navigate');
  expect(first.returns).toBe(false);
  first.open({ name: 'a.jpg' });
  expect(load('reload').returns).toBe(true);
  expect(load('back_forward').returns).toBe(true);
  expect(load('navigate').returns).toBe(false);
});

it.each([
  ['a sample', { name: 'Sea', sample: 'sea' }],
  ['no photo', undefined],
])('a tab with %s has none to bring', (_, photo) => {
  const load = tab();
  const page = load('navigate');
  page.open({ name: 'a.jpg' });
  page.open(photo);
  expect(load('reload').returns).toBe(false);
});

it('without storage nothing is known', () => {
  const closed = {
    getItem: () => {
      throw new DOMException('closed', 'SecurityError');
    },
    setItem: () => {},
  };
  const performance = { getEntriesByType: () => [] };
  const store = createStore<PhotosState>(() => ({}));
  expect(ownPhotoReturns(store, { sessionStorage: closed, performance })).toBe(false);
});

import { expect, it } from 'vitest';
import { pictureCache } from './pictureCache.ts';

const painting = (side = 10) => ({
  pixels: { width: side, height: side, data: new Uint8ClampedArray(4 * side * side) },
});
/** Room for three paintings. */
const cacheOf = (...names: string[]) => {
  const cache = pictureCache<ReturnType<typeof painting>>(300);
  for (const name of names) cache.put(name, painting());
  return cache;
};

it('a painting that one keeps returning to stays; the one that was used the longest ago goes', () => {
  const cache = cacheOf('a', 'b', 'c');
  expect(cache.get('a')).toBeDefined();
  cache.put('d', painting());
  expect(cache.get('b')).toBeUndefined();
  expect(cache.get('a')).toBeDefined();
  cache.put('e', painting());
  expect(cache.get('c')).toBeUndefined();
  expect(cache.get('a')).toBeDefined();
});

it('a painting that is put again is the newest', () => {
  const cache = cacheOf('a', 'b', 'c');
  cache.put('a', painting());
  cache.put('d', painting());
  expect(cache.get('a')).toBeDefined();
  expect(cache.get('b')).toBeUndefined();
});

it('one that is larger than all the room stays alone', () => {
  const cache = cacheOf('a', 'b');
  cache.put('large', painting(100));
  expect(cache.get('large')).toBeDefined();
  expect(cache.get('a')).toBeUndefined();
  expect(cache.get('b')).toBeUndefined();
});

it('nothing is left after clear', () => {
  const cache = cacheOf('a');
  cache.clear();
  expect(cache.get('a')).toBeUndefined();
});

import type { Pixels } from './pixels.ts';
import { reduce } from './reduce.ts';

/**
 * @returns two pictures of one scene at the size of the smaller one, so that they can be compared. The larger one is
 * reduced by area averaging; nothing is enlarged, since that would invent pixels.
 */
export function atOneSize(a: Pixels, b: Pixels): readonly [Pixels, Pixels] {
  const size = { width: Math.min(a.width, b.width), height: Math.min(a.height, b.height) };
  return [reduce(a, size), reduce(b, size)];
}

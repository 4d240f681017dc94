import type { Pixels } from './pixels.ts';
import { PictureProblem } from './problems.ts';

/**
 * Two pictures of one size as one, twice as wide. Throws PictureProblem where they differ in size.
 *
 * @returns pixels of its own
 */
export function sideBySide(left: Pixels, right: Pixels): Pixels {
  const { width, height } = left;
  if (right.width !== width || right.height !== height) {
    const [a, b] = [left, right].map(({ width, height }) => ({ width, height }));
    throw new PictureProblem({ code: 'picture/different-sizes', a: a!, b: b! });
  }
  const row = 4 * width;
  const data = new Uint8ClampedArray(2 * row * height);
  for (let y = 0; y < height; y++) {
    const from = y * row;
    data.set(left.data.subarray(from, from + row), 2 * from);
    data.set(right.data.subarray(from, from + row), 2 * from + row);
  }
  return { width: 2 * width, height, data };
}

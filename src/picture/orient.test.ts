import { expect, it } from 'vitest';
import { isOnItsSide, transformOf } from './orient.ts';

// A picture of 3 x 2 pixels. Where EXIF says that its first pixel, and the one at the end of its first row, belong.
it.each([
  [1, [0, 0], [2, 0]],
  [2, [2, 0], [0, 0]],
  [3, [2, 1], [0, 1]],
  [4, [0, 1], [2, 1]],
  [5, [0, 0], [0, 2]],
  [6, [1, 0], [1, 2]],
  [7, [1, 2], [1, 0]],
  [8, [0, 2], [0, 0]],
] as const)('orientation %i', (orientation, first, endOfRow) => {
  const [a, b, c, d, e, f] = transformOf(orientation, 3, 2);
  const placeOf = (x: number, y: number) => {
    // The middle of a pixel.
    const [u, v] = [x + 0.5, y + 0.5];
    return [Math.floor(a * u + c * v + e), Math.floor(b * u + d * v + f)];
  };
  expect(placeOf(0, 0)).toEqual(first);
  expect(placeOf(2, 0)).toEqual(endOfRow);
  expect(isOnItsSide(orientation)).toBe(orientation > 4);
});

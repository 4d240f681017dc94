import { expect, it } from 'vitest';
import type { Pixels } from './pixels.ts';
import { sideBySide } from './sideBySide.ts';

/** A picture whose pixels are numbered from `first`. */
const numbered = (width: number, height: number, first: number): Pixels => ({
  ...{ width, height },
  data: Uint8ClampedArray.from({ length: 4 * width * height }, (_, at) =>
    at % 4 === 3 ? 255 : first + Math.floor(at / 4),
  ),
});

it('each row has the left picture’s pixels, then the right one’s', () => {
  const { width, height, data } = sideBySide(numbered(2, 3, 0), numbered(2, 3, 100));
  expect([width, height]).toEqual([4, 3]);
  const first = Array.from({ length: 12 }, (_, pixel) => data[4 * pixel]);
  expect(first).toEqual([0, 1, 100, 101, 2, 3, 102, 103, 4, 5, 104, 105]);
  expect(data[3]).toBe(255);
});

it('pictures of two sizes are refused', () => {
  expect(() => sideBySide(numbered(2, 3, 0), numbered(3, 2, 0))).toThrow(
    expect.objectContaining({
      fault: {
        code: 'picture/different-sizes',
        a: { width: 2, height: 3 },
        b: { width: 3, height: 2 },
      },
    }),
  );
});

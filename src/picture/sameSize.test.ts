import { expect, it } from 'vitest';
import { compare } from './difference.ts';
import { atOneSize } from './sameSize.ts';

/** A picture whose pixels have the values of `at`. */
function picture(width: number, height: number, at: (x: number, y: number) => number) {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let i = 0; i < width * height; i++) {
    data.fill(at(i % width, Math.floor(i / width)), 4 * i, 4 * i + 3);
  }
  return { width, height, data };
}

it('a picture and the same one twice as large are equal', () => {
  const value = (x: number, y: number) => 10 * x + y;
  const small = picture(20, 14, value);
  const large = picture(40, 28, (x, y) => value(Math.floor(x / 2), Math.floor(y / 2)));
  for (const [a, b] of [atOneSize(small, large), atOneSize(large, small)]) {
    expect(compare(a, b)).toMatchObject({ psnr: Infinity, difference: 0 });
  }
});

it('pictures of one size are left as they are', () => {
  const [a, b] = [picture(8, 8, () => 1), picture(8, 8, () => 2)];
  expect(atOneSize(a, b)).toEqual([a, b]);
  expect(atOneSize(a, b)[0]).toBe(a);
});

import { expect, it } from 'vitest';
import type { Pixels } from './pixels.ts';
import { smallSquare } from './smallSquare.ts';

/** A picture of which each pixel is grey, with the value that a function gives. */
function grey(width: number, height: number, value: (x: number, y: number) => number): Pixels {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let i = 0; i < width * height; i++) {
    data.fill(value(i % width, Math.floor(i / width)), 4 * i, 4 * i + 3);
  }
  return { width, height, data };
}

const reds = ({ data }: Pixels) => [...data].filter((_, i) => i % 4 === 0);

it('a small square is the mean of what it covers', () => {
  const { width, height, data } = smallSquare(
    grey(8, 8, (x) => (x < 4 ? 10 * x : 200)),
    2,
  );
  expect([width, height]).toEqual([2, 2]);
  expect([...data]).toEqual([15, 200, 15, 200].flatMap((v) => [v, v, v, 255]));
});

it('a small square of a picture that is none is its middle', () => {
  expect(
    reds(
      smallSquare(
        grey(12, 4, (x) => (x >= 4 && x < 8 ? 100 : 0)),
        2,
      ),
    ),
  ).toEqual(Array(4).fill(100));
  expect(
    reds(
      smallSquare(
        grey(4, 12, (_, y) => (y >= 4 && y < 8 ? 100 : 0)),
        2,
      ),
    ),
  ).toEqual(Array(4).fill(100));
});

it('a picture that is smaller is enlarged', () => {
  expect(
    reds(
      smallSquare(
        grey(1, 1, () => 77),
        3,
      ),
    ),
  ).toEqual(Array(9).fill(77));
});

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { enlarge, prepareEnlarging } from './detail.ts';
import type { Pixels } from './pixels.ts';
import { crop } from './regions.ts';
import { reduce } from './reduce.ts';

/** Made by training/enlarging.py, which does the same in PyTorch. Bytes of R, G and B, row by row. */
interface Example {
  readonly width: number;
  readonly height: number;
  readonly times: number;
  readonly photo: readonly number[];
  readonly painting: readonly number[];
  readonly enlarged: readonly number[];
}
const example = JSON.parse(
  readFileSync(new URL('testing/enlarging.json', import.meta.url), 'utf8'),
) as Example;

function pixels(width: number, height: number, rgb: readonly number[]): Pixels {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let i = 0; i < width * height; i++) data.set(rgb.slice(3 * i, 3 * i + 3), 4 * i);
  return { width, height, data };
}

const { width, height, times } = example;
const photo = pixels(width, height, example.photo);
const painting = pixels(width / times, height / times, example.painting);
const expected = pixels(width, height, example.enlarged);

it('enlarges as PyTorch does, to 1 of 255, and strip by strip as in one', () => {
  const source = prepareEnlarging(painting, reduce(photo, painting));
  const whole = enlarge(source, photo, 0, 0, photo);
  const largest = Math.max(...whole.data.map((v, i) => Math.abs(v - expected.data[i]!)));
  expect(largest).toBeLessThanOrEqual(1);
  const area = { left: 5, top: 7, width: 11, height: 6 };
  const part = enlarge(source, photo, area.left, area.top, crop(photo, area));
  expect(part.data).toEqual(crop(whole, area).data);
});

it('adds nothing of the photo where the painting does not follow it', () => {
  const flat = pixels(
    8,
    6,
    Array.from({ length: 3 * 8 * 6 }, () => 90),
  );
  const enlarged = enlarge(prepareEnlarging(flat, reduce(photo, flat)), photo, 0, 0, photo);
  expect(new Set(enlarged.data)).toEqual(new Set([90, 255]));
});

import { expect, it } from 'vitest';
import { growthPerHundred, tooMuch } from './growth.mjs';

const samplesOf = (...values: number[]) =>
  values.map((value, at) => ({ after: 25 * at, figures: { value, flat: 7 } }));

it('is what a hundred pictures add', () => {
  expect(growthPerHundred(samplesOf(10, 12, 14, 16, 18))).toEqual({ value: 8, flat: 0 });
});

it('one sample that was taken in the middle of something does not count', () => {
  expect(growthPerHundred(samplesOf(10, 10, 90, 10, 10)).value).toBe(0);
});

it('a leak that each picture has is seen through noise', () => {
  expect(growthPerHundred(samplesOf(2, 28, 50, 79, 101)).value).toBeCloseTo(100, -1);
});

it('needs three samples', () => {
  expect(() => growthPerHundred(samplesOf(1, 2))).toThrow('too few');
});

it('more than the bound is named, and so is what was not taken', () => {
  const faults = tooMuch({ heap: 2.5, images: 0, nodes: Number.NaN }, { heap: 2, images: 1 });
  expect(faults).toEqual(['heap: 2.500 more per hundred, at most 2']);
  expect(tooMuch({ nodes: Number.NaN }, { nodes: 1, urls: 1 })).toEqual([
    'nodes: NaN more per hundred, at most 1',
    'urls: not taken more per hundred, at most 1',
  ]);
});

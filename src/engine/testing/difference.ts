import { expect } from 'vitest';
import { goldenValues, manifest, type Golden } from './node.ts';

/** @returns the largest difference of two lists of the same length; NaN where one of them has no number */
export function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual).toHaveLength(expected.length);
  let most = 0;
  for (let i = 0; i < expected.length; i++) {
    const off = Math.abs((actual[i] as number) - (expected[i] as number));
    if (Number.isNaN(off)) return off;
    most = Math.max(most, off);
  }
  return most;
}

/** @returns the mean difference of two lists of the same length; NaN where one of them has no number */
export function meanDifference(actual: Float32Array, expected: Float32Array): number {
  expect(actual).toHaveLength(expected.length);
  const sum = actual.reduce((sum, value, i) => sum + Math.abs(value - (expected[i] as number)), 0);
  return sum / expected.length;
}

/** @returns the largest difference over the golden's own pixels of a painting that is `width` pixels wide, padded */
export function goldenDifference(values: Float32Array, width: number, golden: Golden): number {
  return largestDifference(ownPixels(values, width, golden), goldenValues(golden));
}

/** @returns the golden's own pixels of a painting that is `width` pixels wide, padded */
export function ownPixels(values: Float32Array, width: number, golden: Golden): Float32Array {
  const own = new Float32Array(golden.width * golden.height * 3);
  for (let y = 0; y < golden.height; y++) {
    const row = values.subarray(y * width * 3, (y * width + golden.width) * 3);
    own.set(row, y * golden.width * 3);
  }
  return own;
}

/** The manifest's entry of the model that made a golden. */
export function entryOf({ model }: Golden) {
  const entry = manifest.models.find(({ id }) => id === model);
  if (!entry) throw new Error(`no model ${model}`);
  return entry;
}

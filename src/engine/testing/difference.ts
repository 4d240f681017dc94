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

/** @returns the largest difference over the golden's own pixels of a painting that is `width` pixels wide, padded */
export function goldenDifference(values: Float32Array, width: number, golden: Golden): number {
  const own = new Float32Array(golden.width * golden.height * 3);
  for (let y = 0; y < golden.height; y++) {
    const row = values.subarray(y * width * 3, (y * width + golden.width) * 3);
    own.set(row, y * golden.width * 3);
  }
  return largestDifference(own, goldenValues(golden));
}

/** The manifest's entry of the model that made a golden. */
export function entryOf({ model }: Golden) {
  const entry = manifest.models.find(({ id }) => id === model);
  if (!entry) throw new Error(`no model ${model}`);
  return entry;
}

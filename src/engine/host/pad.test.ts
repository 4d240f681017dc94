import { describe, expect, it } from 'vitest';
import { paddedSide, sideRule } from '../../network/index.ts';
import { ANY_NETWORK, reflect, toFloats, toPixels } from './pad.ts';
import { networkOf } from '../testing/node.ts';

it('reflect mirrors without repeating the edge', () => {
  const at = (i: number) => reflect(i, 4);
  expect([-3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7].map(at)).toEqual([3, 2, 1, 0, 1, 2, 3, 2, 1, 0, 1]);
  expect([0, 1, 5].map((i) => reflect(i, 1))).toEqual([0, 0, 0]);
  expect([2, 3, 4, 5].map((i) => reflect(i, 2))).toEqual([0, 1, 0, 1]);
});

it('sides grow to a multiple of 4 and at least 20', () => {
  const sides = [1, 19, 20, 21, 45, 256].map((n) => paddedSide(n, ANY_NETWORK));
  expect(sides).toEqual([20, 20, 20, 24, 48, 256]);
});

it.each(['original', 'compressed'])('which the %s network takes', (id) => {
  const { multiple, least } = sideRule(networkOf(id));
  expect(ANY_NETWORK.multiple % multiple).toBe(0);
  expect(ANY_NETWORK.least).toBeGreaterThanOrEqual(least);
});

function picture(width: number, height: number) {
  const data = Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : (i * 37) % 256,
  );
  return { width, height, data };
}

describe.each([
  [1, 1],
  [3, 17],
  [45, 38],
  [20, 24],
])('%i x %i', (width, height) => {
  const before = picture(width, height);
  const image = toFloats(before, ANY_NETWORK);

  it('padded and cropped again is the same picture', () => {
    expect(toPixels(image, width, height)).toEqual(before);
  });

  it('the padding is the mirror image', () => {
    for (let y = 0; y < image.height; y++) {
      for (let x = 0; x < image.width; x++) {
        // The brute-force reference: walk and turn at the ends.
        const from = (walk(y, height) * width + walk(x, width)) * 4;
        const to = (y * image.width + x) * 3;
        expect(image.values[to]).toBeCloseTo((before.data[from] ?? Number.NaN) / 255, 6);
      }
    }
  });
});

function walk(steps: number, n: number): number {
  let [at, direction] = [0, 1];
  for (let i = 0; i < steps && n > 1; i++) {
    if (at + direction < 0 || at + direction >= n) direction = -direction;
    at += direction;
  }
  return at;
}

it('values outside of 0..1 are clamped and the rest rounded to nearest', () => {
  const values = new Float32Array([-0.2, 1.3, 0.4999 / 255, 0.5001 / 255, 1, 0]);
  const { data } = toPixels({ width: 2, height: 1, values }, 2, 1);
  expect([...data]).toEqual([0, 255, 0, 255, 1, 255, 0, 255]);
});

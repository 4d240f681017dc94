import { describe, expect, it } from 'vitest';
import { loadVariant } from './testing/node.ts';
import { bestVariant, hasRelaxedSimd, variantUrls, type Variant } from './variant.ts';

/** A variant is downloaded by every visitor without a GPU. */
const BUDGET = 40_000;

describe.each(Object.keys(variantUrls) as Variant[])('the variant %s', (variant) => {
  it('is small', async () => {
    expect((await loadVariant(variant)).byteLength).toBeLessThan(BUDGET);
  });

  it('compiles where it is chosen', async () => {
    const compiles = WebAssembly.validate(await loadVariant(variant));
    expect(compiles).toBe(variant.startsWith('simd') || hasRelaxedSimd());
  });
});

it.each([
  [true, true, 'relaxed-threads'],
  [true, false, 'simd-threads'],
  [false, true, 'relaxed'],
  [false, false, 'simd'],
] as const)('threads %s, relaxed SIMD %s: %s', (threads, fused, expected) => {
  expect(bestVariant(threads, fused)).toBe(expected);
});

import { describe, expect, it } from 'vitest';
import { checked, maxDifference } from './check.ts';

const values = (...numbers: number[]) => Float32Array.from(numbers);

describe('maxDifference', () => {
  it('is the largest one, in either direction', () => {
    expect(maxDifference(values(0.5, 0.25), values(0.5, 0.75))).toBe(0.5);
    expect(maxDifference(values(1, 0.5), values(0.75, 0.5))).toBe(0.25);
    expect(maxDifference(values(0.5), values(0.5))).toBe(0);
  });

  it('is infinite where there are holes or another number of values', () => {
    expect(maxDifference(values(Number.NaN, 0), values(0, 0))).toBe(Infinity);
    expect(maxDifference(values(0), values(0, 0))).toBe(Infinity);
    expect(maxDifference(values(), values(0))).toBe(Infinity);
  });
});

describe('checked', () => {
  it('lets rounding pass, and says how much it is', () => {
    expect(checked(values(0.5), values(0.5 + 2 ** -12), 'x')).toBe(2 ** -12);
  });

  it('stops at another picture, with its name', () => {
    expect(() => checked(values(0.5), values(0.6), 'tfjs-wasm on a.f32')).toThrow(
      /^tfjs-wasm on a\.f32 is off by 0\.1/,
    );
    expect(() => checked(values(Number.NaN), values(0.6), 'x')).toThrow('off by Infinity');
  });
});

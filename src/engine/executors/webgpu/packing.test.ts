import { describe, expect, it } from 'vitest';
import { halfToFloat } from '../../weights/decode.ts';
import { halves, packWeights } from './packing.ts';

describe('float16', () => {
  it('is exact for every number that it has', () => {
    const bits = Uint16Array.from({ length: 0x7c01 }, (_, i) => i);
    expect(halves(Float32Array.from(bits, halfToFloat))).toEqual(bits);
    expect(halves(Float32Array.from(bits, (b) => -halfToFloat(b)))[3]).toBe(0x8003);
  });

  it('rounds to the nearest, ties to even', () => {
    const between = (low: number, share: number) =>
      halfToFloat(low) + share * (halfToFloat(low + 1) - halfToFloat(low));
    for (const low of [5, 6, 0x3c00, 0x3c01, 0x7bfe]) {
      const [down, tie, up] = halves(Float32Array.of(0.4, 0.5, 0.6).map((s) => between(low, s)));
      expect([down, tie, up]).toEqual([low, low + (low & 1), low + 1]);
    }
  });

  it('is infinite beyond its range, and keeps what is no number', () => {
    expect([...halves(Float32Array.of(65_519, 65_520, -1e9, Number.NaN))]).toEqual([
      0x7bff, 0x7c00, 0xfc00, 0x7e00,
    ]);
  });
});

const NONE = { activation: 'none', shift: 0, residual: 'none', normalized: true } as const;

it('pads channels to planes of four', () => {
  const conv = {
    ...{ name: 'a', layer: 'a', kernel: 1, inputs: 3, outputs: 2, stride: 1, upsample: 1 },
    ...{ ...NONE, weightsOf: 'a', depthwise: false },
  };
  const packed = packWeights(conv, Float32Array.of(1, 2, 3, 4, 5, 6), 'float32');
  expect([...packed]).toEqual([1, 2, 0, 0, 3, 4, 0, 0, 5, 6, 0, 0, 0, 0, 0, 0]);
});

import { describe, expect, it } from 'vitest';
import type { Pixels } from './pixels.ts';
import { reduce, Reducer } from './reduce.ts';

function picture(
  width: number,
  height: number,
  value: (x: number, y: number, c: number) => number,
) {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < data.length; i++) {
    const at = i >> 2;
    data[i] = i % 4 === 3 ? 255 : value(at % width, Math.floor(at / width), i % 4);
  }
  return { width, height, data };
}

const noise = (width: number, height: number) =>
  picture(width, height, (x, y, c) => (x * 7919 + y * 104_729 + c * 1_299_709) % 256);

/** Each target pixel by the definition: the mean over the area that it covers. */
function byDefinition(source: Pixels, width: number, height: number): number[] {
  const [sx, sy] = [source.width / width, source.height / height];
  const overlap = (i: number, from: number, to: number) =>
    Math.max(0, Math.min(i + 1, to) - Math.max(i, from));
  const out: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let v = 0; v < source.height; v++) {
          for (let u = 0; u < source.width; u++) {
            const share = overlap(u, x * sx, (x + 1) * sx) * overlap(v, y * sy, (y + 1) * sy);
            sum += share * source.data[4 * (v * source.width + u) + c]!;
          }
        }
        out.push(sum / (sx * sy));
      }
      out.push(255);
    }
  }
  return out;
}

describe('a reduced picture', () => {
  it.each([
    [8, 6, 4, 3],
    [7, 5, 3, 2],
    [13, 9, 12, 8],
    [16, 1, 5, 1],
    [1, 9, 1, 4],
    [5, 5, 1, 1],
    [6, 4, 6, 4],
  ])('%i x %i to %i x %i has the mean of each area', (width, height, to, high) => {
    const source = noise(width, height);
    const { data } = reduce(source, { width: to, height: high });
    for (const [i, expected] of byDefinition(source, to, high).entries()) {
      expect(Math.abs(data[i]! - expected)).toBeLessThanOrEqual(0.51); // it is rounded
    }
  });

  it('of fine lines is grey, without a pattern', () => {
    const lines = picture(600, 8, (x) => (x % 2 ? 255 : 0));
    const { data } = reduce(lines, { width: 200, height: 4 });
    const colours = data.filter((_, i) => i % 4 < 3);
    for (const value of colours) expect(Math.abs(value - 127.5)).toBeLessThanOrEqual(43);
    const half = reduce(lines, { width: 300, height: 4 });
    expect(new Set(half.data.filter((_, i) => i % 4 < 3))).toEqual(new Set([128]));
  });

  it('is the same from strips as from the whole', () => {
    const source = noise(11, 10);
    const reducer = new Reducer(source, { width: 4, height: 3 });
    for (const [top, rows] of [
      [0, 3],
      [3, 1],
      [4, 6],
    ] as const) {
      const data = source.data.slice(4 * 11 * top, 4 * 11 * (top + rows));
      reducer.add({ width: 11, height: rows, data });
    }
    expect(reducer.result).toEqual(reduce(source, { width: 4, height: 3 }));
  });

  it('is never an enlarged one', () => {
    expect(() => reduce(noise(4, 4), { width: 5, height: 4 })).toThrow(RangeError);
  });
});

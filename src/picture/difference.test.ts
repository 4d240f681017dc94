import { describe, expect, it } from 'vitest';
import { compare } from './difference.ts';
import type { Pixels } from './pixels.ts';
import { PictureProblem } from './problems.ts';
import { mapColour, mapStops } from './ramp.ts';

/** Pseudo-random numbers in 0..1, the same in each run (mulberry32). */
function random(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function picture(width: number, height: number, channel: (i: number) => number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < data.length; i++) data[i] = i % 4 === 3 ? 255 : channel(i);
  return { width, height, data };
}

/** Noise, and the same with some more noise on it. */
function pair(width: number, height: number, strength: number): [Pixels, Pixels] {
  const next = random(width * 1000 + height);
  const a = picture(width, height, () => 256 * next());
  return [a, picture(width, height, (i) => (a.data[i] ?? 0) + strength * (next() - 0.5))];
}

/** SSIM as it is defined: one window after the other, in two dimensions, variance around the mean. */
function ssimByDefinition(a: Pixels, b: Pixels): number {
  const side = (n: number) => Math.min(11, n);
  const [w, h] = [side(a.width), side(a.height)];
  const window: { x: number; y: number; weight: number }[] = [];
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const square = (x - (w - 1) / 2) ** 2 + (y - (h - 1) / 2) ** 2;
      window.push({ x, y, weight: Math.exp(-square / (2 * 1.5 ** 2)) });
    }
  }
  const whole = window.reduce((sum, { weight }) => sum + weight, 0);
  const luma = ({ data, width }: Pixels, x: number, y: number) =>
    [0.299, 0.587, 0.114].reduce(
      (sum, k, c) => sum + k * (data[(y * width + x) * 4 + c] ?? Number.NaN),
      0,
    );
  const [c1, c2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];
  let [total, count] = [0, 0];
  for (let top = 0; top <= a.height - h; top++) {
    for (let left = 0; left <= a.width - w; left++) {
      const mean = (value: (x: number, y: number) => number) =>
        window.reduce((sum, { x, y, weight }) => sum + weight * value(left + x, top + y), 0) /
        whole;
      const meanA = mean((x, y) => luma(a, x, y));
      const meanB = mean((x, y) => luma(b, x, y));
      const varianceA = mean((x, y) => (luma(a, x, y) - meanA) ** 2);
      const varianceB = mean((x, y) => (luma(b, x, y) - meanB) ** 2);
      const covariance = mean((x, y) => (luma(a, x, y) - meanA) * (luma(b, x, y) - meanB));
      total +=
        ((2 * meanA * meanB + c1) * (2 * covariance + c2)) /
        ((meanA ** 2 + meanB ** 2 + c1) * (varianceA + varianceB + c2));
      count++;
    }
  }
  return total / count;
}

/** The differences of all channels, alpha apart. */
const differences = (a: Pixels, b: Pixels) =>
  [...a.data].flatMap((v, i) => (i % 4 === 3 ? [] : [Math.abs(v - (b.data[i] ?? Number.NaN))]));
const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;

const SIZES = [
  [37, 23, 40],
  [11, 11, 200],
  [12, 31, 10],
  [64, 11, 500],
  [5, 29, 60], // narrower than the window
  [30, 4, 60],
  [2, 3, 60],
  [1, 1, 60],
] as const;

describe.each(SIZES)('%i x %i with noise of %i', (width, height, strength) => {
  const [a, b] = pair(width, height, strength);
  const found = compare(a, b);

  it('SSIM is the one of the definition', () => {
    expect(found.ssim).toBeCloseTo(ssimByDefinition(a, b), 10);
  });

  it('PSNR and the mean difference are those of the definition', () => {
    const all = differences(a, b);
    const expected = 10 * Math.log10(255 ** 2 / mean(all.map((d) => d * d)));
    expect(found.psnr).toBeCloseTo(expected, 10);
    expect(found.difference).toBeCloseTo(mean(all), 10);
  });

  it('does not care which one is first', () => {
    expect(compare(b, a)).toEqual(found);
  });
});

it('black and white differ as much as can be: only C1 keeps SSIM above 0', () => {
  const black = picture(11, 11, () => 0);
  const white = picture(11, 11, () => 255);
  const { ssim, psnr, difference } = compare(black, white);
  expect(ssim).toBeCloseTo((0.01 * 255) ** 2 / (255 ** 2 + (0.01 * 255) ** 2), 12);
  expect(psnr).toBeCloseTo(0, 12);
  expect(difference).toBe(255);
});

it('equal pictures are equal', () => {
  const [a] = pair(40, 30, 0);
  const { ssim, psnr, difference, map, mapEnd } = compare(a, { ...a, data: a.data.slice() });
  expect(ssim).toBe(1);
  expect(psnr).toBe(Number.POSITIVE_INFINITY);
  expect(difference).toBe(0);
  expect(mapEnd).toBe(1);
  expect([...map.data.subarray(0, 4)]).toEqual([...mapColour(0), 255]);
});

it('refuses pictures of different sizes', () => {
  const [a] = pair(30, 20, 0);
  const [b] = pair(20, 30, 0);
  expect(() => compare(a, b)).toThrow(PictureProblem);
  const sizes = { a: { width: 30, height: 20 }, b: { width: 20, height: 30 } };
  expect(() => compare(a, b)).toThrow(
    expect.objectContaining({ fault: { code: 'picture/different-sizes', ...sizes } }),
  );
});

it('leaves the pictures alone', () => {
  const [a, b] = pair(20, 20, 50);
  const before = [a.data.slice(), b.data.slice()];
  compare(a, b);
  expect([a.data, b.data]).toEqual(before);
});

describe('the map', () => {
  it('shows each pixel’s mean difference in the ramp’s colour', () => {
    const grey = picture(20, 10, () => 100);
    const other = picture(20, 10, (i) => (i < 4 * 100 ? 100 + [6, 0, 3][i % 4]! : 100));
    const { map, mapEnd } = compare(grey, other);
    expect(mapEnd).toBe(5);
    expect([...map.data.subarray(0, 4)]).toEqual([...mapColour(3 / 5), 255]);
    expect([...map.data.subarray(-4)]).toEqual([...mapColour(0), 255]);
  });

  it('ends at a round number that 99.5 % of the pixels do not exceed', () => {
    const black = picture(100, 20, () => 0);
    const spots = (count: number) => picture(100, 20, (i) => (i < 4 * count ? 255 : 12));
    expect(compare(black, spots(10)).mapEnd).toBe(15);
    expect(compare(black, spots(11)).mapEnd).toBe(255);
  });
});

describe('the ramp', () => {
  /** Lightness, L* of CIELAB. */
  const lightness = (rgb: readonly number[]) => {
    const [r = 0, g = 0, b = 0] = rgb.map((v) =>
      v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4,
    );
    const y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    return y > 216 / 24389 ? 116 * Math.cbrt(y) - 16 : (24389 / 27) * y;
  };

  it('grows evenly in lightness from dark to bright, so it reads without hues', () => {
    const steps = 30;
    const shades = Array.from({ length: steps + 1 }, (_, i) => lightness(mapColour(i / steps)));
    expect(shades[0]).toBeLessThan(6);
    expect(shades.at(-1)).toBeGreaterThan(94);
    const even = ((shades.at(-1) ?? 0) - (shades[0] ?? 0)) / steps;
    for (let i = 1; i <= steps; i++) {
      const step = (shades[i] ?? 0) - (shades[i - 1] ?? 0);
      expect(step / even).toBeGreaterThan(0.7);
      expect(step / even).toBeLessThan(1.3);
    }
  });

  it('passes through its stops and stays at its ends', () => {
    const hex = (share: number) =>
      `#${mapColour(share)
        .map((v) => v.toString(16).padStart(2, '0'))
        .join('')}`;
    expect(mapStops.map((_, i) => hex(i / (mapStops.length - 1)))).toEqual([...mapStops]);
    expect(hex(7)).toBe(mapStops.at(-1));
    expect(hex(-1)).toBe(mapStops[0]);
  });
});

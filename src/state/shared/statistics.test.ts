import { describe, expect, it } from 'vitest';
import { median, quantile, summarize } from './statistics.ts';

/** By counting, not by interpolating: on a grid of 1000 steps between each pair of neighbours. */
function bruteForce(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const fine = sorted.flatMap((low, i) => {
    const high = sorted[i + 1];
    if (high === undefined) return [low];
    return Array.from({ length: 1000 }, (_, step) => low + ((high - low) * step) / 1000);
  });
  return fine[Math.round(share * (fine.length - 1))] ?? Number.NaN;
}

describe('quantiles', () => {
  const series = [
    [3],
    [4, 1],
    [9, 2, 7],
    [5, 5, 1, 80],
    Array.from({ length: 20 }, (_, i) => (i * 7) % 20),
  ];

  it.each(series.map((values) => [values]))('of %j are those that counting gives', (values) => {
    for (const share of [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1]) {
      expect(quantile(values, share)).toBeCloseTo(bruteForce(values, share), 1);
    }
  });

  it('median of an odd and an even number of values', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([9, 1, 5, 7])).toBe(6);
    expect(median([])).toBeNaN();
  });

  it('p95 of 1..20 lies 5 % of the way back from the largest, as NumPy gives it', () => {
    expect(
      quantile(
        Array.from({ length: 20 }, (_, i) => i + 1),
        0.95,
      ),
    ).toBeCloseTo(19.05);
  });
});

it('a summary has the frames a second of the median run', () => {
  expect(summarize([40, 20, 30, 20, 500])).toMatchObject({
    runs: 5,
    min: 20,
    median: 30,
    max: 500,
    framesPerSecond: 1000 / 30,
  });
});

it('a summary of runs too short for the clock has no frames a second', () => {
  expect(summarize([0, 0, 0])).toMatchObject({ median: 0, framesPerSecond: undefined });
});

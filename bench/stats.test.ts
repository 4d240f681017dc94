import { describe, expect, it } from 'vitest';
import { pairedRatios, quantile, shuffled, summary } from './stats.ts';

describe('quantile', () => {
  it('is a value where one lies there, whatever the order', () => {
    expect(quantile([5, 1, 3, 2, 4], 0.5)).toBe(3);
    expect(quantile([5, 1, 3, 2, 4], 0.25)).toBe(2);
    expect(quantile([7], 0.75)).toBe(7);
  });

  it('is between two of them in proportion', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([0, 10], 0.75)).toBe(7.5);
  });

  it('sorts by number, not by text', () => {
    expect(quantile([9, 10, 100], 0.5)).toBe(10);
  });

  it('of nothing is no number', () => {
    expect(quantile([], 0.5)).toBeNaN();
  });
});

it('a summary is the median with its quartiles, and one outlier moves none of them', () => {
  expect(summary([4, 1, 2, 3, 1000])).toEqual({ median: 3, quartiles: [2, 4] });
});

describe('pairedRatios', () => {
  it('compares round by round, so that a slow spell cancels out', () => {
    expect(pairedRatios([10, 100, 10], [20, 200, 20])).toEqual({ median: 2, quartiles: [2, 2] });
  });

  it('is the median of the ratios, not the ratio of the medians', () => {
    expect(pairedRatios([1, 2, 4], [4, 4, 4]).median).toBe(2);
    expect(pairedRatios([1, 2, 3], [3, 2, 9]).median).toBe(3);
  });

  it('is no number where the other lacks a round', () => {
    expect(pairedRatios([1], []).median).toBeNaN();
  });
});

describe('shuffled', () => {
  it('keeps every item and leaves the original as it is', () => {
    const items = ['a', 'b', 'c', 'd'];
    expect(shuffled(items).sort()).toEqual(items);
    expect(items).toEqual(['a', 'b', 'c', 'd']);
  });

  it('can give every order, each as often', () => {
    const seen = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = shuffled(['a', 'b', 'c']).join('');
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect(seen.size).toBe(6);
    for (const count of seen.values()) expect(count).toBeGreaterThan(800);
  });
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { countDown } from './countDown.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('tells each second what is left, and nothing more once nothing is', () => {
  const told: number[] = [];
  countDown(3500, (ms) => told.push(ms));
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual([2500, 1500, 500, 0]);
});

it('tells nothing once it is ended', () => {
  const tell = vi.fn();
  const end = countDown(3500, tell);
  vi.advanceTimersByTime(1000);
  end();
  vi.advanceTimersByTime(10_000);
  expect(tell).toHaveBeenCalledExactlyOnceWith(2500);
});

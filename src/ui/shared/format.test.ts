import { describe, expect, it } from 'vitest';
import { against, FASTER, ratio } from './format.ts';

describe('a ratio', () => {
  it('is how many times less or more', () => {
    expect(ratio(8, 2)).toEqual({ value: '4.0×', word: 'less' });
    expect(against(20, 800, FASTER)).toBe('40× slower');
  });

  it.each([
    [100, 100.9],
    [0, 0],
  ])('of %d and %d is the same', (left, right) => {
    expect(against(left, right)).toBe('the same');
  });

  it.each([
    [0, 5],
    [5, 0],
  ])('of %d and %d is a dash: there is no factor', (left, right) => {
    expect(against(left, right)).toBe('–');
  });
});

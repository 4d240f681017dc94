import { describe, expect, it } from 'vitest';
import { hasBoldness, rowCount, styleMix } from './styleRows.ts';

const ONE_ROW = [{}, {}, {}];
const TWO_ROWS = [{ rows: { soft: 0, bold: 2 } }, { rows: { soft: 1, bold: 3 } }];
const MIXED = [{ rows: { soft: 0, bold: 2 } }, {}];

it.each([
  [[], 0],
  [ONE_ROW, 3],
  [TWO_ROWS, 4],
  [MIXED, 3],
])('%j have rows for all styles', (styles, count) => {
  expect(rowCount(styles)).toBe(count);
  expect(styleMix(styles, 0, 0.3)).toHaveLength(count);
});

describe('a mix of rows', () => {
  it.each([
    [0, [0, 1, 0, 0]],
    [1, [0, 0, 0, 1]],
    [0.25, [0, 0.75, 0, 0.25]],
  ])('at a boldness of %d lies between soft and bold', (boldness, mix) => {
    expect(styleMix(TWO_ROWS, 1, boldness)).toEqual(mix);
  });

  it('of a style with one row is that row, whatever the boldness', () => {
    expect(styleMix(ONE_ROW, 2, 0.3)).toEqual([0, 0, 1]);
  });

  it('of no style is empty', () => {
    expect(styleMix(TWO_ROWS, -1, 0.5)).toEqual([0, 0, 0, 0]);
  });
});

it('models of the old kind have no boldness', () => {
  expect([ONE_ROW, TWO_ROWS, MIXED].map(hasBoldness)).toEqual([false, true, true]);
});

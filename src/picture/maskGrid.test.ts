import { expect, it } from 'vitest';
import { fullMask, isFull } from './mask.ts';
import { cellShares, fillCell, gridOf } from './maskGrid.ts';

it('has 16 cells along the longer side, about square, and never more than pixels', () => {
  expect(gridOf({ width: 512, height: 384 })).toEqual({ columns: 16, rows: 12 });
  expect(gridOf({ width: 100, height: 900 })).toEqual({ columns: 2, rows: 16 });
  expect(gridOf({ width: 900, height: 4 })).toEqual({ columns: 16, rows: 1 });
  expect(gridOf({ width: 5, height: 3 })).toEqual({ columns: 5, rows: 3 });
});

it('one cell is filled, and only that one', () => {
  const mask = fullMask({ width: 50, height: 37 }); // no multiple of the cells
  const grid = gridOf(mask);
  const cell = { column: 3, row: 5 };
  const erased = fillCell(mask, grid, cell, false);
  const shares = cellShares(erased, grid);
  expect(shares).toHaveLength(grid.columns * grid.rows);
  for (const [at, share] of shares.entries())
    expect(share).toBe(at === 5 * grid.columns + 3 ? 0 : 1);
  expect(isFull(fillCell(erased, grid, cell, true))).toBe(true);
  expect(isFull(mask)).toBe(true);
});

it('all cells together leave no pixel out', () => {
  let mask = fullMask({ width: 50, height: 37 });
  const grid = gridOf(mask);
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns; column++) {
      mask = fillCell(mask, grid, { column, row }, false);
    }
  }
  expect(mask.data).toEqual(new Uint8Array(50 * 37));
});

import type { Mask } from './mask.ts';

/** A mask as a grid of cells, for those who draw with the keyboard. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
}

/** A cell of the grid, from 0. */
export interface Cell {
  readonly column: number;
  readonly row: number;
}

/** Cells along the longer side of a picture. */
const CELLS = 16;

/** @returns the grid for a picture or a mask of this size: 16 cells along its longer side, about square */
export function gridOf({
  width,
  height,
}: {
  readonly width: number;
  readonly height: number;
}): Grid {
  const longer = Math.max(width, height);
  const cells = (side: number) => Math.max(1, Math.min(side, Math.round((CELLS * side) / longer)));
  return { columns: cells(width), rows: cells(height) };
}

/** @returns how much of each cell shows the painting, 0..1, row by row from the top */
export function cellShares(mask: Mask, grid: Grid): number[] {
  const shares: number[] = [];
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns; column++) {
      let sum = 0;
      const { left, right, top, bottom } = boxOf(mask, grid, { column, row });
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) sum += mask.data[y * mask.width + x]!;
      }
      shares.push(sum / (255 * (right - left) * (bottom - top)));
    }
  }
  return shares;
}

/** @returns the mask with one cell all painting (`covered`) or all photo */
export function fillCell(mask: Mask, grid: Grid, cell: Cell, covered: boolean): Mask {
  const data = mask.data.slice();
  const { left, right, top, bottom } = boxOf(mask, grid, cell);
  for (let y = top; y < bottom; y++) {
    data.fill(covered ? 255 : 0, y * mask.width + left, y * mask.width + right);
  }
  return { ...mask, data };
}

/** The pixels of a cell. Neighbours share their edges, so no line is left between them. */
function boxOf({ width, height }: Mask, { columns, rows }: Grid, { column, row }: Cell) {
  return {
    left: Math.round((column * width) / columns),
    right: Math.round(((column + 1) * width) / columns),
    top: Math.round((row * height) / rows),
    bottom: Math.round(((row + 1) * height) / rows),
  };
}

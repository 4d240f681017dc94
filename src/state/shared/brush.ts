import * as v from 'valibot';

/**
 * The network sees a photo at one size, and its strokes are as many pixels wide at any size. So the smaller it sees the
 * photo, the broader are the strokes in the picture. The brush size is this longest side, in pixels, from fine to broad.
 */
const BRUSH_SIDES = { fine: 2048, broad: 256 } as const;

/** Of settings that were kept: a longest side, in pixels. */
export const brushSchema = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(BRUSH_SIDES.broad),
  v.maxValue(BRUSH_SIDES.fine),
);

const RANGE = Math.log2(BRUSH_SIDES.fine / BRUSH_SIDES.broad);
/** The networks halve a picture twice. */
const GRID = 4;

/**
 * @param brush 0 (fine) to 1 (broad)
 * @returns the longest side at which the network sees the photo, in pixels
 */
export function sideOf(brush: number): number {
  return Math.round(BRUSH_SIDES.fine / 2 ** (RANGE * brush) / GRID) * GRID;
}

/** The inverse of `sideOf`, rounded to hundredths. @returns 0 (fine) to 1 (broad) */
export function brushOf(side: number): number {
  const brush = Math.log2(BRUSH_SIDES.fine / side) / RANGE;
  return Math.round(100 * Math.min(1, Math.max(0, brush))) / 100;
}

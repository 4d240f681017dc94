import * as v from 'valibot';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** How large the file is to be: as the photo, twice of that, or a longest side in pixels. */
export type Output = 'photo' | 'double' | number;

/** Longest sides that are offered by name, in pixels. */
export const OUTPUT_SIDES = { fourK: 3840, twoK: 2048, screen: 1280 } as const;

/** Bounds of a longest side that the visitor types, in pixels. */
export const OUTPUT_RANGE = { least: 16, most: 16_384 } as const;

/** A painting of more pixels would be 400 MB, and browsers have no canvas for it. */
export const MOST_OUTPUT_PIXELS = 100e6;

/** Of settings that were kept. */
export const outputSchema = v.union([
  v.picklist(['photo', 'double']),
  v.pipe(v.number(), v.integer(), v.minValue(OUTPUT_RANGE.least), v.maxValue(OUTPUT_RANGE.most)),
]);

/** Nobody needs more than twice of what the photo has. */
const MOST_TIMES = 2;

/**
 * @param photo the file's picture, in pixels
 * @returns the size of the painting that is downloaded, in the shape of the photo: at most twice as large as the photo,
 * and at most MOST_OUTPUT_PIXELS
 */
export function outputSize({ width, height }: Size, output: Output): Size {
  const wanted =
    output === 'photo'
      ? 1
      : output === 'double'
        ? MOST_TIMES
        : Math.min(MOST_TIMES, output / Math.max(width, height));
  const scale = Math.min(wanted, Math.sqrt(MOST_OUTPUT_PIXELS / (width * height)));
  const scaled = (side: number) => Math.max(1, Math.round(side * scale));
  return { width: scaled(width), height: scaled(height) };
}

/** @returns a longest side that somebody typed, within its bounds; undefined where it is no number */
export function outputSide(typed: string): number | undefined {
  const side = Math.round(Number(typed));
  if (typed.trim() === '' || Number.isNaN(side)) return undefined;
  return Math.min(OUTPUT_RANGE.most, Math.max(OUTPUT_RANGE.least, side));
}

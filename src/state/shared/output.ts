import * as v from 'valibot';
import type { Size } from '../../picture/index.ts';

/** How large the file is to be: as the photo, twice of that, or a longest side in pixels. */
export type Output = 'photo' | 'double' | number;

/** Longest sides that are offered by name, in pixels. */
export const OUTPUT_SIDES = { fourK: 3840, twoK: 2048, screen: 1280 } as const;

/** Bounds of a longest side that the visitor types, in pixels. */
export const OUTPUT_RANGE = { least: 16, most: 16_384 } as const;

/** A painting of more pixels would be 400 MB, and browsers have no canvas for it. */
const MOST_OUTPUT_PIXELS = 100e6;

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

/**
 * @param side the brush size: the longest side at which the network is to see a photo, in pixels
 * @returns the same, or less where the file is to be smaller: the network need not see more than the file has
 */
export function seenSide(photo: Size, output: Output, side: number): number {
  const { width, height } = outputSize(photo, output);
  return width < photo.width ? Math.min(side, Math.max(width, height)) : side;
}

/** @returns the longest side that a photo's painting can have, in pixels; without a photo that of any */
export function mostSide(photo: Size | undefined): number {
  if (!photo) return OUTPUT_RANGE.most;
  const { width, height } = outputSize(photo, OUTPUT_RANGE.most);
  return Math.max(width, height);
}

/** Also with digits as Chinese keyboards type them, and with the unit. */
const NUMBER = /^([+-]?\d+(?:\.\d+)?(?:e\d+)?)\s*(?:px)?$/i;

/** @returns what somebody typed for a longest side, rounded, without its bounds; undefined where it is no number */
export function typedSide(typed: string): number | undefined {
  const number = NUMBER.exec(typed.normalize('NFKC').trim())?.[1];
  return number === undefined ? undefined : Math.round(Number(number));
}

/**
 * @param most the longest side that there can be
 * @returns a longest side that somebody typed, within its bounds; undefined where it is no number
 */
export function outputSide(typed: string, most: number = OUTPUT_RANGE.most): number | undefined {
  const side = typedSide(typed);
  if (side === undefined) return undefined;
  return Math.min(most, Math.max(Math.min(most, OUTPUT_RANGE.least), side));
}

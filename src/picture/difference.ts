import type { Pixels } from './pixels.ts';
import { PictureProblem } from './problems.ts';
import { mapColour } from './ramp.ts';
import { ssim } from './ssim.ts';

/** How two pictures of one size differ. */
export interface Comparison {
  /** Structural similarity of the luma, 1 when equal (Wang et al. 2004). */
  readonly ssim: number;
  /** Decibels over all three channels, Infinity when equal. */
  readonly psnr: number;
  /** Mean absolute difference of the channels, 0..255. */
  readonly difference: number;
  /** Mean absolute difference of each pixel's channels, as a picture in the colours of `mapStops`. */
  readonly map: Pixels;
  /** The difference at the bright end of the map's colours, 1..255; larger ones look the same. */
  readonly mapEnd: number;
}

/** Round numbers for the end of a legend. */
const ENDS = [1, 2, 5, 10, 15, 20, 30, 40, 50, 75, 100, 150, 200, 255];
/** Of the pixels, so many are inside the map's range: a few outliers must not darken all others. */
const INSIDE = 0.995;

/** Compare two pictures of one size. Throws PictureProblem when the sizes differ. */
export function compare(a: Pixels, b: Pixels): Comparison {
  if (a.width !== b.width || a.height !== b.height) {
    throw new PictureProblem({ code: 'picture/different-sizes', a: sizeOf(a), b: sizeOf(b) });
  }
  const { sums, squares } = differences(a, b);
  const channels = 3 * sums.length;
  const mapEnd = roundEnd(sums);
  return {
    ssim: ssim(a, b),
    psnr: 10 * Math.log10(255 ** 2 / (squares / channels)),
    difference: sums.reduce((total, sum) => total + sum, 0) / channels,
    map: { width: a.width, height: a.height, data: paint(sums, mapEnd) },
    mapEnd,
  };
}

const sizeOf = ({ width, height }: Pixels) => ({ width, height });

/** Of each pixel the sum of its channels' absolute differences, and of all the sum of squares. */
function differences({ data: a }: Pixels, { data: b }: Pixels) {
  const sums = new Uint16Array(a.length / 4);
  let squares = 0;
  for (let i = 0, at = 0; i < sums.length; i++, at += 4) {
    const red = Math.abs(a[at]! - b[at]!);
    const green = Math.abs(a[at + 1]! - b[at + 1]!);
    const blue = Math.abs(a[at + 2]! - b[at + 2]!);
    sums[i] = red + green + blue;
    squares += red * red + green * green + blue * blue;
  }
  return { sums, squares };
}

/** The smallest round number that INSIDE of the pixels do not exceed. */
function roundEnd(sums: Uint16Array): number {
  const counts = new Uint32Array(3 * 255 + 1);
  for (const sum of sums) counts[sum]!++;
  let [reach, inside] = [0, counts[0]!];
  while (inside < INSIDE * sums.length) inside += counts[++reach]!;
  return ENDS.find((end) => 3 * end >= reach) ?? 255;
}

function paint(sums: Uint16Array, mapEnd: number) {
  const colours = new Uint8ClampedArray(4 * (3 * 255 + 1)).fill(255);
  for (let sum = 0; sum <= 3 * 255; sum++) colours.set(mapColour(sum / 3 / mapEnd), 4 * sum);
  // Four bytes at a time, in whatever order they are.
  const palette = new Uint32Array(colours.buffer);
  const pixels = new Uint32Array(sums.length);
  for (let i = 0; i < pixels.length; i++) pixels[i] = palette[sums[i]!]!;
  return new Uint8ClampedArray(pixels.buffer);
}

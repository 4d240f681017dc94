/**
 * What a network adds to a painting that is no stroke, and that would become worse in a larger painting: a faint grain,
 * and a faint mesh over flat areas. docs/journal/sizes.md shows both.
 */
import { boxMean, columnMean, rowMean, type Plane } from './means.ts';
import type { Pixels } from './pixels.ts';

/** Both are as fine as this, in pixels to each side. */
const FINE = 2;
/** Grain is as faint as this, in 0..255. Strokes are stronger. */
const FAINT = 8;
/** Lines of the mesh are straight over this length, in pixels to each side. Strokes bend. Within the halo of a tile. */
const LENGTH = 12;
/** And all that is fine around them is as faint as this. Where there are strokes or edges, it is stronger. */
const FLAT = 10;

/**
 * A painting without its grain. Enlarged, the grain is some ten pixels wide. The network would take it for a part of the
 * scene, and paint a dot in each place.
 *
 * @returns a picture of that size in which what is fine, against a mean over a square of 5 pixels a side, twice, is
 *   fainter by FAINT, down to nothing
 */
export const withoutGrain = (painting: Pixels): Pixels =>
  eachChannel(painting, (plane, width, height) => {
    const fine = fineOf(plane, width, height);
    return plane.map((value, i) => value - Math.max(-FAINT, Math.min(FAINT, fine[i]!)));
  });

/** @returns a painting without its mesh: see `withoutLines` */
export const withoutMesh = (painting: Pixels): Pixels => eachChannel(painting, withoutLines);

/**
 * @returns the plane, less the mean of what is fine over a part of a row, then of a column, where the plane is flat: where
 *   what is fine is FLAT at most, by the mean of its fourth power. Nothing changes where it is twice that.
 */
export function withoutLines(plane: Plane, width: number, height: number): Plane {
  const fine = fineOf(plane, width, height);
  const rows = rowMean(fine, width, height, LENGTH);
  const rest = fine.map((value, i) => value - rows[i]!);
  const columns = columnMean(rest, width, height, LENGTH);
  // By the fourth power, so that a single edge counts.
  const powers = fine.map((value) => value * value * value * value);
  const power = boxMean(powers, width, height, LENGTH);
  return plane.map((value, i) => {
    const flat = Math.max(0, Math.min(1, 2 - Math.sqrt(Math.sqrt(Math.max(0, power[i]!))) / FLAT));
    return value - flat * (rows[i]! + columns[i]!);
  });
}

/** What is fine in a plane: of both signs, around 0. */
function fineOf(plane: Plane, width: number, height: number): Plane {
  const mean = boxMean(boxMean(plane, width, height, FINE), width, height, FINE);
  return plane.map((value, i) => value - mean[i]!);
}

/** A copy of a picture, each of R, G, B changed. */
function eachChannel(
  { width, height, data: painted }: Pixels,
  change: (plane: Plane, width: number, height: number) => Plane,
): Pixels {
  const data = painted.slice();
  for (let channel = 0; channel < 3; channel++) {
    const plane = new Float32Array(width * height);
    for (let i = 0; i < plane.length; i++) plane[i] = painted[4 * i + channel]!;
    const changed = change(plane, width, height);
    for (let i = 0; i < changed.length; i++) data[4 * i + channel] = changed[i]!;
  }
  return { width, height, data };
}

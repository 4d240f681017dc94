import { boxMean } from './detail.ts';
import type { Pixels } from './pixels.ts';

/** How much of the second painting's fine strokes is taken, 0..1. Looked at in docs/journal/sizes.md. */
const SHARE = 0.7;
/** What is broader than this, in pixels to each side, stays as it was. Within the halo of a tile. */
export const BROAD = 32;

/** Grain is as fine as this, in pixels to each side of the painting that is enlarged. */
const GRAIN = 2;
/** And as faint as this, in 0..255. Strokes are stronger. */
const FAINT = 8;

/**
 * A painting without its grain. A faint mesh of the network's own, three to six pixels wide, is some ten pixels wide
 * once it is enlarged. The network would take it for a part of the scene, and paint a dot at each crossing.
 *
 * @returns what is fine in the painting, against a mean over a square of 5 pixels a side, twice, is fainter by FAINT, down to nothing
 */
export function withoutGrain({ width, height, data: painted }: Pixels): Pixels {
  const data = painted.slice();
  for (let channel = 0; channel < 3; channel++) {
    const plane = Float32Array.from(
      { length: width * height },
      (_, i) => painted[4 * i + channel]!,
    );
    const mean = boxMean(boxMean(plane, width, height, GRAIN), width, height, GRAIN);
    for (let i = 0; i < mean.length; i++) {
      const fine = plane[i]! - mean[i]!;
      data[4 * i + channel] = mean[i]! + Math.sign(fine) * Math.max(0, Math.abs(fine) - FAINT);
    }
  }
  return { width, height, data };
}

/**
 * Add the fine strokes of a second painting to the painting that it was made of. Only what is finer than BROAD is taken:
 * colours and broad strokes stay, also where the second painting was normalized with statistics that are not quite its
 * own. Where both reach BROAD beyond a tile, neighbouring tiles fit together.
 *
 * @param first the enlarged painting
 * @param second what the network made of the same without grain, of the same size
 * @returns a picture of that size
 */
export function addFineStrokes(first: Pixels, second: Pixels): Pixels {
  const { width, height } = first;
  const data = first.data.slice();
  const difference = new Float32Array(width * height);
  for (let channel = 0; channel < 3; channel++) {
    for (let i = 0; i < difference.length; i++) {
      difference[i] = second.data[4 * i + channel]! - first.data[4 * i + channel]!;
    }
    const broad = boxMean(difference, width, height, BROAD);
    for (let i = 0; i < difference.length; i++) {
      data[4 * i + channel]! += SHARE * (difference[i]! - broad[i]!);
    }
  }
  return { width, height, data };
}

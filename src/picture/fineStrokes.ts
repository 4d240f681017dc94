import { withoutLines } from './grain.ts';
import { boxMean } from './means.ts';
import type { Pixels } from './pixels.ts';

/** How much of the second painting's fine strokes is taken, 0..1. Looked at in docs/journal/sizes.md. */
const SHARE = 0.7;
/** What is broader than this, in pixels to each side, stays as it was. Within the halo of a tile. */
export const BROAD = 32;

/**
 * Add the fine strokes of a second painting to the painting that it was made of. Only what is finer than BROAD is taken:
 * colours and broad strokes stay, also where the second painting was normalized with statistics that are not quite its
 * own. Where both reach BROAD beyond a tile, neighbouring tiles fit together.
 *
 * @param first the enlarged painting
 * @param second what the network made of the same without grain, of the same size; its mesh is left out
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
    const strokes = withoutLines(difference, width, height);
    for (let i = 0; i < difference.length; i++) {
      data[4 * i + channel]! += SHARE * (strokes[i]! - broad[i]!);
    }
  }
  return { width, height, data };
}

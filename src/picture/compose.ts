import { toLab, toPixel } from './oklab.ts';
import type { Pixels } from './pixels.ts';
import { PictureProblem } from './problems.ts';

/** What is made of a painting and its photo. Nothing is painted for it. */
export interface Blend {
  /** How much of the painting covers the photo, 0..1. */
  readonly strength: number;
  /** Take the lightness from the painting, and the colours from the photo. */
  readonly keepColours: boolean;
}

/** @returns whether a blend leaves the painting as it is */
export const isPlain = ({ strength, keepColours }: Blend): boolean =>
  strength === 1 && !keepColours;

/**
 * The picture that is shown and downloaded. Throws PictureProblem where painting and photo differ in size.
 *
 * @returns the painting itself for a plain blend, else pixels of their own
 */
export function compose(painting: Pixels, photo: Pixels, blend: Blend): Pixels {
  const { width, height } = painting;
  if (photo.width !== width || photo.height !== height) {
    const [a, b] = [painting, photo].map(({ width, height }) => ({ width, height }));
    throw new PictureProblem({ code: 'picture/different-sizes', a: a!, b: b! });
  }
  if (isPlain(blend)) return painting;
  const { strength, keepColours } = blend;
  const data = keepColours ? recolour(painting.data, photo.data) : painting.data.slice();
  for (let at = 0; at < data.length; at++) {
    const below = photo.data[at]!;
    data[at] = below + strength * (data[at]! - below);
  }
  return { width, height, data };
}

/** The lightness of one picture with the colours of another, in Oklab. */
function recolour(light: Pixels['data'], colour: Pixels['data']) {
  const data = new Uint8ClampedArray(light.length);
  const [lab, other] = [new Float64Array(3), new Float64Array(3)];
  for (let at = 0; at < data.length; at += 4) {
    toLab(light, at, lab);
    toLab(colour, at, other);
    toPixel(lab[0]!, other[1]!, other[2]!, data, at);
    data[at + 3] = 255;
  }
  return data;
}

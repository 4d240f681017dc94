import { coverage, type Mask } from './mask.ts';
import { toLab, toPixel } from './oklab.ts';
import type { Pixels, Size } from './pixels.ts';
import { PictureProblem } from './problems.ts';

/** What is made of a painting and its photo. Nothing is painted for it. */
export interface Blend {
  /** How much of the painting covers the photo, 0..1. */
  readonly strength: number;
  /** Take the lightness from the painting, and the colours from the photo. */
  readonly keepColours: boolean;
  /** Where the painting covers the photo; everywhere without one. It limits strength and colours, too. */
  readonly mask?: Mask | undefined;
  /** The photo has transparent parts, and they are to be transparent in the picture, too. */
  readonly cutOut?: boolean | undefined;
}

/** Where a part lies in a larger picture, in pixels. */
interface Place {
  readonly left: number;
  readonly top: number;
  readonly whole: Size;
}

/** @returns whether a blend leaves the painting as it is */
export const isPlain = ({ strength, keepColours, mask, cutOut }: Blend): boolean =>
  strength === 1 && !keepColours && !mask && !cutOut;

/**
 * The picture that is shown and downloaded, as transparent as the photo. Throws PictureProblem where painting and photo
 * differ in size.
 *
 * @param place where painting and photo are a part of a larger picture, over which the mask is stretched
 * @returns the painting itself for a plain blend, else pixels of their own
 */
export function compose(
  painting: Pixels,
  photo: Pixels,
  blend: Blend,
  { left, top, whole }: Place = { left: 0, top: 0, whole: painting },
): Pixels {
  const { width, height } = painting;
  if (photo.width !== width || photo.height !== height) {
    const [a, b] = [painting, photo].map(({ width, height }) => ({ width, height }));
    throw new PictureProblem({ code: 'picture/different-sizes', a: a!, b: b! });
  }
  if (isPlain(blend)) return painting;
  const { strength, keepColours, mask } = blend;
  const data = keepColours ? recolour(painting.data, photo.data) : painting.data.slice();
  const covered = mask && coverage(mask, whole.width, whole.height);
  for (let y = 0; y < height; y++) {
    const row = covered?.(top + y);
    for (let x = 0; x < width; x++) {
      const share = strength * (row?.[left + x] ?? 1);
      const alpha = 4 * (y * width + x) + 3;
      for (let at = alpha - 3; at < alpha; at++) {
        const below = photo.data[at]!;
        data[at] = below + share * (data[at]! - below);
      }
      data[alpha] = photo.data[alpha]!;
      if (data[alpha] === 0) data.fill(0, alpha - 3, alpha); // what is not seen needs no bytes in a file
    }
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

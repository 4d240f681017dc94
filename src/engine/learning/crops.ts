import type { Pixels } from '../stylizer.ts';
import { WINDOW, type Crop } from './objective.ts';
import { randomOf } from './random.ts';
import { resample } from './resample.ts';

/** Pixels of a crop's side, and crops of a step. */
const CROP_SIDE = 128;
export const CROPS = 2;

/** Shares of crops that are painted fully soft and fully bold, as in training/boldness.py; the rest is in between. */
const SOFT_SHARE = 0.25;
const BOLD_SHARE = 0.3;

/**
 * The crops of a step: random squares of the photos, each at a random scale and flipped half of the time, as in
 * training/data.py. The second is as bold as the first one is soft, so that each step teaches both rows.
 */
export function drawCrops(
  photos: readonly Pixels[],
  seed: number,
  step: number,
  side = CROP_SIDE,
): Crop[] {
  const random = randomOf(seed, step);
  const below = (count: number) => Math.floor(random() * count);
  const kind = random();
  const between = random();
  const first = kind < SOFT_SHARE ? 0 : kind >= 1 - BOLD_SHARE ? 1 : between;
  return Array.from({ length: CROPS }, (_, index) => {
    const photo = photos[below(photos.length)] as Pixels;
    const short = Math.min(photo.width, photo.height);
    // Between the crop's own size and twice that: a smaller photo is enlarged.
    const least = Math.min(side, short);
    const window = least + below(Math.min(short, 2 * side) - least + 1);
    const top = below(photo.height - window + 1);
    const left = below(photo.width - window + 1);
    const values = resample(photo, { left, top, width: window, height: window }, side, side);
    const corners = Math.floor(side / WINDOW) + 1;
    return {
      values: random() < 0.5 ? flipped(values, side) : values,
      side,
      boldness: index % 2 === 0 ? first : 1 - first,
      top: below(corners),
      left: below(corners),
    };
  });
}

function flipped(values: Float32Array, side: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let at = 0; at < values.length; at += 3) {
    const pixel = at / 3;
    const mirrored = pixel - (pixel % side) + (side - 1 - (pixel % side));
    out.set(values.subarray(at, at + 3), mirrored * 3);
  }
  return out;
}

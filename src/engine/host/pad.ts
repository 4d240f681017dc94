import { paddedSide, type SideRule } from '../../network/index.ts';
import type { FloatImage } from '../executors/executor.ts';
import type { Pixels } from '../stylizer.ts';

/** Position `i`, which may lie outside of 0 .. n - 1, reflected into it; the edge is not repeated. */
export function reflect(i: number, n: number): number {
  if (n === 1) return 0;
  const period = 2 * (n - 1);
  const inPeriod = ((i % period) + period) % period;
  return inPeriod < n ? inPeriod : period - inPeriod;
}

/** Sides that every network of models/ takes as they are. */
export const ANY_NETWORK: SideRule = { multiple: 4, least: 20 };

/** A picture as the network wants it: RGB in 0..1, extended to the right and below by reflection. */
export function toFloats(picture: Pixels, rule: SideRule): FloatImage {
  const width = paddedSide(picture.width, rule);
  const height = paddedSide(picture.height, rule);
  const values = new Float32Array(width * height * 3);
  let to = 0;
  for (let y = 0; y < height; y++) {
    const row = reflect(y, picture.height) * picture.width;
    for (let x = 0; x < width; x++) {
      const from = (row + reflect(x, picture.width)) * 4;
      for (let c = 0; c < 3; c++) values[to++] = (picture.data[from + c] as number) / 255;
    }
  }
  return { width, height, values };
}

/** The inverse of `toFloats`: the top left `width` x `height` of an image as opaque pixels, rounded. */
export function toPixels(image: FloatImage, width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  let to = 0;
  for (let y = 0; y < height; y++) {
    let from = y * image.width * 3;
    for (let x = 0; x < width; x++) {
      // Uint8ClampedArray rounds to nearest and clamps.
      for (let c = 0; c < 3; c++) data[to++] = (image.values[from++] as number) * 255;
      data[to++] = 255;
    }
  }
  return { width, height, data };
}

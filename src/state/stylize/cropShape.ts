/** The aspect ratio that the chosen part of a photo is held to. */
import type { Crop, Size } from '../../picture/index.ts';

/** `free`: any. `photo`: that of the whole photo. Else width to height. */
export const CROP_SHAPES = [
  ...(['free', 'photo', '1:1'] as const),
  // Screens, cards and prints.
  ...(['5:4', '4:5', '4:3', '3:4', '7:5', '5:7', '3:2', '2:3', '16:9', '9:16'] as const),
] as const;

export type CropShape = (typeof CROP_SHAPES)[number];

/**
 * @param turned the size of the whole photo as it is turned
 * @returns width by height, in pixels; undefined where any will do
 */
export function aspectOf(shape: CropShape, turned: Size): number | undefined {
  if (shape === 'free') return undefined;
  if (shape === 'photo') return turned.width / turned.height;
  const [width = 1, height = 1] = shape.split(':').map(Number);
  return width / height;
}

/** @returns the shape of a part after a quarter turn */
export function turnedShape(shape: CropShape): CropShape {
  const [width, height] = shape.split(':');
  return CROP_SHAPES.find((known) => known === `${height}:${width}`) ?? shape;
}

/** @returns the part in another shape: of the same middle and area, as far as the photo allows */
export function shapedCrop(crop: Crop, turned: Size, aspect: number): Crop {
  const area = crop.width * turned.width * crop.height * turned.height;
  const wanted = Math.sqrt(area * aspect);
  const longest = Math.min(wanted, turned.width, turned.height * aspect);
  const [width, height] = [longest / turned.width, longest / aspect / turned.height];
  const left = crop.left + (crop.width - width) / 2;
  const top = crop.top + (crop.height - height) / 2;
  return inPixels({ ...crop, left, top, width, height }, turned, aspect);
}

/** @returns the part in whole pixels, so that a square has as many across as down; it stays within the photo */
export function inPixels(crop: Crop, turned: Size, aspect: number): Crop {
  const isWide = aspect >= 1;
  const [along, across] = isWide ? (['width', 'height'] as const) : (['height', 'width'] as const);
  const ratio = isWide ? aspect : 1 / aspect;
  let long = atLeastOne(crop[along] * turned[along], turned[along]);
  const short = atLeastOne(long / ratio, turned[across]);
  if (long / ratio > turned[across] + 0.5) long = atLeastOne(short * ratio, turned[along]);
  const pixels = isWide ? { width: long, height: short } : { width: short, height: long };
  const start = (from: number, length: number, side: number) =>
    Math.min(side - length, Math.max(0, Math.round(from * side))) / side;
  return {
    ...crop,
    left: start(crop.left, pixels.width, turned.width),
    top: start(crop.top, pixels.height, turned.height),
    width: pixels.width / turned.width,
    height: pixels.height / turned.height,
  };
}

const atLeastOne = (pixels: number, most: number) =>
  Math.min(most, Math.max(1, Math.round(pixels)));

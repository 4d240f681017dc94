/** The part of a photo that is painted, and how that is turned. The file itself is never changed. */
import type { Orientation } from './formats/index.ts';
import { fullMask, type Mask, type Point } from './mask.ts';
import { transformOf } from './orient.ts';
import type { Size } from './pixels.ts';
import { canvasOf } from './regions.ts';
import { tilted, type Part } from './tilt.ts';

/** A photo is turned first, then mirrored, then tilted around its middle, and then a part of the turned photo is taken. */
export interface Crop extends Part {
  /** Quarter turns clockwise. */
  readonly turns: 0 | 1 | 2 | 3;
  /** Left and right are exchanged. */
  readonly mirrored: boolean;
  /** Degrees clockwise, by which it is straightened; none without it. The part shows nothing outside of the photo. */
  readonly tilt?: number | undefined;
}

/** The photo as it is. */
export const WHOLE: Crop = { turns: 0, mirrored: false, left: 0, top: 0, width: 1, height: 1 };

/** By the number of turns. */
const PLAIN: readonly Orientation[] = [1, 6, 3, 8];
const MIRRORED: readonly Orientation[] = [2, 5, 4, 7];

const orientationOf = ({ turns, mirrored }: Crop): Orientation =>
  (mirrored ? MIRRORED : PLAIN)[turns] ?? 1;

/** @returns a name that two crops share where they give the same picture */
export function nameOfCrop(crop: Crop = WHOLE): string {
  // Four quarter turns change the last digits.
  const shares = [crop.left, crop.top, crop.width, crop.height].map((share) =>
    Number(share.toFixed(9)),
  );
  return [orientationOf(crop), ...shares, crop.tilt || ''].join(' ').trimEnd();
}

/** @returns whether two crops give the same picture; undefined is the whole photo */
export const isSameCrop = (a: Crop | undefined, b: Crop | undefined): boolean =>
  nameOfCrop(a) === nameOfCrop(b);

/** @returns the size of a photo after it is turned, before a part is taken */
export function turnedSize({ width, height }: Size, crop: Crop): Size {
  return crop.turns % 2 === 1 ? { width: height, height: width } : { width, height };
}

/** @returns the part in whole pixels of the turned photo, at least one each way */
export function cropArea(photo: Size, crop: Crop) {
  const turned = turnedSize(photo, crop);
  const along = (start: number, share: number, side: number) => {
    const length = Math.min(side, Math.max(1, Math.round(share * side)));
    return { from: Math.min(side - length, Math.round(start * side)), length };
  };
  const x = along(crop.left, crop.width, turned.width);
  const y = along(crop.top, crop.height, turned.height);
  return { left: x.from, top: y.from, width: x.length, height: y.length };
}

/**
 * @param direction 1: clockwise, -1: anticlockwise
 * @returns the crop of the same part, turned as it is seen
 */
export function turnCrop(crop: Crop, direction: 1 | -1): Crop {
  const { left, top, width, height, mirrored, tilt } = crop;
  // Seen in a mirror, a turn goes the other way around.
  const turns = ((crop.turns + (mirrored ? -direction : direction) + 4) % 4) as Crop['turns'];
  const sides = { width: height, height: width };
  return direction === 1
    ? { turns, mirrored, tilt, left: 1 - top - height, top: left, ...sides }
    : { turns, mirrored, tilt, left: top, top: 1 - left - width, ...sides };
}

/** @returns the crop of the same part, with left and right exchanged as it is seen */
export function mirrorCrop(crop: Crop): Crop {
  const { mirrored, tilt, left, width } = crop;
  return { ...crop, mirrored: !mirrored, tilt: tilt && -tilt, left: 1 - left - width };
}

/** @returns a bitmap of the part, turned, pixel for pixel unless it is tilted. The photo stays the caller's. Throws PictureProblem. */
export function cropBitmap(photo: ImageBitmap, crop: Crop): ImageBitmap {
  const area = cropArea(photo, crop);
  const { canvas, brush } = canvasOf(area);
  const [a, b, c, d, e, f] = cropTransform(crop, photo);
  brush.imageSmoothingEnabled = Boolean(crop.tilt);
  brush.imageSmoothingQuality = 'high';
  brush.setTransform(a, b, c, d, e - area.left, f - area.top);
  brush.drawImage(photo, 0, 0);
  return canvas.transferToImageBitmap();
}

/** @returns where in the photo a place of the cropped picture lies */
function toPhoto(crop: Crop, photo: Size, { x, y }: Point): Point {
  const seen = { x: crop.left + x * crop.width, y: crop.top + y * crop.height };
  const upright = tilted(seen, turnedSize(photo, crop), -(crop.tilt ?? 0));
  let [u, v] = [upright.x, upright.y];
  if (crop.mirrored) u = 1 - u;
  for (let turn = 0; turn < crop.turns; turn++) [u, v] = [v, 1 - u];
  return { x: u, y: v };
}

/** @returns where in the cropped picture a place of the photo lies; outside of 0..1 where it is cut off */
function fromPhoto(crop: Crop, photo: Size, { x, y }: Point): Point {
  let [u, v] = [x, y];
  for (let turn = 0; turn < crop.turns; turn++) [u, v] = [1 - v, u];
  if (crop.mirrored) u = 1 - u;
  const seen = tilted({ x: u, y: v }, turnedSize(photo, crop), crop.tilt);
  return { x: (seen.x - crop.left) / crop.width, y: (seen.y - crop.top) / crop.height };
}

/**
 * A mask that was drawn on one crop of a photo, for another one. What the first did not show is painting.
 *
 * @param photo the size of the whole photo
 */
export function moveMask(
  mask: Mask,
  photo: Size,
  from: Crop | undefined = WHOLE,
  to: Crop | undefined = WHOLE,
): Mask {
  const moved = fullMask(cropArea(photo, to));
  const { width, height, data } = moved;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const place = { x: (column + 0.5) / width, y: (row + 0.5) / height };
      const { x, y } = fromPhoto(from, photo, toPhoto(to, photo, place));
      const [at, line] = [Math.floor(x * mask.width), Math.floor(y * mask.height)];
      if (at < 0 || line < 0 || at >= mask.width || line >= mask.height) continue;
      data[row * width + column] = mask.data[line * mask.width + at]!;
    }
  }
  return moved;
}

/** @returns the transform that draws a whole photo turned and tilted, for a canvas context: a, b, c, d, e, f */
export function cropTransform(crop: Crop, photo: Size) {
  const turned = transformOf(orientationOf(crop), photo.width, photo.height);
  if (!crop.tilt) return turned;
  const [a, b, c, d, e, f] = turned;
  const size = turnedSize(photo, crop);
  /** Where the tilt puts a place, in pixels. */
  const at = (x: number, y: number) => {
    const place = tilted({ x: x / size.width, y: y / size.height }, size, crop.tilt);
    return [place.x * size.width, place.y * size.height] as const;
  };
  const [origin, right, down] = [at(e, f), at(a + e, b + f), at(c + e, d + f)];
  const from = (place: typeof origin) => [place[0] - origin[0], place[1] - origin[1]] as const;
  return [...from(right), ...from(down), ...origin] as const;
}

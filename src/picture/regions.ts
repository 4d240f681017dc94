/** Reads a decoded photo part by part, at its own size or at another one. */
import { checkReading } from '../browser/index.ts';
import { PictureProblem } from './problems.ts';
import type { Pixels, Size } from './pixels.ts';
import { Reducer } from './reduce.ts';

/** A part of a picture, in pixels from its top left. */
export interface Area extends Size {
  readonly left: number;
  readonly top: number;
}

/** A picture of which any part can be read. */
export interface Readable extends Size {
  read(area: Area): Pixels;
  /** Free what it holds. */
  close(): void;
}

/** Rows that are read at a time, where a whole picture is gone through. */
const STRIP_ROWS = 128;

/** @returns what two areas have in common; undefined where that is nothing */
export function overlapOf(a: Area, b: Area): Area | undefined {
  const [left, top] = [Math.max(a.left, b.left), Math.max(a.top, b.top)];
  const width = Math.min(a.left + a.width, b.left + b.width) - left;
  const height = Math.min(a.top + a.height, b.top + b.height) - top;
  return width > 0 && height > 0 ? { left, top, width, height } : undefined;
}

/** @returns the strips of a picture, from the top to the bottom */
export function* stripsOf({ width, height }: Size): Generator<Area> {
  for (let top = 0; top < height; top += STRIP_ROWS) {
    yield { left: 0, top, width, height: Math.min(STRIP_ROWS, height - top) };
  }
}

/**
 * A canvas to draw on and to read from. Throws PictureProblem where there is no memory for it, and BrowserProblem where
 * other pixels would be read than were drawn.
 */
export function canvasOf({ width, height }: Size) {
  checkReading();
  const canvas = new OffscreenCanvas(width, height);
  // In memory, since a canvas on the GPU is slow to read and may be smaller than the picture.
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  if (!brush) throw new PictureProblem({ code: 'picture/no-canvas' });
  return { canvas, brush };
}

/** @returns a part of a bitmap at the bitmap's own size, as transparent as it is */
export function readAlone(bitmap: ImageBitmap, { left, top, width, height }: Area): Pixels {
  const { brush } = canvasOf({ width, height });
  brush.drawImage(bitmap, left, top, width, height, 0, 0, width, height);
  return { width, height, data: brush.getImageData(0, 0, width, height).data };
}

/**
 * A part of a bitmap that is shown at a size.
 *
 * @param ground of a cut-out (cutOut.ts): its colours go on over that, and it keeps its transparency. Else it is put on
 * white.
 */
function read(
  bitmap: ImageBitmap,
  size: Size,
  { left, top, width, height }: Area,
  ground?: OffscreenCanvas,
): Pixels {
  const { brush } = canvasOf({ width, height });
  brush.imageSmoothingQuality = 'high';
  // The whole is drawn and clipped, so that the parts fit together.
  const draw = (image: CanvasImageSource) =>
    brush.drawImage(image, -left, -top, size.width, size.height);
  const pixels = () => brush.getImageData(0, 0, width, height).data;
  draw(bitmap);
  const alone = ground && pixels();
  brush.globalCompositeOperation = 'destination-over';
  if (ground) draw(ground);
  brush.fillStyle = 'white';
  brush.fillRect(0, 0, width, height);
  const data = pixels();
  if (alone) for (let at = 3; at < data.length; at += 4) data[at] = alone[at]!;
  return { width, height, data };
}

/**
 * @param ground as for `read`
 * @returns a bitmap reduced by area averaging. Sides are never enlarged.
 */
export function reduceBitmap(bitmap: ImageBitmap, size: Size, ground?: OffscreenCanvas): Pixels {
  const colours = new Reducer(bitmap, size);
  const opacity = ground && new Reducer(bitmap, size);
  for (const strip of stripsOf(bitmap)) {
    const part = read(bitmap, bitmap, strip, ground);
    colours.add(part);
    opacity?.add(opacityOf(part));
  }
  if (opacity) {
    const { data } = colours.result;
    for (let at = 0; at < data.length; at += 4) data[at + 3] = opacity.result.data[at]!;
  }
  return colours.result;
}

/** The opacity of pixels, as the first channel of a picture. */
function opacityOf({ width, height, data }: Pixels): Pixels {
  const out = new Uint8ClampedArray(data.length);
  for (let at = 0; at < data.length; at += 4) out[at] = data[at + 3]!;
  return { width, height, data: out };
}

/** @returns a part of pixels, copied */
export function crop({ width: from, data }: Pixels, { left, top, width, height }: Area): Pixels {
  const out = new Uint8ClampedArray(4 * width * height);
  for (let row = 0; row < height; row++) {
    const at = 4 * ((top + row) * from + left);
    out.set(data.subarray(at, at + 4 * width), 4 * row * width);
  }
  return { width, height, data: out };
}

/** Write a part into pixels. */
export function paste(into: Pixels, part: Pixels, { left, top }: Pick<Area, 'left' | 'top'>): void {
  for (let row = 0; row < part.height; row++) {
    const from = 4 * row * part.width;
    const to = 4 * ((top + row) * into.width + left);
    into.data.set(part.data.subarray(from, from + 4 * part.width), to);
  }
}

/**
 * @param ground as for `read`
 * @returns the photo at a size, to be read in parts. It owns the bitmap from now on.
 */
export function readable(bitmap: ImageBitmap, size: Size, ground?: OffscreenCanvas): Readable {
  const { width, height } = size;
  const isSame = width === bitmap.width && height === bitmap.height;
  if (isSame || width > bitmap.width || height > bitmap.height) {
    const close = () => bitmap.close();
    return { ...size, read: (area) => read(bitmap, size, area, ground), close };
  }
  const reduced = reduceBitmap(bitmap, size, ground);
  bitmap.close();
  return { ...size, read: (area) => crop(reduced, area), close: () => {} };
}

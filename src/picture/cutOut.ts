/**
 * Photos with transparent parts: cut-outs, stickers, logos. The network paints opaque pictures, so it sees the photo on
 * a ground, and the painting gets the photo's transparency afterwards (compose.ts).
 */
import { withinSide, type Pixels, type Size } from './pixels.ts';
import { canvasOf, readAlone, stripsOf } from './regions.ts';

/** Less opaque than this (0..255) counts as transparent. Encoders and tilted borders leave pixels that are nearly opaque. */
const OPAQUE = 250;
/** The longest side of a ground, in pixels. It is seen only through edges that are half transparent. */
const GROUND_SIDE = 128;

/** @returns whether a picture has transparent parts */
export function isCutOut(bitmap: ImageBitmap): boolean {
  for (const strip of stripsOf(bitmap)) {
    const { data } = readAlone(bitmap, strip);
    for (let at = 3; at < data.length; at += 4) if (data[at]! < OPAQUE) return true;
  }
  return false;
}

/** Make pixels opaque. @returns the same pixels */
export function withoutAlpha(pixels: Pixels): Pixels {
  for (let at = 3; at < pixels.data.length; at += 4) pixels.data[at] = 255;
  return pixels;
}

/**
 * What a cut-out is put on for the network: its own colours, continued into its transparent parts. On white, its edges
 * would be painted as those of a white field, and would stay pale on every other background.
 *
 * Each level is half as large as the one before; the larger ones are drawn over the smaller ones ("pull-push": Gortler
 * et al. 1996, "The Lumigraph").
 *
 * @returns a small opaque picture, to be enlarged to the size of the cut-out; white where all of that is transparent
 */
export function groundOf(bitmap: ImageBitmap): OffscreenCanvas {
  const { width, height } = bitmap;
  let smallest = scaled(bitmap, withinSide(width, height, GROUND_SIDE));
  const levels = [smallest];
  for (let side = GROUND_SIDE / 2; side >= 1; side /= 2) {
    smallest = scaled(smallest, withinSide(width, height, side));
    levels.unshift(smallest);
  }
  const { canvas, brush } = canvasOf(levels.at(-1)!);
  brush.fillStyle = colourOf(smallest);
  brush.fillRect(0, 0, canvas.width, canvas.height);
  for (const level of levels) brush.drawImage(level, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function scaled(image: CanvasImageSource, size: Size): OffscreenCanvas {
  const { canvas, brush } = canvasOf(size);
  brush.imageSmoothingQuality = 'high';
  brush.drawImage(image, 0, 0, size.width, size.height);
  return canvas;
}

/** The mean colour of a very small picture, by how opaque its pixels are. */
function colourOf(canvas: OffscreenCanvas): string {
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  const sum = [0, 0, 0];
  let weight = 0;
  for (let at = 0; at < data.length; at += 4) {
    const opacity = data[at + 3]!;
    weight += opacity;
    for (let c = 0; c < 3; c++) sum[c]! += opacity * data[at + c]!;
  }
  return weight === 0 ? 'white' : `rgb(${sum.map((value) => value / weight).join(' ')})`;
}

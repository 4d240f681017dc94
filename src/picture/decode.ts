import { checkReading } from '../browser/index.ts';
import { bitmapOf } from './bitmap.ts';
import { fitSize, type Pixels } from './pixels.ts';
import { canvasOf, reduceBitmap } from './regions.ts';

/** The longest side that is kept of a photo; enough for every size that it can be painted at. */
export const KEPT_SIDE = 2048;

export interface DecodedPhoto {
  /** The photo, upright, opaque, its longer side at most KEPT_SIDE. The receiver closes it. */
  readonly bitmap: ImageBitmap;
  /** Size of the file's picture in pixels, upright. */
  readonly width: number;
  readonly height: number;
}

/**
 * Decode a picture file: EXIF orientation applied, transparency flattened on white, of an animation
 * the first frame. Throws PictureProblem, or BrowserProblem where the browser can't do that.
 */
export async function decode(file: Blob, name: string): Promise<DecodedPhoto> {
  checkReading(); // before the file: it is not what is wrong
  const whole = await bitmapOf(file, name);
  try {
    const { width, height } = whole;
    const reduced = reduceBitmap(whole, fitSize(width, height, KEPT_SIDE));
    const { canvas, brush } = canvasOf(reduced);
    brush.putImageData(new ImageData(reduced.data, reduced.width, reduced.height), 0, 0);
    return { bitmap: canvas.transferToImageBitmap(), width, height };
  } finally {
    whole.close();
  }
}

/** The pixels of a picture with its longer side at most `longSide`, reduced by area averaging. */
export function fit(bitmap: ImageBitmap, longSide: number): Pixels {
  return reduceBitmap(bitmap, fitSize(bitmap.width, bitmap.height, longSide));
}

import { checkReading } from '../browser/index.ts';
import { bitmapOf } from './bitmap.ts';
import { cropBitmap, type Crop } from './crop.ts';
import { groundOf, isCutOut } from './cutOut.ts';
import { fitSize, type Pixels, type Size } from './pixels.ts';
import { canvasOf, reduceBitmap } from './regions.ts';

/** The longer side that is kept of a photo; of one that is longer than 2:1, as many pixels as 2:1 would have. Enough for every size that it can be painted at. */
const KEPT_SIDE = 2048;

export interface DecodedPhoto {
  /** The photo, upright, reduced to KEPT_SIDE; opaque, but for a cut-out. The receiver closes it. */
  readonly bitmap: ImageBitmap;
  /** Whether it has transparent parts. */
  readonly cutOut: boolean;
  /** Size of the part that is wanted of the file's picture, in pixels, upright. */
  readonly width: number;
  readonly height: number;
  /** Size of the file's whole picture, upright. */
  readonly whole: Size;
}

/**
 * Decode a picture file: EXIF orientation applied, transparency kept, of an animation
 * the first frame. Throws PictureProblem, or BrowserProblem where the browser can't do that.
 *
 * @param crop the part that is wanted, and how it is turned; without it the whole picture
 */
export async function decode(file: Blob, name: string, crop?: Crop): Promise<DecodedPhoto> {
  checkReading(); // before the file: it is not what is wrong
  const { bitmap: whole, mayBeCutOut } = await bitmapOf(file, name);
  const part = crop ? cropBitmap(whole, crop) : whole;
  try {
    const { width, height } = part;
    const cutOut = mayBeCutOut && isCutOut(part);
    const ground = cutOut ? groundOf(part) : undefined;
    const reduced = reduceBitmap(part, fitSize(width, height, KEPT_SIDE), ground);
    const { canvas, brush } = canvasOf(reduced);
    brush.putImageData(new ImageData(reduced.data, reduced.width, reduced.height), 0, 0);
    const size = { width: whole.width, height: whole.height };
    return { bitmap: canvas.transferToImageBitmap(), cutOut, width, height, whole: size };
  } finally {
    part.close();
    whole.close();
  }
}

/**
 * The pixels of a picture, reduced by area averaging to the longer side `longSide`, as `fitSize` does.
 *
 * @param cutOut keep the transparency, with colours that go on under it. Else transparent parts are white.
 */
export function fit(bitmap: ImageBitmap, longSide: number, cutOut = false): Pixels {
  const ground = cutOut ? groundOf(bitmap) : undefined;
  return reduceBitmap(bitmap, fitSize(bitmap.width, bitmap.height, longSide), ground);
}

import { bitmapOf } from './bitmap.ts';
import { fitSize, type Pixels } from './pixels.ts';
import { PictureProblem } from './problems.ts';

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
 * the first frame. Throws PictureProblem.
 */
export async function decode(file: Blob, name: string): Promise<DecodedPhoto> {
  const raw = await bitmapOf(file, name);
  try {
    const { width, height } = raw;
    const canvas = draw(raw, fitSize(width, height, KEPT_SIDE));
    return { bitmap: canvas.transferToImageBitmap(), width, height };
  } finally {
    raw.close();
  }
}

/** The pixels of a picture with its longer side at most `longSide`. */
export function fit(bitmap: ImageBitmap, longSide: number): Pixels {
  const size = fitSize(bitmap.width, bitmap.height, longSide);
  const canvas = draw(bitmap, size);
  const data = context(canvas).getImageData(0, 0, size.width, size.height).data;
  return { ...size, data };
}

function draw(image: ImageBitmap, { width, height }: { width: number; height: number }) {
  const canvas = new OffscreenCanvas(width, height);
  const brush = context(canvas);
  brush.fillStyle = 'white';
  brush.fillRect(0, 0, width, height);
  brush.imageSmoothingQuality = 'high';
  brush.drawImage(image, 0, 0, width, height);
  return canvas;
}

function context(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  if (!brush) throw new PictureProblem({ code: 'picture/no-canvas' });
  return brush;
}

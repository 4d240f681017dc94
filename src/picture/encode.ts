import { loadCode } from '../loading/index.ts';
import type { Pixels, Size } from './pixels.ts';
import { PictureProblem } from './problems.ts';
import { canvasOf } from './regions.ts';
import { saysSrgb } from './srgbJpeg.ts';

/** The types of picture files that can be written. JPEG has no transparency: there it becomes white. */
export type FileType = 'image/png' | 'image/jpeg' | 'image/webp';

/** How a picture becomes a file. */
export interface FileOptions {
  readonly type: FileType;
  /** 0..1, smallest file to best picture, for JPEG and WebP; without it the browser's own. PNG is always exact. */
  readonly quality?: number | undefined;
}

/** How strips become a file. */
interface StripOptions extends FileOptions {
  /** Whether the picture has transparent parts. */
  readonly cutOut?: boolean | undefined;
}

/** Pixels that a side may have in a file of a type. */
const LIMITS: Readonly<Record<FileType, number>> = {
  'image/png': 2 ** 31 - 1,
  'image/jpeg': 65_535,
  'image/webp': 16_383,
};

/** A file of the picture. Throws as `encodeCanvas`. */
export async function encode(
  { data, width, height }: Pixels,
  options: FileOptions = { type: 'image/png' },
): Promise<Blob> {
  const { canvas, brush } = canvasOf({ width, height });
  brush.putImageData(new ImageData(data, width, height), 0, 0);
  return encodeCanvas(canvas, options);
}

let png: Promise<typeof import('./png.ts') | undefined> | undefined;

/** Load what writes large PNGs. Without it they are written by a canvas. @returns undefined where it did not arrive */
export function loadPng() {
  png ??= loadCode(() => import('./png.ts')).catch(() => (png = undefined));
  return png;
}

/**
 * A file of a picture that comes in strips, from the top to the bottom. Only a PNG is written strip by strip; for the
 * other types the whole is drawn to a canvas. Throws as `encodeCanvas`, or as `strips`.
 */
export async function encodeStrips(
  size: Size,
  strips: AsyncIterable<Pixels>,
  options: StripOptions,
): Promise<Blob> {
  const png = options.type === 'image/png' ? await loadPng() : undefined;
  if (png?.canEncodePng()) return png.encodePng(size, strips, options.cutOut);
  const { canvas, brush } = canvasOf(size);
  let top = 0;
  for await (const { data, width, height } of strips) {
    brush.putImageData(new ImageData(data, width, height), 0, top);
    top += height;
  }
  return encodeCanvas(canvas, options);
}

/**
 * A file of what a canvas shows. Throws PictureProblem: a side is longer than the type allows, the browser does not
 * write the type or files at all, or there is no memory for a canvas.
 */
async function encodeCanvas(
  canvas: OffscreenCanvas,
  { type, quality }: FileOptions,
): Promise<Blob> {
  const { width, height } = canvas;
  const limit = LIMITS[type];
  if (Math.max(width, height) > limit) {
    throw new PictureProblem({ code: 'picture/too-long-for-type', type, limit, width, height });
  }
  if (type === 'image/jpeg') putOnWhite(canvas); // it would be black
  // Firefox had none before 105.
  if (typeof canvas.convertToBlob !== 'function') {
    throw new PictureProblem({ code: 'picture/not-written' });
  }
  const blob = await canvas.convertToBlob({ type, ...(quality !== undefined && { quality }) });
  // A browser that does not write the type makes a PNG without a word: Safari does, of WebP.
  if (blob.type !== type) throw new PictureProblem({ code: 'picture/type-not-written', type });
  return type === 'image/jpeg' ? saysSrgb(blob) : blob;
}

function putOnWhite(canvas: OffscreenCanvas) {
  const brush = canvas.getContext('2d')!;
  brush.globalCompositeOperation = 'destination-over';
  brush.fillStyle = 'white';
  brush.fillRect(0, 0, canvas.width, canvas.height);
}

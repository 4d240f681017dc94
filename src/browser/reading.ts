/**
 * Browsers that protect from being recognized give pages random pixels, or white ones, when they read a canvas: Tor,
 * Mullvad, LibreWolf, and Firefox with `privacy.resistFingerprinting`. A painting of such a photo would be noise.
 */
import { checkPictures } from './needs.ts';
import { BrowserProblem } from './problems.ts';

/** Of the test picture, in pixels. */
const SIDE = 16;
/**
 * Levels of 255 that a value may be off by. Brave, Safari's private windows and Firefox' protection against known
 * trackers change a few values by one or two, which nobody sees.
 */
const TOLERANCE = 8;

/** What is used of a 2D context, of a page's canvas or a worker's. */
interface Context2d {
  putImageData(image: ImageData, x: number, y: number): void;
  getImageData(
    x: number,
    y: number,
    width: number,
    height: number,
  ): { readonly data: ArrayLike<number> };
}

/** @returns whether what is read of a canvas is what was drawn there. It draws over the canvas' first 16 x 16 pixels. */
export function readsTrue(context: Context2d): boolean {
  // Browsers leave pictures of one colour as they are, so it has many.
  const drawn = Uint8ClampedArray.from({ length: 4 * SIDE * SIDE }, (_, i) =>
    i % 4 === 3 ? 255 : (i * 7) % 256,
  );
  context.putImageData(new ImageData(drawn, SIDE, SIDE), 0, 0);
  const { data } = context.getImageData(0, 0, SIDE, SIDE);
  return drawn.every((value, i) => Math.abs(value - (data[i] ?? 0)) <= TOLERANCE);
}

let known = false;

/**
 * To be called before pixels of a canvas are read, or a file is made of it. It looks once in each thread; where canvases
 * are scrambled it looks again, since the visitor may allow the page to read them at any time. Throws BrowserProblem
 * `canvas-scrambled`, or `lacks` where there are no canvases.
 */
export function checkReading(): void {
  if (known) return;
  checkPictures();
  const context = new OffscreenCanvas(SIDE, SIDE).getContext('2d', { willReadFrequently: true });
  if (!context) return; // no memory: whoever reads has a sentence for that
  known = readsTrue(context);
  if (!known) throw new BrowserProblem({ code: 'browser/canvas-scrambled' });
}

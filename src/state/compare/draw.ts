import type { Pixels } from '../../picture/index.ts';

/** Draws a picture and tells how many milliseconds that took. */
export type Draw = (pixels: Pixels) => number;

/**
 * Draws as the page does, where nobody sees it: pixels onto a canvas. When the screen shows it is up to
 * the browser, and not in the time.
 */
export function timedDraw(): Draw {
  let canvas: OffscreenCanvas | undefined;
  return ({ data, width, height }) => {
    canvas ??= new OffscreenCanvas(1, 1);
    const start = performance.now();
    // Setting the size clears the canvas.
    canvas.width = width;
    canvas.height = height;
    canvas.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
    return performance.now() - start;
  };
}

import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Pixels } from '../../picture/index.ts';

/** Shows a bitmap. Decorative: the slider says what is before and after. */
export function PhotoCanvas({ bitmap }: { bitmap: ImageBitmap }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext('2d')?.drawImage(bitmap, 0, 0);
  }, [bitmap]);
  return <canvas ref={canvas} width={bitmap.width} height={bitmap.height} aria-hidden />;
}

/**
 * A canvas as large as the picture in pixels, drawn once a picture. What zooms, pans or hides it
 * only transforms it. Decorative: what is around it says what it shows.
 */
export function PixelsCanvas({ pixels }: { pixels: Pixels | undefined }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  // Before the browser paints, so that no view opens with a frame of empty canvases.
  useLayoutEffect(() => {
    if (!canvas.current || !pixels) return;
    const { data, width, height } = pixels;
    // Setting the size clears the canvas, so size and pixels change in one go.
    canvas.current.width = width;
    canvas.current.height = height;
    canvas.current.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
  }, [pixels]);
  return <canvas ref={canvas} aria-hidden />;
}

/** A strip of a picture lies within a frame that still has room for progress and messages. */
const [LEAST, MOST] = [0.5, 3];

/** Width over height of a picture's frame. */
export function frameAspect({ width, height }: { width: number; height: number }): number {
  return Math.min(MOST, Math.max(LEAST, width / height));
}

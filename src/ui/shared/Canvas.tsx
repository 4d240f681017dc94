import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { Pixels } from '../../picture/index.ts';
import styles from './Canvas.module.css';

/*
 * All canvases are drawn in layout effects: before the browser paints, so that none is seen empty, and in the same task
 * as the rendering, so that nobody closes a bitmap in between.
 */

/** Draw on a canvas again when the browser has given it a new context: after a crash of the GPU process it is empty. */
export function useRedraw(canvas: RefObject<HTMLCanvasElement | null>, draw: () => void): void {
  useEffect(() => {
    const { current } = canvas;
    current?.addEventListener('contextrestored', draw);
    return () => current?.removeEventListener('contextrestored', draw);
  }, [canvas, draw]);
}

/** A context that is restored may find that another photo has taken its place: it is closed then, and drawing it is an error. */
const isClosed = (bitmap: ImageBitmap) => bitmap.width === 0;

interface PhotoProps {
  readonly bitmap: ImageBitmap;
  /** Its transparent parts are to be transparent. Else they are white. */
  readonly cutOut?: boolean;
}

/** Shows a bitmap. Hidden from screen readers: the slider beside it says what it shows. */
export function PhotoCanvas({ bitmap, cutOut = false }: PhotoProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const draw = useCallback(() => {
    const brush = canvas.current?.getContext('2d');
    if (!brush || isClosed(bitmap)) return;
    brush.fillStyle = 'white';
    if (cutOut) brush.clearRect(0, 0, bitmap.width, bitmap.height);
    else brush.fillRect(0, 0, bitmap.width, bitmap.height);
    brush.drawImage(bitmap, 0, 0);
  }, [bitmap, cutOut]);
  useLayoutEffect(draw, [draw]);
  useRedraw(canvas, draw);
  return <canvas ref={canvas} width={bitmap.width} height={bitmap.height} aria-hidden />;
}

/** Pixels of the backdrop's sides: after the blur no more are to be seen. */
const BACKDROP = 64;

/** The bitmap once more, blurred and behind it: it fills the frame of a picture that is wider or taller than that. */
export function Backdrop({ bitmap }: { bitmap: ImageBitmap }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const draw = useCallback(() => {
    const brush = canvas.current?.getContext('2d');
    if (!brush || isClosed(bitmap)) return;
    brush.fillStyle = 'white'; // under a cut-out
    brush.fillRect(0, 0, BACKDROP, BACKDROP);
    brush.drawImage(bitmap, 0, 0, BACKDROP, BACKDROP);
  }, [bitmap]);
  useLayoutEffect(draw, [draw]);
  useRedraw(canvas, draw);
  return (
    <canvas
      ref={canvas}
      className={styles.backdrop}
      width={BACKDROP}
      height={BACKDROP}
      aria-hidden
    />
  );
}

/**
 * Shows pixels, one canvas pixel each. They are drawn once; zoom, pan and the views only transform the canvas with
 * CSS. Hidden from screen readers: the elements around it say what it shows.
 */
export function PixelsCanvas({ pixels }: { pixels: Pixels | undefined }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const draw = useCallback(() => {
    if (!canvas.current || !pixels) return;
    const { data, width, height } = pixels;
    // Setting the size clears the canvas, so both are set together.
    canvas.current.width = width;
    canvas.current.height = height;
    canvas.current.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
  }, [pixels]);
  useLayoutEffect(draw, [draw]);
  useRedraw(canvas, draw);
  return <canvas ref={canvas} aria-hidden />;
}

/** A very wide or tall picture gets a frame with these limits, so that progress and messages fit over it. */
const [LEAST, MOST] = [0.5, 3];

/** @returns width over height of a picture's frame, 0.5 to 3; a longer picture leaves a part of its frame free */
export function frameAspect({ width, height }: { width: number; height: number }): number {
  return Math.min(MOST, Math.max(LEAST, width / height));
}

import type { VideoSample } from 'mediabunny';
import type { Size } from './pixels.ts';

/** How the frames of a film are painted. */
export interface FramePainting {
  /** Paint a frame, which is handed over. What it resolves to is closed here. */
  readonly paint: (frame: ImageBitmap, size: Size) => Promise<ImageBitmap>;
  /** Whether a frame at which `paint` failed with this error is worth another try. */
  readonly mayPaintAgain: (error: unknown) => boolean;
  /** How much of the painting covers the film, 0..1. */
  readonly strength: number;
  /** Turn the film, as a mirror does. */
  readonly mirror: boolean;
  /** Share of the film that is done, 0..1. */
  readonly onProgress: (done: number) => void;
  readonly signal: AbortSignal;
}

/** A decoded frame. Times are in seconds. */
type Frame = Pick<VideoSample, 'timestamp' | 'duration' | 'draw' | 'close'>;

/** How often a frame is painted before its fault ends the film. */
const MOST_TRIES = 3;

/**
 * Paint the frames of a film one after the other, and add each.
 *
 * @param film where it begins, the size to paint it at, and how long it lasts, in seconds
 * @param context of the canvas whose picture `add` takes as a frame, from a time on and for so long, in seconds
 * @returns when the last frame ends, and whether the film breaks off there. Rejects with what `paint` throws, or the
 *   signal's reason
 */
export async function paintFrames(
  frames: AsyncGenerator<Frame, void, unknown>,
  wanted: FramePainting,
  film: { readonly start: number; readonly painted: Size; readonly lasts: number },
  context: OffscreenCanvasRenderingContext2D,
  add: (from: number, length: number) => Promise<void>,
): Promise<{ readonly end: number; readonly broken: boolean }> {
  const { width, height } = context.canvas;
  let end = 0;
  try {
    for (;;) {
      const next = await frames.next().catch(() => undefined);
      const sample = next?.value ?? undefined;
      if (wanted.signal.aborted) sample?.close();
      wanted.signal.throwIfAborted();
      if (!sample) return { end, broken: !next };
      const ends = sample.timestamp + sample.duration - film.start;
      // What is hidden by an edit list.
      if (ends <= 0 && sample.duration > 0) {
        sample.close();
        continue;
      }
      const from = Math.max(0, sample.timestamp - film.start);
      const length = Math.max(0, ends - from);
      let bitmap: ImageBitmap;
      try {
        bitmap = await paintFrame(sample, wanted, film.painted, context);
      } finally {
        sample.close();
      }
      context.globalAlpha = wanted.strength;
      context.drawImage(bitmap, 0, 0, width, height);
      context.globalAlpha = 1;
      bitmap.close();
      wanted.signal.throwIfAborted();
      await add(from, length);
      end = from + length;
      if (film.lasts > 0) wanted.onProgress(Math.min(1, end / film.lasts));
    }
  } finally {
    await frames.return();
  }
}

/** Draw a frame and paint it. It is drawn for each try, since a lost GPU may have emptied the canvas. */
async function paintFrame(
  sample: Frame,
  { paint, mayPaintAgain, mirror, signal }: FramePainting,
  size: Size,
  context: OffscreenCanvasRenderingContext2D,
): Promise<ImageBitmap> {
  const { canvas } = context;
  for (let tries = 1; ; tries++) {
    if (mirror) context.setTransform(-1, 0, 0, 1, canvas.width, 0);
    sample.draw(context, 0, 0, canvas.width, canvas.height);
    context.resetTransform();
    try {
      return await paint(await createImageBitmap(canvas), size);
    } catch (error) {
      signal.throwIfAborted();
      if (tries === MOST_TRIES || !mayPaintAgain(error)) throw error;
    }
  }
}

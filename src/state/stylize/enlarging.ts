/** The steps by which a painting is brought to the size of its file: for the open photo and for those of the queue. */
import type { ExecutorInfo } from '../../engine/index.ts';
import type { LargeId, LargeOwner, LargePictures, Pixels, Size } from '../../picture/index.ts';
import type { Painting, Photo } from '../shared/index.ts';

/** Enlarged more than this at once, strokes look blurred, and those that are added are too fine beside them. */
const STEP = 4;

/**
 * Fine strokes of more pixels, in squares of what the executor paints first, are painted when the visitor asks for them:
 * 7 megapixels on WebAssembly, 28 on a GPU. Some 20 s.
 */
const PATIENCE = 27;
/** Of executors that say nothing. */
const USUAL_SIDE = 512;

export const pixelsOf = ({ width, height }: Size): number => width * height;

const longest = ({ width, height }: Size) => Math.max(width, height);

/** @returns the sizes of the steps; the last one is the target. Those before are shown whole, as large as the view. */
export function stepsTo(target: Size, painted: Size, view: Size): Size[] {
  const times = longest(target) / longest(painted);
  const toView = longest(view) / longest(painted);
  const first = Math.min(STEP, toView);
  if (times <= 1.5 * STEP || first < 1.5) return [target];
  if (first === toView) return [view, target];
  const scaled = (side: number) => Math.round(side * first);
  return [{ width: scaled(painted.width), height: scaled(painted.height) }, target];
}

/** @returns whether a painting is smaller than its file is to be */
export const isSmaller = (painted: Size, target: Size): boolean =>
  target.width > painted.width || target.height > painted.height;

/** @returns whether fine strokes of a size are added without being asked for */
function comeByThemselves(size: Size, { firstSizes }: ExecutorInfo): boolean {
  return pixelsOf(size) <= PATIENCE * (firstSizes?.picture ?? USUAL_SIDE) ** 2;
}

/** A large painting of the picture worker. */
export interface Large extends Size {
  readonly id: LargeId;
}

interface ToEnlarge {
  readonly owner: LargeOwner;
  readonly photo: Pick<Photo, 'id' | 'file' | 'name' | 'crop' | 'cutOut' | 'bitmap'>;
  readonly painting: Pick<Painting, 'pixels' | 'executor'>;
  /** The size of the file. */
  readonly target: Size;
  /** A large painting of the owner that is kept beside this one. */
  readonly keep?: LargeId | undefined;
}

/** What is done at each step, when the painting has been enlarged. */
export interface EnlargingStep {
  readonly large: Large;
  /** Whether fine strokes of this size are to be added. */
  readonly wantsStrokes: boolean;
}

/**
 * Enlarge a painting step by step. Rejects as `LargePictures.open`, as `step`, or with the signal's reason.
 *
 * @param step may add fine strokes. It gives what the page shows of the large painting then, with which the next step
 * goes on.
 * @returns the large painting, of the target's size
 */
export async function enlargeInSteps(
  pictures: LargePictures,
  {
    owner,
    photo: { id: photo, file, name, crop, cutOut, bitmap },
    painting: first,
    target,
    keep,
  }: ToEnlarge,
  step: (step: EnlargingStep) => Promise<Pixels>,
  signal: AbortSignal,
): Promise<Large> {
  const whole = { width: bitmap.width, height: bitmap.height };
  let painting = first.pixels;
  let large: Large | undefined;
  for (const size of stepsTo(target, painting, whole)) {
    // No larger than what the page has of the photo.
    const view = pixelsOf(size) < pixelsOf(whole) ? size : whole;
    const id = await pictures.open(
      { owner, photo, file, name, crop, cutOut, painting, size, view, keep },
      signal,
    );
    signal.throwIfAborted();
    large = { ...size, id };
    const wantsStrokes = size !== target || comeByThemselves(size, first.executor);
    painting = await step({ large, wantsStrokes });
  }
  return large!;
}

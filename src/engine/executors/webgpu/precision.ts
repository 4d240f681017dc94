import { createQueue } from '../../host/queue.ts';
import type { LoadedModel } from '../../weights/load.ts';
import { canaryImage, firstRow, isPainted } from '../canary.ts';
import type { PreparedModel } from '../executor.ts';
import { hasOverflowed } from './overflow.ts';
import type { Precision } from './shaders.ts';

/** Mean difference of 0..1 that float16 may make. The models' own is below a tenth of it. */
const TOLERANCE = 0.01;

/**
 * A model in float16 where the device has it and paints the same as in float32, else in float32. A painting that
 * is no good in float16 is painted once more in float32, and so are all that follow; `tell` is called then, and
 * where float16 is not used although the device has it.
 * @param prepare puts the model on the device; the model calls `onOverflow` where a frame that it has handed out
 * turns out to be no good
 */
export async function preparePrecise(
  model: LoadedModel,
  prepare: (precision: Precision, onOverflow?: () => void) => Promise<PreparedModel>,
  hasHalf: boolean,
  tell: () => void,
): Promise<PreparedModel> {
  const whole = await prepare('float32');
  if (!hasHalf) return whole;
  let half: PreparedModel | undefined;
  let overflowed = () => {};
  try {
    half = await prepare('float16', () => overflowed());
    if (await agree(model, half, whole)) {
      const fallback = withFallback(half, whole, tell);
      overflowed = fallback.giveUp;
      return fallback.prepared;
    }
  } catch {
    // A driver may promise float16 and not compile it.
  }
  half?.dispose();
  tell();
  return whole;
}

/** @returns a model in float16 until `giveUp` is called or a painting is no good, then in float32 */
function withFallback(half: PreparedModel, whole: PreparedModel, tell: () => void) {
  /** One run at a time, so that none is under way in float16 when that is disposed of. */
  const inTurn = createQueue();
  let given = false;
  let disposed = false;
  const now = () => (given ? whole : half);
  const giveUp = () => {
    if (given || disposed) return;
    given = true;
    tell();
    void inTurn(async () => half.dispose()); // float32 needs twice as much
  };
  const run: PreparedModel['run'] = async (...args) => {
    const [image, style, options] = args;
    if (given) return whole.run(...args);
    // What is no number in one layer may be zero after the next ReLU, and the painting of one colour.
    const result = await half.run(image, style, {
      ...options,
      withStatistics: !options?.statistics,
    });
    if (result.values.every(Number.isFinite) && !hasOverflowed(result.statistics ?? [])) {
      return options?.withStatistics ? result : { values: result.values };
    }
    half.dispose();
    given = true;
    tell();
    return whole.run(...args);
  };
  const prepared: PreparedModel = {
    run: (...args) => inTurn(() => run(...args)),
    ...(half.runFrame && {
      runFrame: (...args) =>
        inTurn(() => (now().runFrame as NonNullable<PreparedModel['runFrame']>)(...args)),
    }),
    runBytes: (height, width) => now().runBytes?.(height, width) ?? 0,
    // In float32, too, since a run may have to be repeated in it.
    fits: (height, width) =>
      [now(), whole].every((prepared) => prepared.fits?.(height, width) ?? true),
    dispose: () => {
      disposed = true;
      if (!given) half.dispose();
      whole.dispose();
    },
  };
  return { prepared, giveUp };
}

/** Whether two prepared models paint a small picture alike: numbers, not all the same, and close. */
async function agree(
  { spec, styles }: LoadedModel,
  half: PreparedModel,
  whole: PreparedModel,
): Promise<boolean> {
  const [image, style] = [canaryImage(spec, 32), firstRow(styles)];
  const [a, b] = [await half.run(image, style), await whole.run(image, style)];
  let difference = 0;
  for (const [i, value] of a.values.entries()) {
    difference += Math.abs(value - (b.values[i] as number));
  }
  return difference / a.values.length < TOLERANCE && isPainted(a.values);
}

import type { LoadedModel } from '../../weights/load.ts';
import { canaryImage, firstRow, isPainted } from '../canary.ts';
import type { PreparedModel } from '../executor.ts';
import type { Precision } from './shaders.ts';

/** Mean difference of 0..1 that float16 may make. The models' own is below a tenth of it. */
const TOLERANCE = 0.01;

/**
 * A model in float16 where the device has it and paints the same as in float32, else in float32. A painting that
 * is no good in float16 is painted once more in float32, and so are all that follow; `tell` is called then, and
 * where float16 is not used although the device has it.
 */
export async function preparePrecise(
  model: LoadedModel,
  prepare: (precision: Precision) => Promise<PreparedModel>,
  hasHalf: boolean,
  tell: () => void,
): Promise<PreparedModel> {
  const whole = await prepare('float32');
  if (!hasHalf) return whole;
  let half: PreparedModel | undefined;
  try {
    half = await prepare('float16');
    if (await agree(model, half, whole)) return withFallback(half, whole, tell);
  } catch {
    // A driver may promise float16 and not compile it.
  }
  half?.dispose();
  tell();
  return whole;
}

function withFallback(half: PreparedModel, whole: PreparedModel, tell: () => void): PreparedModel {
  let good = true;
  const now = () => (good ? half : whole);
  return {
    run: async (image, style, options) => {
      const result = await now().run(image, style, options);
      if (!good || result.values.every(Number.isFinite)) return result;
      good = false;
      half.dispose(); // float32 needs twice as much
      tell();
      return whole.run(image, style, options);
    },
    ...(half.runFrame && {
      runFrame: (...args) => (now().runFrame as NonNullable<PreparedModel['runFrame']>)(...args),
    }),
    runBytes: (height, width) => now().runBytes?.(height, width) ?? 0,
    // In float32, too, since a run may have to be repeated in it.
    fits: (height, width) =>
      [now(), whole].every((prepared) => prepared.fits?.(height, width) ?? true),
    dispose: () => {
      if (good) half.dispose();
      whole.dispose();
    },
  };
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

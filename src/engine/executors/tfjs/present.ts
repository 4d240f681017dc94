import * as tf from '@tensorflow/tfjs-core';
import type { Backend } from './backend.ts';

const SIDE = 8;
/** Levels of 255 that a colour may be off by. */
const TOLERANCE = 3;
const COLOUR = [0.25, 0.5, 0.75] as const;

/**
 * The backend as it is, or without `present` where a painting that is handed out so does not arrive: a
 * driver may not copy floats to a canvas, and say nothing.
 */
export async function withTruePresent(backend: Backend): Promise<Backend> {
  if (!backend.present || (await arrives(backend.present).catch(() => false))) return backend;
  const { present: _, ...others } = backend;
  return others;
}

async function arrives(present: NonNullable<Backend['present']>): Promise<boolean> {
  const painting = tf.tidy(() => tf.mul(tf.ones([1, SIDE, SIDE, 3]), tf.tensor1d([...COLOUR])));
  let bitmap: ImageBitmap | undefined;
  try {
    bitmap = await present(painting as tf.Tensor4D);
    const context = new OffscreenCanvas(SIDE, SIDE).getContext('2d', { willReadFrequently: true });
    context?.drawImage(bitmap, 0, 0);
    const { data } = context?.getImageData(0, 0, SIDE, SIDE) ?? { data: [] };
    return (
      data.length > 0 &&
      data.every((value, i) => Math.abs(value - 255 * (COLOUR[i % 4] ?? 1)) <= TOLERANCE)
    );
  } finally {
    bitmap?.close();
    painting.dispose();
  }
}

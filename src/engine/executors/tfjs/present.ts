import * as tf from '@tensorflow/tfjs-core';
import { isProof, PROOF_COLOUR, PROOF_SIDE } from '../frameProof.ts';
import type { Backend } from './backend.ts';

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
  const painting = tf.tidy(() =>
    tf.mul(tf.ones([1, PROOF_SIDE, PROOF_SIDE, 3]), tf.tensor1d([...PROOF_COLOUR])),
  );
  let bitmap: ImageBitmap | undefined;
  try {
    bitmap = await present(painting as tf.Tensor4D);
    return isProof(bitmap);
  } finally {
    bitmap?.close();
    painting.dispose();
  }
}

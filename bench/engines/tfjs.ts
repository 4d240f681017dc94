import * as tf from '@tensorflow/tfjs';
import type { Engine, ModelSource } from './engine.ts';

/**
 * Stock TensorFlow.js: the graph model, run by `predict`. The backend is imported and configured
 * before this is called.
 */
export async function createTfjs(
  backend: string,
  { entry, models }: ModelSource,
  peakBytes: Engine['peakBytes'],
): Promise<Engine> {
  // setBackend falls back to another backend in silence.
  if (!(await tf.setBackend(backend)) || tf.getBackend() !== backend) {
    throw new Error(`TensorFlow.js did not start on ${backend}.`);
  }
  const model = await tf.loadGraphModel(new URL(entry.path, models).href);
  return {
    threads: 1,
    peakBytes,
    run: async ({ width, height, values }, style) => {
      const inputs = {
        image: tf.tensor4d(values, [1, height, width, 3]),
        style: tf.tensor2d([...style], [1, style.length]),
      };
      const output = model.predict(inputs) as tf.Tensor;
      const painting = await output.data<'float32'>();
      tf.dispose([inputs, output]);
      return painting;
    },
  };
}

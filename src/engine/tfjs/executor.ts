import * as tf from '@tensorflow/tfjs-core';
import type { Executor } from '../executor.ts';
import { EngineProblem } from '../problem.ts';
import type { ExecutorInfo } from '../stylizer.ts';
import { prepareNetwork } from './network.ts';

/** Registers a TensorFlow.js backend; the module is loaded only when its executor is. */
const backends = {
  webgpu: () => import('./webgpu.ts'),
  webgl: () => import('./webgl.ts'),
  wasm: () => import('./wasm.ts'),
};

/**
 * An executor of composed TensorFlow.js operations. There is one TensorFlow.js engine a thread, so
 * one executor at a time. Throws EngineProblem `unavailable` when the backend does not start.
 */
export async function createTfjsExecutor(info: ExecutorInfo): Promise<Executor> {
  const { configure } = await backends[info.id]();
  const device = await configure(info);
  // setBackend falls back to another backend in silence; a wrong one must not pass for the right one.
  const started = await tf.setBackend(info.id).catch(() => false);
  await tf.ready();
  if (!started || tf.getBackend() !== info.id) {
    throw new EngineProblem('unavailable', `TensorFlow.js could not start on ${info.id}.`);
  }
  const before = tf.memory().numTensors;
  return {
    info: { ...info, device: device ?? info.device },
    prepare: prepareNetwork,
    allocations: () => tf.memory().numTensors - before,
    dispose: () => tf.removeBackend(info.id),
  };
}

import * as tf from '@tensorflow/tfjs-core';
import type { Executor, PreparedModel } from '../executor.ts';
import { EngineProblem, toProblem } from '../../problems.ts';
import type { ExecutorInfo } from '../../stylizer.ts';
import type { Backend } from './backend.ts';
import { prepareNetwork } from './network.ts';
import { withTruePresent } from './present.ts';

/** The TensorFlow.js backends; the module of one is loaded only when its executor is made. */
const backends = {
  webgpu: { name: 'webgpu', load: (): Promise<Backend> => import('../tfjs-webgpu/backend.ts') },
  webgl: { name: 'webgl', load: (): Promise<Backend> => import('../tfjs-webgl/backend.ts') },
  'tfjs-wasm': { name: 'wasm', load: (): Promise<Backend> => import('../tfjs-wasm/backend.ts') },
} as const;

/** An executor that TensorFlow.js has a backend for. */
export type TfjsInfo = ExecutorInfo & { readonly id: keyof typeof backends };

/**
 * An executor of composed TensorFlow.js operations. There is one TensorFlow.js engine a thread, so
 * one executor at a time. Throws EngineProblem `executor-not-started` when the backend does not start.
 */
export async function createTfjsExecutor(info: TfjsInfo): Promise<Executor> {
  const { name, load } = backends[info.id];
  const backend = await load();
  backend.configure(info);
  // setBackend falls back to another backend in silence; a wrong one must not pass for the right one.
  const started = await tf.setBackend(name).catch(() => false);
  if (!started || tf.getBackend() !== name) {
    throw new EngineProblem({ code: 'engine/executor-not-started', executor: info.id });
  }
  const trouble: Trouble = { lost: false, error: undefined };
  void backend.lost().then(() => (trouble.lost = true));
  backend.onError?.((message) => (trouble.error = message));
  const presenting = await withTruePresent(backend);
  const before = tf.memory().numTensors;
  return {
    info: { ...info, ...(backend.threads && { threads: backend.threads }) },
    prepare: (model) => watched(prepareNetwork(model, presenting), trouble),
    allocations: () => tf.memory().numTensors - before,
    dispose: () => tf.removeBackend(name),
  };
}

interface Trouble {
  lost: boolean;
  error: string | undefined;
}

/** A device that is lost or out of memory hands out zeros, or makes tfjs throw whatever comes. */
function watched(prepared: PreparedModel, trouble: Trouble): PreparedModel {
  const check = () => {
    if (trouble.lost) {
      throw new EngineProblem({ code: 'engine/gpu-lost' });
    }
    if (trouble.error) throw toProblem(new Error(trouble.error));
  };
  return {
    ...prepared,
    run: async (...args) => {
      trouble.error = undefined;
      check();
      try {
        return await prepared.run(...args);
      } finally {
        check();
      }
    },
  };
}

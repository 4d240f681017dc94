import * as tf from '@tensorflow/tfjs-core';
import { EngineProblem, type EngineFault } from '../../problems.ts';
import type { AvailableExecutor } from '../../stylizer.ts';
import type { Executor, PreparedModel } from '../executor.ts';
import type { Backend } from './backend.ts';
import { prepareNetwork } from './network.ts';
import { withTruePresent } from './present.ts';

/** What learning (ops.ts) asks the device, too. */
export interface TfjsExecutor extends Executor, Pick<Backend, 'takeFault'> {}

/**
 * An executor of composed TensorFlow.js operations. There is one TensorFlow.js engine a thread, so
 * one executor at a time. Throws EngineProblem `executor-not-started` when the backend does not start.
 */
export async function createTfjsExecutor(
  info: AvailableExecutor,
  backend: Backend,
): Promise<TfjsExecutor> {
  const { name } = backend;
  backend.configure(info);
  // setBackend falls back to another backend in silence; a wrong one must not pass for the right one.
  const started = await tf.setBackend(name).catch(() => false);
  if (!started || tf.getBackend() !== name) {
    throw new EngineProblem({ code: 'engine/executor-not-started', executor: info.id });
  }
  const lost = new Promise<EngineFault>((resolve) =>
    backend.onLost(() => resolve({ code: 'engine/gpu-lost' })),
  );
  const presenting = await withTruePresent(backend);
  const before = tf.memory().numTensors;
  const checked = checker(backend);
  return {
    info: { ...info, ...(backend.threads && { threads: backend.threads }) },
    limits: { side: backend.largestSide() },
    lost,
    ...(backend.takeFault && { takeFault: backend.takeFault }),
    prepare: async (model) => {
      let prepared: PreparedModel | undefined;
      try {
        // The weights' upload may fail without an error, too.
        await checked(async () => (prepared = prepareNetwork(model, presenting)));
      } catch (error) {
        prepared?.dispose();
        throw error;
      }
      return checkedModel(prepared as unknown as PreparedModel, checked);
    },
    allocations: () => tf.memory().numTensors - before,
    dispose: () => tf.removeBackend(name),
  };
}

type Checked = <T>(work: () => Promise<T>) => Promise<T>;

/** A device that is lost or out of memory hands out zeros, or makes tfjs throw some other error. */
function checker(backend: Backend): Checked {
  return async (work) => {
    backend.takeFault?.(); // of what was there before
    try {
      return await work();
    } finally {
      const fault = backend.takeFault?.();
      // oxlint-disable-next-line no-unsafe-finally -- it is the cause of whatever `work` threw
      if (fault) throw new EngineProblem(fault);
    }
  };
}

/** The model, on every path of which the device is asked afterwards whether all went well. */
function checkedModel(prepared: PreparedModel, checked: Checked): PreparedModel {
  const { run, runFrame } = prepared;
  return {
    ...prepared,
    run: (...args) => checked(() => run(...args)),
    ...(runFrame && {
      runFrame: async (...args) => {
        let bitmap: ImageBitmap | undefined;
        try {
          return await checked(async () => (bitmap = await runFrame(...args)));
        } catch (error) {
          bitmap?.close();
          throw error;
        }
      },
    }),
  };
}

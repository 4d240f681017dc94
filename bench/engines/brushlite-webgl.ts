import { EMULATED_SIZES } from '../../src/engine/executors/entry.ts';
import {
  create as createExecutor,
  createComposed,
} from '../../src/engine/executors/tfjs-webgl/executor.ts';
import { loadModel } from '../../src/engine/weights/load.ts';
import type { CreateEngine, Engine, ModelSource } from './engine.ts';

/** The app's executor of TensorFlow.js on WebGL. */
export const create: CreateEngine = (source) => createWith(createExecutor, source);

/** The same without our own end of the instance norm. */
export const createWithout: CreateEngine = (source) => createWith(createComposed, source);

async function createWith(
  start: typeof createExecutor,
  { entry, models }: ModelSource,
): Promise<Engine> {
  const info = { id: 'tfjs-webgl', device: '', firstSizes: EMULATED_SIZES } as const;
  const [executor, model] = await Promise.all([
    // An emulated GPU was asked for by name, so it is allowed.
    start({ ...info, software: true }),
    loadModel(entry, models, () => {}),
  ]);
  const prepared = await executor.prepare(model);
  return {
    threads: 1,
    peakBytes: () => undefined,
    run: async (image, style) => (await prepared.run(image, style)).values,
  };
}

import { PROCESSOR_SIZES } from '../../src/engine/executors/entry.ts';
import { createWasmExecutor, type WasmOptions } from '../../src/engine/executors/wasm/executor.ts';
import { loadModel } from '../../src/engine/weights/load.ts';
import type { CreateEngine, Engine, ModelSource } from './engine.ts';
import { heapBytes } from './heap.ts';

/** The app's own kernels, without the 8-bit pictures around them; where they don't start, an error. */
export const create: CreateEngine = (source) => createWith({}, source);

/** The same without relaxed SIMD, which browsers had only years after SIMD. */
export const createPlain: CreateEngine = (source) =>
  createWith({ variant: 'simd-threads' }, source);

async function createWith(options: WasmOptions, { entry, models }: ModelSource): Promise<Engine> {
  const [executor, model] = await Promise.all([
    createWasmExecutor(
      { id: 'wasm', device: '', software: false, firstSizes: PROCESSOR_SIZES },
      options,
    ),
    loadModel(entry, models, () => {}),
  ]);
  const prepared = await executor.prepare(model);
  return {
    threads: executor.info.threads ?? 1,
    peakBytes: heapBytes,
    run: async (image, style) => (await prepared.run(image, style)).values,
  };
}

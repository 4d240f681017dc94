import { createWasmExecutor } from '../../src/engine/wasm/executor.ts';
import { loadModel } from '../../src/engine/weights/load.ts';
import type { CreateEngine } from './engine.ts';
import { heapBytes } from './heap.ts';

/** The app's own kernels, without the 8-bit pictures around them; where they don't start, an error. */
export const create: CreateEngine = async ({ entry, models }) => {
  const [executor, model] = await Promise.all([
    createWasmExecutor({ id: 'wasm', device: '', software: false }),
    loadModel(entry, models, () => {}),
  ]);
  const prepared = executor.prepare(model);
  return {
    // It says so in words, such as “Processor, 2 threads”.
    threads: Number(/(\d+) thread/.exec(executor.info.device)?.[1]),
    peakBytes: heapBytes,
    run: (image, style) => prepared.run(image, style, () => Promise.resolve()),
  };
};

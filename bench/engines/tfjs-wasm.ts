import { configure } from '../../src/engine/executors/tfjs-wasm/executor.ts';
import type { CreateEngine } from './engine.ts';
import { heapBytes } from './heap.ts';
import { createTfjs } from './tfjs.ts';

/** With the app's settings: the SIMD binary, on one thread, as the threaded one computes on one, too. */
export const create: CreateEngine = (source) => {
  configure();
  return createTfjs('wasm', source, heapBytes);
};

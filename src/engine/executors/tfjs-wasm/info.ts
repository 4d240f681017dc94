import { PROCESSOR_SIZES, probeWasm, type ExecutorEntry } from '../entry.ts';

/** TensorFlow.js on WebAssembly. */
export const tfjsWasm: ExecutorEntry<'tfjs-wasm'> = {
  id: 'tfjs-wasm',
  name: 'WebAssembly (TensorFlow.js)',
  api: 'wasm',
  wantsGpu: false,
  reference: true,
  firstSizes: PROCESSOR_SIZES,
  probe: probeWasm,
};

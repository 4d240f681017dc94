import { PROCESSOR_SIZES, probeWasm, type ExecutorEntry } from '../entry.ts';

/** Our own WebAssembly kernels; see README.md. */
export const wasm: ExecutorEntry<'wasm'> = {
  id: 'wasm',
  name: 'WebAssembly',
  api: 'wasm',
  wantsGpu: false,
  firstSizes: PROCESSOR_SIZES,
  probe: probeWasm,
};

import type { Plugin } from 'vite';
import { buildWasm } from './wasm.mjs';

/** The kernels of engine/wasm/ compiled, before anything asks for them: in the build, in dev and in tests. */
export function wasm(): Plugin {
  return { name: 'brushlite:wasm', config: () => buildWasm() };
}

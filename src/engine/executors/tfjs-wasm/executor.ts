import { setWasmPaths, type BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { backend, env } from '@tensorflow/tfjs-core';
import type { AvailableExecutor, Peak } from '../../stylizer.ts';
import type { Backend } from '../tfjs/backend.ts';
import { createTfjsExecutor, type TfjsExecutor } from '../tfjs/create.ts';

export const wasmBackend: Backend = {
  name: 'wasm',
  threads: 1,
  configure,
  onLost() {}, // the processor stays
  largestSide: () => Number.POSITIVE_INFINITY,
  upload() {}, // a tensor lies in the WebAssembly memory as soon as it is made
  async done() {}, // an operation returns when it is done
  memory,
};

/** Start TensorFlow.js on WebAssembly. Throws EngineProblem. */
export const create = (info: AvailableExecutor): Promise<TfjsExecutor> =>
  createTfjsExecutor(info, wasmBackend);

export function configure(): void {
  // The threaded binary of tfjs 4.22 starts eight workers and computes on one thread all the same
  // (getThreadsCount() is 1 whatever is set; https://github.com/tensorflow/tfjs/issues/6081). It was
  // no faster than the plain SIMD one when the two were run in turn, so the workers are spared.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  const absolute = (url: string) => new URL(url, import.meta.url).href;
  setWasmPaths({
    'tfjs-backend-wasm.wasm': absolute(plain),
    'tfjs-backend-wasm-simd.wasm': absolute(simd),
    'tfjs-backend-wasm-threaded-simd.wasm': absolute(simd), // asked for by tfjs, never loaded
  });
}

function memory(): Peak {
  // The declarations lack what Emscripten gives every module.
  const { HEAPU8 } = (backend() as BackendWasm).wasm as unknown as { HEAPU8: Uint8Array };
  return { bytes: HEAPU8.buffer.byteLength, of: 'heap' };
}

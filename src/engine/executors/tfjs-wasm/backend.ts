import { setWasmPaths, type BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { backend, env } from '@tensorflow/tfjs-core';
import type { Peak } from '../../stylizer.ts';

export const threads = 1;

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

/** Never: the processor stays. */
export function lost(): Promise<unknown> {
  return new Promise(() => {});
}

/** Nothing to do: a tensor lies in the WebAssembly memory as soon as it is made. */
export function upload(): void {}

/** At once: an operation returns when it is done. */
export async function done(): Promise<void> {}

export function memory(): Peak {
  // The declarations lack what Emscripten gives every module.
  const { HEAPU8 } = (backend() as BackendWasm).wasm as unknown as { HEAPU8: Uint8Array };
  return { bytes: HEAPU8.buffer.byteLength, of: 'heap' };
}

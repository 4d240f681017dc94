import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { env } from '@tensorflow/tfjs-core';

export const device = 'Processor, 1 thread';

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

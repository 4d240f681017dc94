import { getThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';

/** -> a function that names the device once the backend runs. */
export async function configure(): Promise<() => string> {
  const absolute = (url: string) => new URL(url, import.meta.url).href;
  setWasmPaths({
    'tfjs-backend-wasm.wasm': absolute(plain),
    'tfjs-backend-wasm-simd.wasm': absolute(simd),
    'tfjs-backend-wasm-threaded-simd.wasm': absolute(threaded),
  });
  return () => {
    const threads = threadCount();
    return threads === 1 ? 'Processor, 1 thread' : `Processor, ${threads} threads`;
  };
}

/** Threads need shared memory, which a page has only when it is cross-origin isolated. */
function threadCount(): number {
  return globalThis.crossOriginIsolated ? getThreadsCount() : 1;
}

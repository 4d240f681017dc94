// What pool.worker.ts does, in a thread of Node, which knows neither `self` nor TypeScript.
import { parentPort } from 'node:worker_threads';

/** @param {import('../pool.ts').PoolStart} start */
async function serve({ module, memory, control, thread }) {
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  parentPort?.postMessage('ready');
  const kernels = /** @type {import('../kernels.ts').Kernels} */ (/** @type {unknown} */ (exports));
  kernels.serve(control, thread);
}

parentPort?.once('message', serve);

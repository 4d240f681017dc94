/** The kernels in Node: a variant from the build folder, and Node's threads as workers. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { WASM } from '../../../testing/node.ts';
import type { Executor } from '../../executor.ts';
import type { OpsDevice } from '../../ops.ts';
import { createWasmExecutor } from '../executor.ts';
import { Heap } from '../heap.ts';
import { instantiate } from '../kernels.ts';
import { createOps } from '../ops.ts';
import type { PoolWorker } from '../pool.ts';
import { bestVariant, type Variant } from '../variant.ts';

export function loadVariant(variant: Variant): Promise<Uint8Array<ArrayBuffer>> {
  const file = fileURLToPath(new URL(`../build/${variant}.wasm`, import.meta.url));
  return Promise.resolve(new Uint8Array(readFileSync(file)));
}

/** Kernels on one thread, with a heap of their own. */
export async function nodeKernels(variant = bestVariant(false)) {
  const heap = new Heap(variant.endsWith('-threads'));
  const module = await WebAssembly.compile(await loadVariant(variant));
  return { heap, kernels: await instantiate(module, heap.memory) };
}

/** The executor on so many threads. Dispose of it, or Node does not end. */
export function nodeWasmExecutor(threads: number): Promise<Executor> {
  return createWasmExecutor(WASM, {
    variant: bestVariant(threads > 1),
    threads,
    load: loadVariant,
    createWorker,
  });
}

/** Ops on so many threads. Dispose of them, or Node does not end. */
export function nodeWasmOps(threads: number): Promise<OpsDevice> {
  const options = { variant: bestVariant(threads > 1), threads, load: loadVariant, createWorker };
  return createOps(WASM, options);
}

function createWorker(): PoolWorker {
  const worker = new Worker(new URL('./pool.node.mjs', import.meta.url));
  const adapter: PoolWorker = {
    onmessage: null,
    onerror: null,
    postMessage: (message) => worker.postMessage(message),
    terminate: () => void worker.terminate(),
  };
  worker.on('message', (data) => adapter.onmessage?.({ data } as MessageEvent));
  worker.on('error', (error) =>
    adapter.onerror?.({ error, preventDefault: () => {} } as unknown as ErrorEvent),
  );
  return adapter;
}

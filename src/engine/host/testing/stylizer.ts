/** What the tests of the engine in this thread share. */
import { beforeAll, beforeEach, vi } from 'vitest';
import type { Executor } from '../../executors/executor.ts';
import { styleMix } from '../../styleRows.ts';
import type { Job } from '../../stylizer.ts';
import { BASE, manifest, modelServer, nodeExecutor, WASM } from '../../testing/node.ts';
import { createLocalStylizer, type LocalOptions } from '../local.ts';

export const model = 'compressed-float16';
export const style = styleMix(manifest.styles, 0, 0.5);
export const picture = (width = 20, height = 16) => ({
  width,
  height,
  data: new Uint8ClampedArray(width * height * 4).fill(128),
});
export const job = (changes: Partial<Job> = {}): Job => ({
  model,
  style,
  picture: picture(),
  ...changes,
});

/** The executor of TensorFlow.js on WebAssembly, one for all tests of a file. */
export let executor: Executor;
beforeAll(async () => {
  executor = await nodeExecutor();
});
beforeEach(() => {
  vi.unstubAllGlobals();
  vi.stubGlobal('fetch', modelServer().fetch);
});

/** A Stylizer in this thread, on that executor. */
export const create = (options: Partial<LocalOptions> = {}) =>
  createLocalStylizer({
    manifest,
    base: BASE,
    probe: async () => [WASM],
    createExecutor: async () => executor,
    ...options,
  });

/** @returns all updates of a request */
export async function all<T>(updates: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const update of updates) list.push(update);
  return list;
}

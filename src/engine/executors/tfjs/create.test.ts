/** What a device does without an error: it is lost, or reports a fault on the side. */
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineFault } from '../../problems.ts';
import { nodeExecutor, WASM } from '../../testing/node.ts';
import { wasmBackend } from '../tfjs-wasm/executor.ts';
import { tinyModel } from '../testing/random.ts';
import type { Backend } from './backend.ts';
import { createTfjsExecutor } from './create.ts';
import { createTfjsOps } from './ops.ts';

const model = tinyModel();
const image = { width: 4, height: 4, values: new Float32Array(48) };

beforeAll(() => nodeExecutor()); // tells tfjs where Node has its files

/** An executor on a device whose faults the test sets. */
async function start(changes: Partial<Backend> = {}) {
  let fault: EngineFault | undefined;
  let report = () => {};
  const executor = await createTfjsExecutor(WASM, {
    ...wasmBackend,
    configure() {},
    onLost: (listener) => (report = listener),
    takeFault() {
      const taken = fault;
      fault = undefined;
      return taken;
    },
    ...changes,
  });
  return { executor, lose: () => report(), fail: (with_: EngineFault) => (fault = with_) };
}

it('a device that is lost resolves `lost`', async () => {
  const { executor, lose } = await start();
  lose();
  expect(await executor.lost).toEqual({ code: 'engine/gpu-lost' });
});

it('a fault that the device tells on the side fails the run', async () => {
  const { executor, fail } = await start();
  const prepared = await executor.prepare(model);
  const run = prepared.run(image, [1], {
    onLayer: async () => void fail({ code: 'engine/memory' }),
  });
  await expect(run).rejects.toHaveProperty('fault', { code: 'engine/memory' });
  // One of an earlier run is not blamed on the next.
  fail({ code: 'engine/memory' });
  expect((await prepared.run(image, [1])).values).toHaveLength(48);
  prepared.dispose();
});

it('and takes the place of the error that followed from it', async () => {
  const { executor, fail } = await start();
  const prepared = await executor.prepare(model);
  const run = prepared.run(image, [1], {
    onLayer: async () => {
      fail({ code: 'engine/gpu-lost' });
      throw new TypeError('null is not a texture');
    },
  });
  await expect(run).rejects.toHaveProperty('fault', { code: 'engine/gpu-lost' });
  prepared.dispose();
});

describe('a frame', () => {
  /** Of PROOF_COLOUR in frameProof.ts, which is how an executor finds out that its `present` works. */
  const proof = Uint8ClampedArray.from({ length: 256 }, (_, i) => [64, 128, 191, 255][i % 4] ?? 0);
  const canvas = { width: 4, height: 4, data: new Uint8Array(64) };
  const frame = {} as ImageBitmap;
  const size = { width: 4, height: 4 };
  const bitmap = { close: vi.fn() };
  const present = async () => bitmap as unknown as ImageBitmap;

  beforeEach(() => {
    bitmap.close.mockReset();
    const context = { canvas, drawImage() {}, getImageData: () => ({ data: proof }) };
    vi.stubGlobal('OffscreenCanvas', function fake() {
      return { ...canvas, getContext: () => context };
    });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('is handed out, and nothing of it is left behind', async () => {
    const { executor } = await start({ present });
    const { runFrame, dispose } = await executor.prepare(model);
    const loaded = executor.allocations();
    bitmap.close.mockReset(); // the proof's
    expect(await runFrame?.(frame, [1], size)).toBe(bitmap);
    expect(bitmap.close).not.toHaveBeenCalled();
    expect(executor.allocations()).toBe(loaded);
    dispose();
  });

  it('fails on a lost device, where it would be black, and is closed', async () => {
    let isLost = false;
    const { executor } = await start({
      present,
      takeFault: () => (isLost ? { code: 'engine/gpu-lost' } : undefined),
    });
    const { runFrame, dispose } = await executor.prepare(model);
    bitmap.close.mockReset();
    isLost = true;
    await expect(runFrame?.(frame, [1], size)).rejects.toHaveProperty('fault', {
      code: 'engine/gpu-lost',
    });
    expect(bitmap.close).toHaveBeenCalledOnce();
    dispose();
  });

  it('that can’t be presented leaves nothing behind', async () => {
    let broken = false;
    const { executor } = await start({
      present: () => (broken ? Promise.reject(new Error('no canvas')) : present()),
    });
    const { runFrame, dispose } = await executor.prepare(model);
    const loaded = executor.allocations();
    broken = true;
    await expect(runFrame?.(frame, [1], size)).rejects.toThrow('no canvas');
    expect(executor.allocations()).toBe(loaded);
    dispose();
  });
});

it('fails to prepare a model whose weights did not arrive on the device', async () => {
  const { executor } = await start({ takeFault: () => ({ code: 'engine/memory' }) });
  const before = executor.allocations();
  await expect(executor.prepare(model)).rejects.toHaveProperty('fault', { code: 'engine/memory' });
  expect(executor.allocations()).toBe(before);
});

it('a fault on the side fails what is learned, and does so once', async () => {
  const { executor, fail } = await start();
  const { ops } = await createTfjsOps(WASM, async () => executor);
  const map = ops.map(new Float32Array(12), [2, 2, 3]);
  expect(await ops.read([map])).toHaveLength(1);
  fail({ code: 'engine/memory' });
  await expect(ops.read([map])).rejects.toHaveProperty('fault', { code: 'engine/memory' });
  expect(await ops.read([map])).toHaveLength(1);
  ops.free(map);
});

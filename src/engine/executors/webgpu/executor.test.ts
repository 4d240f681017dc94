/** What the executor does with its device: it is lost, has too little memory, or is not there at all. */
import { afterEach, expect, it, vi } from 'vitest';
import type { AvailableExecutor } from '../../stylizer.ts';
import { tinyModel } from '../testing/random.ts';
import { create, createWebgpuExecutor } from './executor.ts';
import { dawnGpu } from './testing/dawn.ts';

const info: AvailableExecutor = {
  ...({ id: 'webgpu', device: 'SwiftShader', software: true } as const),
  firstSizes: { picture: 256, frame: 128 },
};
const model = tinyModel();
const image = { width: 8, height: 8, values: new Float32Array(192).fill(0.5) };

afterEach(() => vi.unstubAllGlobals());

it('paints, and leaves nothing on the device', async () => {
  const executor = createWebgpuExecutor(info, await dawnGpu());
  expect(executor.info).toEqual(info);
  const prepared = await executor.prepare(model);
  const { values } = await prepared.run(image, [1]);
  expect(values).toHaveLength(192);
  expect(executor.allocations()).toBeGreaterThan(0);
  prepared.dispose();
  expect(executor.allocations()).toBe(0);
  executor.dispose();
});

it('a device that is lost in the middle of a run is told, and no picture comes of it', async () => {
  const gpu = await dawnGpu();
  const executor = createWebgpuExecutor(info, gpu);
  const prepared = await executor.prepare(model);
  await prepared.run(image, [1]);
  const run = prepared.run(image, [1], { onLayer: async () => gpu.device.destroy() });
  await expect(run).rejects.toBeInstanceOf(Error);
  expect(await executor.lost).toEqual({ code: 'engine/gpu-lost' });
});

it('another device paints the same to the bit', async () => {
  const painting = async () => {
    const executor = createWebgpuExecutor(info, await dawnGpu());
    const prepared = await executor.prepare(model);
    const { values } = await prepared.run(image, [1]);
    executor.dispose();
    return values;
  };
  expect(await painting()).toEqual(await painting());
});

it('what the device refuses, without an error of its own, fails the run', async () => {
  const gpu = await dawnGpu();
  const executor = createWebgpuExecutor(info, gpu);
  const prepared = await executor.prepare(model);
  const onLayer = async () => {
    gpu.device.createBuffer({ size: 2 ** 40, usage: GPUBufferUsage.STORAGE });
  };
  await expect(prepared.run(image, [1], { onLayer })).rejects.toHaveProperty('fault');
  expect((await prepared.run(image, [1])).values).toHaveLength(192); // it is told once
  prepared.dispose();
  executor.dispose();
});

it('a shader that the device refuses fails what wanted it, and not the next run', async () => {
  const gpu = await dawnGpu();
  const executor = createWebgpuExecutor(info, gpu);
  const prepared = await executor.prepare(model);
  // The emulated GPU has no float16.
  const refused = gpu.pipeline('add', 'float16', { NORMALIZED: false });
  await expect(refused).rejects.toHaveProperty('fault.code', 'engine/internal');
  expect((await prepared.run(image, [1])).values).toHaveLength(192);
  prepared.dispose();
  executor.dispose();
});

it('where the browser has no adapter any more, it says so', async () => {
  vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => null } });
  vi.useFakeTimers();
  const created = create(info);
  const told = expect(created).rejects.toHaveProperty('fault.code', 'engine/executor-missing');
  await vi.runAllTimersAsync();
  await told;
  vi.useRealTimers();
});

it('where the device is refused, it says why', async () => {
  const adapter = {
    ...{ features: new Set(), limits: {} },
    requestDevice: () => Promise.reject(new Error('blocked by policy')),
  };
  vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => adapter } });
  await expect(create(info)).rejects.toHaveProperty('fault', {
    ...{ code: 'engine/executor-not-started', executor: 'webgpu' },
    reason: 'blocked by policy',
  });
});

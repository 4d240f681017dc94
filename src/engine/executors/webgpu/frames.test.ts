/** Frames: what is around the canvas, which Dawn in Node does not have. The browser tests paint them. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { tinyModel } from '../testing/random.ts';
import { FrameScreen } from './frames.ts';
import type { Gpu } from './gpu.ts';
import { prepareNetwork, type NetworkOptions } from './network.ts';
import { hasOverflowed } from './overflow.ts';
import { dawnGpu } from './testing/dawn.ts';
import { directTile } from './tiles.ts';

let gpu: Gpu;
beforeAll(async () => (gpu = await dawnGpu()));
afterEach(() => {
  vi.unstubAllGlobals();
  if (gpu.count > 0) throw new Error(`${gpu.count} buffers were left behind`);
});
afterAll(() => gpu.dispose());

const BITMAP = { close: () => {} } as ImageBitmap;
const SIZE = { width: 16, height: 12 };
const FRAME = SIZE as ImageBitmap;

/** A screen that puts a picture into the network's first map and shows nothing. */
const screenOf = (picture: Float32Array<ArrayBuffer>): NonNullable<NetworkOptions['screen']> => ({
  take: async (_encoder, run) => {
    const { buffer } = run.bind(run.plan.first);
    gpu.device.queue.writeBuffer(buffer, 0, picture);
  },
  show: async (encoder) => {
    gpu.device.queue.submit([encoder.finish()]);
    return BITMAP;
  },
});

const OPTIONS = { precision: 'float32', workAtATime: 1e12 } as const;

/** Noise, four values a pixel. */
const noise = Float32Array.from({ length: 16 * 12 * 4 }, (_, i) => ((i * 7919) % 256) / 256);

/** A model whose weights are multiplied. */
function modelTimes(factor: number) {
  const model = tinyModel();
  const kernel = model.weights.get('a/weights');
  kernel?.values.forEach((value, i) => (kernel.values[i] = value * factor));
  return model;
}

describe('a frame that overflows', () => {
  it('is told, once it has been handed out', async () => {
    const onOverflow = vi.fn();
    const options = { ...OPTIONS, screen: screenOf(noise), onOverflow };
    const prepared = await prepareNetwork(modelTimes(1e38), gpu, options);
    expect(await prepared.runFrame?.(FRAME, [1], SIZE)).toBe(BITMAP);
    await vi.waitFor(() => expect(onOverflow).toHaveBeenCalledOnce());
    prepared.dispose();
  });

  it('is not one that does not', async () => {
    const onOverflow = vi.fn();
    const read = vi.spyOn(GPUBuffer.prototype, 'unmap');
    const options = { ...OPTIONS, screen: screenOf(noise), onOverflow };
    const prepared = await prepareNetwork(modelTimes(1), gpu, options);
    await prepared.runFrame?.(FRAME, [1], SIZE);
    await vi.waitFor(() => expect(read).toHaveBeenCalledOnce());
    await prepared.run({ ...SIZE, values: new Float32Array(16 * 12 * 3) }, [1]);
    expect(onOverflow).not.toHaveBeenCalled();
    prepared.dispose();
    read.mockRestore();
  });

  it.each([
    [
      'a mean that is no number',
      [
        [Number.NaN, 1],
        [0, 1],
      ],
      true,
    ],
    [
      'a variance without an end',
      [
        [0, 1],
        [0, Number.POSITIVE_INFINITY],
      ],
      true,
    ],
    [
      'no variance in the painting of a picture that has some',
      [
        [0, 1],
        [0.5, 0],
      ],
      true,
    ],
    [
      'no variance anywhere, as a film that is black',
      [
        [0, 0],
        [0.5, 0],
      ],
      false,
    ],
    [
      'numbers',
      [
        [0, 1],
        [0.5, 0.1],
      ],
      false,
    ],
  ])('has %s', (_, statistics, expected) => {
    expect(hasOverflowed(statistics.map((values) => Float32Array.from(values)))).toBe(expected);
  });
});

it('the sizes of frames are tuned, too', async () => {
  const tuner = { version: 0, tileOf: directTile, tune: vi.fn(async () => {}) };
  const options = { ...OPTIONS, screen: screenOf(noise), tuner };
  const prepared = await prepareNetwork(modelTimes(1), gpu, options);
  await prepared.runFrame?.(FRAME, [1], SIZE);
  expect(tuner.tune).toHaveBeenCalledWith(expect.anything(), 12, 16);
  prepared.dispose();
});

describe('a frame that is larger than the device’s textures', () => {
  it.each([
    [100, 50, 100, 50],
    [16_384, 4096, 8192, 2048],
    [10, 20_000, 4, 8192],
  ])('of %i x %i is scaled to %i x %i', async (width, height, wide, tall) => {
    const textures: unknown[] = [];
    const create = vi.spyOn(gpu.device, 'createTexture').mockImplementation(({ size }) => {
      textures.push(size);
      const [w, h] = size as number[];
      const view = { width: w, height: h };
      return { ...view, createView: () => view, destroy: () => {} } as unknown as GPUTexture;
    });
    const copied: unknown[] = [];
    const copy = vi
      .spyOn(gpu.device.queue, 'copyExternalImageToTexture')
      .mockImplementation(({ source }, _to, size) => void copied.push([source, size]));
    const bindings = vi.spyOn(gpu, 'bindings').mockImplementation(() => {
      throw new Error('far enough');
    });
    const scaled = { close: vi.fn() };
    vi.stubGlobal('createImageBitmap', async () => scaled);
    const frame = { width, height } as ImageBitmap;
    const screen = new FrameScreen(gpu);
    const bind = () => ({ buffer: undefined as unknown as GPUBuffer });
    const run = { plan: { first: { buffer: 0 }, last: undefined as never }, bind };
    const encoder = gpu.device.createCommandEncoder();
    await expect(screen.take(encoder, run, 'float32', frame, SIZE)).rejects.toThrow('far enough');
    expect(textures).toEqual([[wide, tall]]);
    const source = width > 8192 || height > 8192 ? scaled : frame;
    expect(copied).toEqual([[source, [wide, tall]]]);
    expect(scaled.close).toHaveBeenCalledTimes(source === scaled ? 1 : 0);
    screen.dispose();
    for (const spy of [create, copy, bindings]) spy.mockRestore();
  });
});

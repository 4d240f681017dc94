/** Runs of the tiles of a large picture: sizes that take turns, normalized with the statistics of the whole. */
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { receptiveRadius, type NetworkSpec } from '../../../network/index.ts';
import { largestDifference } from '../../testing/difference.ts';
import { randomFloats, randomFrom, randomWeights } from '../testing/random.ts';
import type { FloatImage } from '../executor.ts';
import type { Gpu } from './gpu.ts';
import { prepareNetwork } from './network.ts';
import { dawnGpu } from './testing/dawn.ts';
import { directTile } from './tiles.ts';

/** Like the networks: smaller, a residual block, enlarged. Few channels, since compiling is slow on SwiftShader. */
const spec: NetworkSpec = {
  ...{ id: 'test', title: '', description: '', input: 3 },
  layers: [
    { name: 'a', kind: 'conv', kernel: 3, stride: 2, out: 8 },
    { name: 'b', kind: 'residual', kernel: 3, out: 8 },
    { name: 'c', kind: 'conv', kernel: 3, upsample: 2, out: 3, activation: 'sigmoid' },
  ],
};
const model = {
  ...{ id: 'test', spec, styles: 1, cached: false },
  weights: randomWeights(spec, 1, randomFrom(1)),
};
const WHOLE = { width: 56, height: 44 };
const whole: FloatImage = {
  ...WHOLE,
  values: randomFloats(WHOLE.width * WHOLE.height * 3, randomFrom(2)).map((v) => (v + 1) / 2),
};

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** @returns a box of a picture */
function crop(image: FloatImage, { x, y, width, height }: Box): FloatImage {
  const values = new Float32Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * image.width + x) * 3;
    values.set(image.values.subarray(from, from + width * 3), row * width * 3);
  }
  return { width, height, values };
}

/** A picture in four tiles of four sizes, each reaching beyond its own part by what the network sees. */
function tiles() {
  const halo = Math.ceil(receptiveRadius(spec) / 2) * 2;
  const [cutX, cutY] = [24, 20];
  return [0, 1].flatMap((column) =>
    [0, 1].map((row) => {
      const [left, top] = [column * cutX, row * cutY];
      const right = column === 0 ? cutX : WHOLE.width;
      const bottom = row === 0 ? cutY : WHOLE.height;
      const own = { x: left, y: top, width: right - left, height: bottom - top };
      const x = Math.max(0, left - halo);
      const y = Math.max(0, top - halo);
      const width = Math.min(WHOLE.width, right + halo) - x;
      const height = Math.min(WHOLE.height, bottom + halo) - y;
      return { own, read: { x, y, width, height } };
    }),
  );
}

const OPTIONS = { precision: 'float32', workAtATime: 1e12, tileOf: directTile } as const;

let gpu: Gpu;
beforeAll(async () => (gpu = await dawnGpu()));
afterEach(() => {
  vi.restoreAllMocks();
  // Every test has to free what it made.
  if (gpu.count > 0) throw new Error(`${gpu.count} buffers were left behind`);
});
afterAll(() => gpu.dispose());

/** The buffers that are made from now on. */
const buffersMade = () => vi.spyOn(gpu, 'buffer').mock.calls;

it('tiles with the statistics of the whole are the whole, and their plans are kept', async () => {
  const prepared = await prepareNetwork(model, gpu, OPTIONS);
  const painted = await prepared.run(whole, [1], { withStatistics: true });
  const paintTiles = async () => {
    for (const { own, read } of tiles()) {
      const { statistics } = painted;
      const tile = await prepared.run(crop(whole, read), [1], { statistics });
      const inTile = { ...own, x: own.x - read.x, y: own.y - read.y };
      const difference = largestDifference(
        crop({ ...read, values: tile.values }, inTile).values,
        crop({ ...WHOLE, values: painted.values }, own).values,
      );
      expect(difference).toBeLessThan(1e-5);
    }
  };
  await paintTiles();
  const made = buffersMade();
  await paintTiles();
  await prepared.run(whole, [1]);
  expect(made).toHaveLength(0);
  prepared.dispose();
});

it('plans that take too much together are made again, and the painting is the same', async () => {
  const prepared = await prepareNetwork(model, gpu, { ...OPTIONS, mostKeptBytes: 0 });
  const { values } = await prepared.run(whole, [1]);
  const made = buffersMade();
  const [first, second] = tiles();
  for (const tile of [first, second]) await prepared.run(crop(whole, tile?.read as Box), [1]);
  expect(made.length).toBeGreaterThan(0);
  expect((await prepared.run(whole, [1])).values).toEqual(values);
  prepared.dispose();
});

it('tells what fits into a buffer of the device, and refuses what does not', async () => {
  const prepared = await prepareNetwork(model, gpu, OPTIONS);
  expect(prepared.fits?.(64, 64)).toBe(true);
  // The picture itself takes 12 bytes a pixel.
  const [width, height] = [4096, Math.ceil(gpu.largest / (4096 * 12)) + 1];
  expect(prepared.fits?.(height, width)).toBe(false);
  const image = { width, height, values: new Float32Array() };
  await expect(prepared.run(image, [1])).rejects.toHaveProperty('fault.code', 'engine/memory');
  prepared.dispose();
});

it('float16 takes tiles with statistics, and gives them', async () => {
  // This backend validates everything, and computes nothing.
  const half = await dawnGpu(['backend=null'], ['shader-f16']);
  const prepared = await prepareNetwork(model, half, { ...OPTIONS, precision: 'float16' });
  const { statistics } = await prepared.run(whole, [1], { withStatistics: true });
  expect(statistics?.map(({ length }) => length)).toEqual([16, 16, 16, 6]);
  for (const { read } of [...tiles(), ...tiles()]) {
    const { values } = await prepared.run(crop(whole, read), [1], { statistics });
    expect(values).toHaveLength(read.width * read.height * 3);
  }
  prepared.dispose();
  expect(half.count).toBe(0);
  half.dispose();
});

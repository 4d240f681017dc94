/** Whole networks through our kernels: against PyTorch (the goldens), float64, and themselves. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sizeMultiple, type NetworkSpec } from '../../../network/index.ts';
import { ANY_NETWORK, toFloats } from '../../host/pad.ts';
import { Stopwatch } from '../stopwatch.ts';
import { styleMix } from '../../styleRows.ts';
import {
  BASE,
  goldens,
  goldenValues,
  manifest,
  mixOf,
  modelServer,
  readPng,
} from '../../testing/node.ts';
import { loadModel, type LoadedModel } from '../../weights/load.ts';
import type { Executor } from '../executor.ts';
import { nodeWasmExecutor } from './testing/node.ts';
import { largestDifference } from '../../testing/difference.ts';
import { randomFloats, randomFrom, randomWeights } from '../testing/random.ts';
import { forward } from '../testing/reference.ts';

/** Largest difference of the 0..1 output from PyTorch's. */
const TOLERANCE = 1e-3;

let executor: Executor;
beforeAll(async () => {
  executor = await nodeWasmExecutor(1);
  vi.stubGlobal('fetch', modelServer().fetch);
});
afterAll(() => executor.dispose());

const load = (id: string) => {
  const entry = manifest.models.find((model) => model.id === id);
  if (!entry) throw new Error(`no model ${id}`);
  return loadModel(entry, BASE, () => {});
};
/** A style, half way between soft and bold. */
const styleOf = (name: string) =>
  styleMix(
    manifest.styles,
    manifest.styles.findIndex(({ id }) => id === name),
    0.5,
  );
const photo = toFloats(readPng('e2e/goldens/photo.png'), ANY_NETWORK);
const WAVE = styleOf('great-wave');

const square = (side: number) => ({ height: side, width: side });

/** The square of `side` pixels from (`at`, `at`) on, of a picture [height, width, 3]. */
function cut(values: Float32Array, width: number, at: number, side: number): Float32Array {
  const row = side * 3;
  return Float32Array.from(
    { length: side * row },
    (_, i) => values[((at + Math.floor(i / row)) * width + at) * 3 + (i % row)] as number,
  );
}

it.each(goldens.filter(({ model }) => model.endsWith('float32')))(
  '$model, $style, $photo: as PyTorch, and nothing is left behind',
  async (golden) => {
    const image = toFloats(readPng(`e2e/goldens/${golden.photo}`), ANY_NETWORK);
    const prepared = await executor.prepare(await load(golden.model));
    const { values } = await prepared.run(image, mixOf(golden));
    const row = golden.width * 3;
    const own = Float32Array.from(
      { length: golden.height * row },
      (_, i) => values[Math.floor(i / row) * image.width * 3 + (i % row)] ?? Number.NaN,
    );
    expect(largestDifference(own, goldenValues(golden))).toBeLessThan(TOLERANCE);
    prepared.dispose();
    expect(executor.allocations()).toBe(0);
  },
);

const conv = { kind: 'conv', kernel: 3 } as const;
const specs: Record<string, NetworkSpec['layers']> = {
  'odd channels, and ReLU at the end': [
    { ...conv, name: 'a', kernel: 5, out: 13 },
    { ...conv, name: 'b', out: 5, activation: 'relu' },
  ],
  'a residual block last': [
    { ...conv, name: 'a', out: 20, stride: 2 },
    { name: 'b', kind: 'residual', kernel: 3, out: 20 },
  ],
  'blocks of both kinds, enlarged by 2 and by 3': [
    { ...conv, name: 'a', out: 17, stride: 2 },
    { name: 'b', kind: 'residual', kernel: 1, out: 17 },
    { name: 'c', kind: 'residual', kernel: 3, out: 17 },
    { ...conv, name: 'd', out: 9, upsample: 2 },
    { ...conv, name: 'e', out: 4, upsample: 3, kernel: 5 },
    { ...conv, name: 'f', out: 2, activation: 'sigmoid' },
  ],
  'shifted channels': [
    { ...conv, name: 'a', out: 64, stride: 2 },
    { name: 'b', kind: 'residual', kernel: 1, out: 64, shift: 4 },
    { name: 'c', kind: 'residual', kernel: 3, out: 64, shift: 2 },
    { ...conv, name: 'd', out: 3, upsample: 2, activation: 'sigmoid' },
  ],
  'a block whose weights are used three times': [
    { ...conv, name: 'a', out: 20, stride: 2 },
    { name: 'b', kind: 'residual', kernel: 3, out: 20 },
    { name: 'c', kind: 'residual', kernel: 3, out: 20, shares: 'b' },
    { name: 'd', kind: 'residual', kernel: 3, out: 20, shares: 'b' },
    { ...conv, name: 'e', out: 3, upsample: 2, activation: 'sigmoid' },
  ],
  'convolutions of low rank': [
    { ...conv, name: 'a', out: 20, stride: 2, rank: 2 },
    { name: 'b', kind: 'residual', kernel: 3, out: 20, rank: 5 },
    { name: 'c', kind: 'residual', kernel: 3, out: 20, rank: 5, shares: 'b' },
    { ...conv, name: 'd', out: 3, upsample: 2, rank: 18, activation: 'sigmoid' },
  ],
  'depthwise separable convolutions': [
    { ...conv, name: 'a', kernel: 5, out: 13 },
    { ...conv, name: 'b', out: 20, stride: 2, separable: true },
    { name: 'c', kind: 'residual', kernel: 3, out: 20, separable: true },
    { name: 'd', kind: 'residual', kernel: 3, out: 20, separable: true, shares: 'c' },
    { ...conv, name: 'e', out: 9, upsample: 2, separable: true },
    { ...conv, name: 'f', kernel: 7, out: 3, separable: true, activation: 'sigmoid' },
  ],
  'few channels last, without activation': [
    { ...conv, name: 'a', out: 16, stride: 4 },
    { ...conv, name: 'b', out: 16 },
    { ...conv, name: 'c', kernel: 5, out: 3, activation: 'none' },
  ],
  'few channels last, as large as the picture': [
    { ...conv, name: 'a', out: 16, stride: 4 },
    { ...conv, name: 'b', out: 8, upsample: 4 },
    { ...conv, name: 'c', kernel: 7, out: 3, activation: 'relu' },
  ],
};

describe.each(Object.entries(specs))('%s', (_, layers) => {
  it.each([
    [24, 36],
    [40, 12],
  ])('%i x %i: as float64', async (height, width) => {
    const spec = { id: 'x', title: '', description: '', input: 3, layers };
    expect([height % sizeMultiple(spec), width % sizeMultiple(spec)]).toEqual([0, 0]);
    const random = randomFrom(7);
    const weights = randomWeights(spec, 2, random);
    const values = randomFloats(height * width * 3, random);
    const style = [0.25, 0.75];
    const model: LoadedModel = { id: 'x', spec, styles: 2, weights, cached: false };
    const prepared = await executor.prepare(model);
    const { values: found } = await prepared.run({ height, width, values }, style);
    const image = { height, width, channels: 3, values: Float64Array.from(values) };
    expect(largestDifference(found, forward(spec, weights, image, style).values)).toBeLessThan(
      5e-5,
    );
    prepared.dispose();
  });
});

it('threads paint the same bits, however many there are', async () => {
  const model = await load('original-float32');
  const alone = await executor.prepare(model);
  const once = await alone.run(photo, WAVE);
  alone.dispose();
  for (const threads of [2, 3, 5]) {
    const others = await nodeWasmExecutor(threads);
    expect(others.info.threads).toBe(threads);
    const prepared = await others.prepare(model);
    for (let run = 0; run < 3; run++) {
      expect(await prepared.run(photo, WAVE)).toEqual(once);
    }
    others.dispose();
  }
});

describe('a run', () => {
  it('stops before the layer that is refused, and the next one is whole', async () => {
    const prepared = await executor.prepare(await load('compressed-float32'));
    const seen: string[] = [];
    const all = await prepared.run(photo, WAVE, {
      onLayer: async (_, name) => void seen.push(name),
    });
    expect(seen.slice(0, 5)).toEqual(['conv1', 'conv2', 'conv3', 'res1/conv1', 'res1/conv2']);
    expect(seen).toHaveLength(16);
    const refuse = (index: number) => (index === 7 ? Promise.reject(new Error('stop')) : undefined);
    await expect(
      prepared.run(photo, WAVE, { onLayer: async (index) => refuse(index) }),
    ).rejects.toThrow('stop');
    expect(await prepared.run(photo, WAVE)).toEqual(all);
    prepared.dispose();
  });

  it('tells a stopwatch its parts, its layers and its memory', async () => {
    const prepared = await executor.prepare(await load('compressed-float32'));
    const stopwatch = new Stopwatch('layers');
    await prepared.run(photo, WAVE, { stopwatch });
    expect(Object.keys(stopwatch.layers ?? {})).toEqual([
      ...['conv1', 'conv2', 'conv3', 'res1', 'res2', 'res3', 'res4', 'res5'],
      ...['deconv1', 'deconv2', 'deconv3'],
    ]);
    expect(stopwatch.parts.inference).toBeGreaterThan(0);
    expect(stopwatch.peak?.of).toBe('heap');
    prepared.dispose();
  });

  it('with the statistics of another picture is normalized by those', async () => {
    const prepared = await executor.prepare(await load('compressed-float32'));
    const whole = await prepared.run(photo, WAVE, { withStatistics: true });
    const again = await prepared.run(photo, WAVE, { statistics: whole.statistics });
    expect(again.values).toEqual(whole.values);
    prepared.dispose();
  });

  it('paints a tile as it is in the whole picture, where that one gives the statistics', async () => {
    const prepared = await executor.prepare(await load('compressed-float32'));
    const [side, from, tile, border] = [304, 40, 224, 96];
    const all = { ...square(side), values: randomFloats(side * side * 3, randomFrom(7)) };
    const part = { ...square(tile), values: cut(all.values, side, from, tile) };
    const whole = await prepared.run(all, WAVE, { withStatistics: true });
    const { statistics } = whole;
    const given = await prepared.run(part, WAVE, { statistics });
    const own = await prepared.run(part, WAVE);
    // So far from its border nothing of what is reflected there is seen.
    const inner = tile - 2 * border;
    const wanted = cut(whole.values, side, from + border, inner);
    expect(largestDifference(cut(given.values, tile, border, inner), wanted)).toBeLessThan(1e-4);
    expect(largestDifference(cut(own.values, tile, border, inner), wanted)).toBeGreaterThan(1e-2);
    prepared.dispose();
  });

  it('two models lie side by side, and one that is gone makes room', async () => {
    const [first, second] = await Promise.all(['compressed-float32', 'original-float32'].map(load));
    if (!first || !second) throw new Error('no models');
    const a = await executor.prepare(first);
    const once = await a.run(photo, WAVE);
    const b = await executor.prepare(second);
    const other = await b.run(photo, WAVE);
    expect(await a.run(photo, WAVE)).toEqual(once);
    a.dispose();
    expect(await b.run(photo, WAVE)).toEqual(other);
    const c = await executor.prepare(first);
    expect(await c.run(photo, WAVE)).toEqual(once);
    b.dispose();
    c.dispose();
    expect(executor.allocations()).toBe(0);
  });
});

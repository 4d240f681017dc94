/** What a run gives besides its picture, and that it leaves nothing behind however it ends. */
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { convolutions, type NetworkSpec } from '../../../network/index.ts';
import { nodeExecutor } from '../../testing/node.ts';
import { mixedRow } from '../../rowMix.ts';
import type { Statistics } from '../../stylizer.ts';
import type { Executor } from '../executor.ts';
import { Stopwatch } from '../stopwatch.ts';
import { wasmBackend } from '../tfjs-wasm/executor.ts';
import { nodeWasmExecutor } from '../wasm/testing/node.ts';
import { randomFloats, randomFrom, randomWeights } from '../testing/random.ts';
import { forward } from '../testing/reference.ts';
import type { Backend } from './backend.ts';
import { prepareNetwork } from './network.ts';

const conv = { kind: 'conv', kernel: 3 } as const;
const spec: NetworkSpec = {
  ...{ id: 'x', title: '', description: '', input: 3 },
  layers: [
    { ...conv, name: 'a', kernel: 9, out: 13 },
    { ...conv, name: 'b', out: 20, stride: 2 },
    { name: 'c', kind: 'residual', kernel: 3, out: 20 },
    { ...conv, name: 'd', out: 3, upsample: 2, activation: 'sigmoid' },
  ],
};
const random = randomFrom(5);
const model = {
  ...{ id: 'x', spec, styles: 2, cached: false },
  weights: randomWeights(spec, 2, random),
};
const [height, width] = [24, 36];
const image = { height, width, values: randomFloats(height * width * 3, random) };
const STYLE = [0.25, 0.75];

let tfjs: Executor;
let wasm: Executor;
beforeAll(async () => {
  tfjs = await nodeExecutor();
  wasm = await nodeWasmExecutor(1);
});
afterAll(() => wasm.dispose());

/** Largest difference; NaN where one is no number. */
function worst(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a).toHaveLength(b.length);
  return Array.from(a, (value, i) => Math.abs(value - (b[i] as number))).reduce(
    (most, off) => (off <= most ? most : off),
    0,
  );
}

it.each<[string, () => Executor]>([
  ['TensorFlow.js', () => tfjs],
  ['our kernels', () => wasm],
])('a row that is not the model’s paints as the same row of the model: %s', async (_, get) => {
  const prepared = await get().prepare(model);
  const layers = convolutions(spec);
  const ofModel = mixedRow(layers, model.weights, [0, 1]);
  const own = Float32Array.from(ofModel.flatMap(({ scale, shift }) => [...scale, ...shift]));
  const expected = await prepared.run(image, [0, 1]);
  const alone = await prepared.run(image, { shares: [0, 0], own });
  expect(worst(alone.values, expected.values)).toBeLessThan(1e-6);
  const quarter = own.map((value) => 0.75 * value);
  const mixed = await prepared.run(image, { shares: [0.25, 0], own: quarter });
  expect(worst(mixed.values, (await prepared.run(image, STYLE)).values)).toBeLessThan(1e-5);
  expect(worst(mixed.values, expected.values)).toBeGreaterThan(0.01);
  prepared.dispose();
});

describe('a backend with an end of the norm of its own', () => {
  /** What such a backend computes, composed. */
  const normalize = vi.fn<NonNullable<Backend['normalize']>>(
    (map, mean, gain, shift, activation) => {
      const value = tf.add<tf.Tensor4D>(tf.mul(tf.sub(map, mean), gain), shift);
      if (activation === 'none') return value;
      return activation === 'relu' ? tf.relu(value) : tf.sigmoid(value);
    },
  );

  it('paints the same, also with given statistics, and leaves nothing behind', async () => {
    const before = tfjs.allocations();
    const composed = prepareNetwork(model, wasmBackend);
    const fused = prepareNetwork(model, { ...wasmBackend, normalize });
    const plain = await composed.run(image, STYLE, { withStatistics: true });
    const { statistics } = plain;
    for (const options of [{ withStatistics: true }, { statistics }]) {
      normalize.mockClear();
      const own = await fused.run(image, STYLE, options);
      expect(normalize.mock.calls.map((args) => args[4])).toEqual(
        convolutions(spec).map(({ activation }) => activation),
      );
      expect(worst(own.values, plain.values)).toBeLessThan(1e-5);
      for (const [i, moments] of (own.statistics ?? []).entries()) {
        expect(worst(moments, statistics?.[i] ?? [])).toBeLessThan(1e-4);
      }
    }
    composed.dispose();
    fused.dispose();
    expect(tfjs.allocations()).toBe(before);
  });
});

describe('the statistics of a run', () => {
  /** Of float32 sums in another order; means go up to about 1 and variances up to about 10. */
  const TOLERANCE = 1e-4;

  async function both(given?: Statistics) {
    const options = { withStatistics: true, statistics: given };
    const results = [];
    for (const executor of [tfjs, wasm]) {
      const prepared = await executor.prepare(model);
      results.push(await prepared.run(image, STYLE, options));
      prepared.dispose();
    }
    const [a, b] = results;
    if (!a?.statistics || !b?.statistics) throw new Error('no statistics');
    return [
      { ...a, statistics: a.statistics },
      { ...b, statistics: b.statistics },
    ] as const;
  }

  it('are a mean and a variance of each output channel, alike from TensorFlow.js and our kernels', async () => {
    const [a, b] = await both();
    const outputs = convolutions(spec).map((convolution) => convolution.outputs);
    for (const { statistics } of [a, b]) {
      expect(statistics.map(({ length }) => length)).toEqual(outputs.map((n) => 2 * n));
    }
    for (const [index, own] of a.statistics.entries()) {
      const scale = Math.max(1, ...own.map(Math.abs));
      expect(worst(own, b.statistics[index] ?? []) / scale).toBeLessThan(TOLERANCE);
    }
  });

  it('can be given to either, which then paints the same picture with them', async () => {
    const [own] = await both();
    const given = own.statistics.map((values) => values.map((value) => 1.5 * value));
    const [a, b] = await both(given);
    expect(a.statistics).toEqual(given);
    expect(b.statistics).toEqual(given);
    expect(worst(a.values, b.values)).toBeLessThan(TOLERANCE);
    expect(worst(a.values, own.values)).toBeGreaterThan(0.01);
  });

  it('cost nothing where they are not asked for', async () => {
    const prepared = await tfjs.prepare(model);
    expect(await prepared.run(image, STYLE)).not.toHaveProperty('statistics');
    prepared.dispose();
  });

  it.each(['tfjs', 'wasm'])('of another network are refused by %s', async (name) => {
    const prepared = await (name === 'tfjs' ? tfjs : wasm).prepare(model);
    const statistics = [new Float32Array(2)];
    await expect(prepared.run(image, STYLE, { statistics })).rejects.toThrow(/another network/);
    prepared.dispose();
  });
});

it.each(['tfjs', 'wasm'])(
  'shared weights, low rank and depthwise: %s paints by the definition, and with given statistics',
  async (name) => {
    const layers = [
      { ...conv, name: 'a', out: 13 },
      { ...conv, name: 'b', out: 20, stride: 2, separable: true },
      { name: 'c', kind: 'residual', kernel: 3, out: 20, rank: 6 },
      { name: 'd', kind: 'residual', kernel: 3, out: 20, rank: 6, shares: 'c' },
      { name: 'e', kind: 'residual', kernel: 5, out: 20, separable: true },
      { ...conv, name: 'f', out: 9, upsample: 2, separable: true },
      { ...conv, name: 'g', kernel: 7, out: 3, activation: 'sigmoid' },
    ] as const;
    const own: NetworkSpec = { ...spec, layers };
    const weights = randomWeights(own, 2, randomFrom(9));
    const before = tfjs.allocations();
    const prepared = await (name === 'tfjs' ? tfjs : wasm).prepare({
      ...model,
      spec: own,
      weights,
    });
    const found = await prepared.run(image, STYLE, { withStatistics: true });
    const pixels = { height, width, channels: 3, values: Float64Array.from(image.values) };
    expect(worst(found.values, forward(own, weights, pixels, STYLE).values)).toBeLessThan(1e-4);
    const { statistics } = found;
    const lengths = convolutions(own).map((c) => (c.normalized ? 2 * c.outputs : 0));
    expect(statistics?.map(({ length }) => length)).toEqual(lengths);
    expect(worst((await prepared.run(image, STYLE, { statistics })).values, found.values)).toBe(0);
    prepared.dispose();
    expect(tfjs.allocations()).toBe(before);
  },
);

it('our kernels tell how much memory a run needs: more for more pixels', async () => {
  const prepared = await wasm.prepare(model);
  const bytes = prepared.runBytes?.(height, width) ?? 0;
  // At the least the image and the output of the first layer, whose 13 channels are padded to 16.
  expect(bytes).toBeGreaterThan(4 * height * width * (3 + 16));
  expect(prepared.runBytes?.(2 * height, 2 * width) ?? 0).toBeGreaterThan(2 * bytes);
  prepared.dispose();
});

describe('a run that fails leaves nothing behind', () => {
  /** The nth wait for the device rejects: after the upload, after each layer, and at the end. */
  it.each(Array.from({ length: 7 }, (_, nth) => nth))('at wait %i for the device', async (nth) => {
    let waits = 0;
    const done = () => (waits++ === nth ? Promise.reject(new Error('lost')) : Promise.resolve());
    const before = tfjs.allocations();
    const prepared = prepareNetwork(model, { ...wasmBackend, done });
    const loaded = tfjs.allocations();
    const run = prepared.run(image, STYLE, { stopwatch: new Stopwatch('layers') });
    await expect(run).rejects.toThrow('lost');
    expect(tfjs.allocations()).toBe(loaded);
    prepared.dispose();
    expect(tfjs.allocations()).toBe(before);
  });

  it.each(Array.from({ length: 5 }, (_, nth) => nth))('before convolution %i', async (nth) => {
    const prepared = await tfjs.prepare(model);
    const loaded = tfjs.allocations();
    const onLayer = async (index: number) => {
      if (index === nth) throw new Error('stop');
    };
    await expect(prepared.run(image, STYLE, { onLayer, withStatistics: true })).rejects.toThrow(
      'stop',
    );
    expect(tfjs.allocations()).toBe(loaded);
    prepared.dispose();
  });

  it('in an upload that throws', async () => {
    const prepared = prepareNetwork(model, {
      ...wasmBackend,
      upload: () => {
        throw new Error('no memory');
      },
    });
    const loaded = tfjs.allocations();
    const run = prepared.run(image, STYLE, { stopwatch: new Stopwatch('parts') });
    await expect(run).rejects.toThrow('no memory');
    expect(tfjs.allocations()).toBe(loaded);
    prepared.dispose();
  });

  it('in a model whose weights can’t be put on the device', () => {
    const before = tfjs.allocations();
    const weights = new Map(model.weights);
    weights.set('d/weights', { shape: [7], values: new Float32Array(3) });
    expect(() => prepareNetwork({ ...model, weights }, wasmBackend)).toThrow(/7 values/);
    expect(tfjs.allocations()).toBe(before);
  });
});

it('a run without a stopwatch does not wait for the device', async () => {
  const done = vi.fn(async () => {});
  const prepared = prepareNetwork(model, { ...wasmBackend, done });
  await prepared.run(image, STYLE);
  expect(done).not.toHaveBeenCalled();
  prepared.dispose();
});

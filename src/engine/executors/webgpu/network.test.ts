/** The kernels on Dawn's SwiftShader, against the arithmetic by its definition, and against PyTorch. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Convolution, LayerSpec, NetworkSpec } from '../../../network/index.ts';
import { convolutions, smallestSide } from '../../../network/index.ts';
import { ANY_NETWORK, toFloats } from '../../host/pad.ts';
import { BASE, goldens, mixOf, modelServer, networkOf, readPng } from '../../testing/node.ts';
import { mixedRow } from '../../rowMix.ts';
import { loadModel } from '../../weights/load.ts';
import { entryOf, goldenDifference, largestDifference } from '../../testing/difference.ts';
import { randomFloats, randomFrom, randomWeights } from '../testing/random.ts';
import { convolve, forward, moments, type Map3 } from '../testing/reference.ts';
import type { Gpu } from './gpu.ts';
import { nextWork, prepareNetwork } from './network.ts';
import { dawnGpu } from './testing/dawn.ts';
import { candidates, directTile, type Tile } from './tiles.ts';

let gpu: Gpu;
beforeAll(async () => (gpu = await dawnGpu()));
afterEach(() => {
  // Every test has to free what it made.
  if (gpu.count > 0) throw new Error(`${gpu.count} buffers were left behind`);
});
afterAll(() => gpu.dispose());

const OPTIONS = { precision: 'float32', workAtATime: 1e12 } as const;

const modelOf = (spec: NetworkSpec, seed: number, styles = 1) => ({
  ...{ id: spec.id, spec, styles, cached: false },
  weights: randomWeights(spec, styles, randomFrom(seed)),
});

const specOf = (...layers: LayerSpec[]): NetworkSpec => ({
  ...{ id: 'test', title: '', description: '', input: 3 },
  layers: [...layers, { name: 'end', kind: 'conv', kernel: 3, out: 3, activation: 'sigmoid' }],
});

const imageOf = (height: number, width: number, seed: number) => ({
  ...{ height, width },
  values: randomFloats(height * width * 3, randomFrom(seed)).map((v) => (v + 1) / 2),
});

const map = ({ height, width, values }: ReturnType<typeof imageOf>): Map3 => ({
  ...{ height, width, channels: 3, values: Float64Array.from(values) },
});

/** Layers with a reason: those of the networks, and the edges of tiles, phases and planes. */
const cases: readonly (readonly [string, readonly LayerSpec[], number, number])[] = [
  ['9 x 9 from RGB', [{ name: 'a', kind: 'conv', kernel: 9, out: 32 }], 21, 37],
  ['stride 2', [{ name: 'a', kind: 'conv', kernel: 3, stride: 2, out: 64 }], 17, 23],
  ['channels that fill no plane', [{ name: 'a', kind: 'conv', kernel: 5, out: 5 }], 9, 30],
  ['stride 3', [{ name: 'a', kind: 'conv', kernel: 3, stride: 3, out: 9 }], 19, 8],
  ['enlarged twice', [{ name: 'a', kind: 'conv', kernel: 3, upsample: 2, out: 20 }], 7, 11],
  ['enlarged twice, 5 x 5', [{ name: 'a', kind: 'conv', kernel: 5, upsample: 2, out: 8 }], 6, 11],
  ['enlarged three times', [{ name: 'a', kind: 'conv', kernel: 3, upsample: 3, out: 7 }], 5, 4],
  [
    'residual, shifted',
    [
      { name: 'a', kind: 'conv', kernel: 1, out: 128 },
      { name: 'b', kind: 'residual', kernel: 1, out: 128, shift: 1 },
      { name: 'c', kind: 'residual', kernel: 1, out: 128, shift: 4 },
    ],
    6,
    15,
  ],
  [
    'residual, 3 x 3, after no ReLU',
    [
      { name: 'a', kind: 'conv', kernel: 3, out: 40, activation: 'none' },
      { name: 'b', kind: 'residual', kernel: 3, out: 40 },
    ],
    5,
    40,
  ],
  [
    'weights that are shared, of low rank, and depthwise',
    [
      { name: 'a', kind: 'conv', kernel: 3, out: 20 },
      { name: 'b', kind: 'residual', kernel: 3, out: 20, rank: 6 },
      { name: 'c', kind: 'residual', kernel: 3, out: 20, rank: 6, shares: 'b' },
      { name: 'd', kind: 'conv', kernel: 3, out: 10, stride: 2, separable: true },
      { name: 'e', kind: 'residual', kernel: 5, out: 10, separable: true },
      { name: 'f', kind: 'conv', kernel: 3, out: 9, upsample: 2, separable: true },
    ],
    10,
    18,
  ],
];

/** Of the residual blocks, for which there are most tiles. */
const CONVOLUTION = { kernel: 1, inputs: 128, outputs: 128, stride: 1, upsample: 1, shift: 0 };
const LIMITS = { precision: 'float32', bytes: 1e9 } as const;

describe.each(cases.map((test, index) => [...test, index] as const))(
  '%s',
  (_, layers, height, width, index) => {
    const spec = specOf(...layers);
    const model = modelOf(spec, 3, 2);
    const image = imageOf(height, width, 4);
    const style = [0.25, 0.75];
    const expected = forward(spec, model.weights, map(image), style);

    // Compiling is slow on SwiftShader, so each case has one of the tiles. The last layer does without: a picture
    // of three channels is never computed in tiles.
    const tile = candidates(CONVOLUTION, 1e6, LIMITS)[index % 4];
    const tileOf = (given: Tile) => (conv: Convolution) =>
      conv.name === 'end' ? directTile(conv) : given;
    const tiles: readonly (readonly [string, Tile | undefined])[] = [
      ['as it chooses', undefined],
      ['without workgroup memory', directTile({ ...CONVOLUTION, kernel: 9, stride: 3 })],
      [`in tiles of ${tile?.lanes} x ${tile?.columns} threads`, tile],
    ];
    it.each(tiles)('%s, it is the network by its definition', async (_name, given) => {
      const prepared = await prepareNetwork(model, gpu, {
        ...OPTIONS,
        tileOf: given && tileOf(given),
      });
      const { values, statistics } = await prepared.run(image, style, { withStatistics: true });
      prepared.dispose();
      expect(largestDifference(values, expected.values)).toBeLessThan(1e-4);
      const lengths = convolutions(spec).map((c) => (c.normalized ? 2 * c.outputs : 0));
      expect(statistics?.map(({ length }) => length)).toEqual(lengths);
      const [conv] = convolutions(spec);
      if (!conv) throw new Error('no layers');
      const first = convolve(map(image), model.weights.get('a/weights')?.values ?? [], conv);
      const { mean, variance } = moments(first);
      const scale = Math.max(...variance);
      const found = statistics?.[0] ?? new Float32Array();
      expect(largestDifference(found.subarray(0, conv.outputs), mean)).toBeLessThan(
        1e-4 * Math.sqrt(scale),
      );
      expect(largestDifference(found.subarray(conv.outputs), variance)).toBeLessThan(1e-4 * scale);
    });
  },
);

describe.each([2, 4] as const)('Winograd’s convolution of tiles of %i', (side) => {
  it.each([
    [64, 64, 9, 14],
    [64, 72, 20, 5],
    [68, 128, 7, 7],
  ])('from %i to %i channels, %i x %i, is the network by its definition', async (...sizes) => {
    const [inputs, outputs, height, width] = sizes;
    const spec = specOf(
      { name: 'a', kind: 'conv', kernel: 1, out: inputs },
      { name: 'b', kind: 'conv', kernel: 3, out: outputs },
    );
    const model = modelOf(spec, 11);
    const image = imageOf(height, width, 12);
    const prepared = await prepareNetwork(model, gpu, {
      ...OPTIONS,
      tileOf: (conv, pixels) => {
        const all = candidates(conv, pixels, LIMITS);
        const own = all.find(({ winograd }) => winograd === side);
        if (!own && conv.name === 'b') throw new Error('no such tile');
        return own ?? directTile(conv);
      },
    });
    const { values } = await prepared.run(image, [1]);
    prepared.dispose();
    const expected = forward(spec, model.weights, map(image), [1]);
    expect(largestDifference(values, expected.values)).toBeLessThan(2e-4);
  });
});

it('a row that is not the model’s paints as the same row of the model', async () => {
  const spec = specOf({ name: 'a', kind: 'conv', kernel: 3, out: 7 });
  const model = modelOf(spec, 3);
  const parts = mixedRow(convolutions(spec), model.weights, [1]);
  const image = imageOf(16, 12, 4);
  const prepared = await prepareNetwork(model, gpu, OPTIONS);
  const expected = await prepared.run(image, [1]);
  const own = Float32Array.from(parts.flatMap(({ scale, shift }) => [...scale, ...shift]));
  expect((await prepared.run(image, { shares: [0], own })).values).toEqual(expected.values);
  const twice = await prepared.run(image, { shares: [1], own });
  expect(twice.values).not.toEqual(expected.values);
  prepared.dispose();
});

describe.each(['original', 'compressed'])('%s', (id) => {
  const fitting = goldens.filter(({ model }) => model.startsWith(id));

  it.each(fitting.map((golden) => [golden.model, golden.style, golden.photo, golden] as const))(
    '%s paints %s of %s as PyTorch does',
    async (_model, _style, _photo, golden) => {
      vi.stubGlobal('fetch', modelServer().fetch);
      const image = toFloats(readPng(`e2e/goldens/${golden.photo}`), ANY_NETWORK);
      const prepared = await prepareNetwork(await loadModel(entryOf(golden), BASE, () => {}), gpu, {
        ...OPTIONS,
        tileOf: directTile,
      });
      const { values } = await prepared.run(image, mixOf(golden));
      prepared.dispose();
      expect(goldenDifference(values, image.width, golden)).toBeLessThan(1e-3);
    },
  );

  it('has no holes in pictures that are black, white or noise', async () => {
    const spec = networkOf(id);
    const prepared = await prepareNetwork(modelOf(spec, 5), gpu, {
      ...OPTIONS,
      tileOf: directTile,
    });
    const side = smallestSide(spec);
    const length = side * side * 3;
    for (const values of [
      new Float32Array(length),
      new Float32Array(length).fill(1),
      imageOf(side, side, 6).values,
    ]) {
      const result = await prepared.run({ width: side, height: side, values }, [1]);
      expect(result.values.every((value) => value >= 0 && value <= 1)).toBe(true);
    }
    prepared.dispose();
  });
});

describe('a run', () => {
  const spec = specOf({ name: 'a', kind: 'residual', kernel: 1, out: 3 });
  const model = modelOf(spec, 7);

  it('is the same with its own statistics, and another with others', async () => {
    const prepared = await prepareNetwork(model, gpu, OPTIONS);
    const [image, other] = [imageOf(8, 8, 8), imageOf(8, 8, 9)];
    const own = await prepared.run(image, [1], { withStatistics: true });
    const again = await prepared.run(image, [1], { statistics: own.statistics });
    expect(largestDifference(again.values, own.values)).toBeLessThan(1e-5);
    const { statistics } = await prepared.run(other, [1], { withStatistics: true });
    const foreign = await prepared.run(image, [1], { statistics });
    expect(largestDifference(foreign.values, own.values)).toBeGreaterThan(1e-3);
    await expect(prepared.run(image, [1], { statistics: [] })).rejects.toThrow('another network');
    prepared.dispose();
  });

  it('ends where onLayer rejects, and the next one is right', async () => {
    const prepared = await prepareNetwork(model, gpu, { ...OPTIONS, workAtATime: 1 });
    const image = imageOf(8, 8, 8);
    const whole = await prepared.run(image, [1]);
    const cancelled = new Error('cancelled');
    const onLayer = async (index: number) => {
      if (index === 2) throw cancelled;
    };
    await expect(prepared.run(image, [1], { onLayer })).rejects.toBe(cancelled);
    expect((await prepared.run(image, [1], { onLayer: async () => {} })).values).toEqual(
      whole.values,
    );
    prepared.dispose();
  });

  it('frees what it made with the earlier tiles, when better ones are found', async () => {
    const tuner = { version: 0, tileOf: directTile, tune: async () => {} };
    const prepared = await prepareNetwork(model, gpu, { ...OPTIONS, tuner });
    const image = imageOf(8, 8, 8);
    await prepared.run(image, [1]);
    const { count } = gpu;
    tuner.version++;
    await prepared.run(image, [1]);
    expect(gpu.count).toBe(count);
    prepared.dispose();
  });

  it('waits for the one before, also where both are of one size that was not there yet', async () => {
    const prepared = await prepareNetwork(model, gpu, OPTIONS);
    const images = [1, 2].map((seed) => imageOf(12, 8, seed));
    const results = await Promise.all(images.map((image) => prepared.run(image, [1])));
    const { count } = gpu;
    for (const [i, image] of images.entries()) {
      expect((await prepared.run(image, [1])).values).toEqual(results[i]?.values);
    }
    expect(gpu.count).toBe(count);
    prepared.dispose();
  });

  it('keeps few sizes, and knows beforehand what one takes', async () => {
    const prepared = await prepareNetwork(model, gpu, OPTIONS);
    const weights = gpu.count;
    const counts = [];
    // Twelve are kept beside the one in use.
    const sides = Array.from({ length: 16 }, (_, i) => 8 + 2 * i);
    for (const side of [...sides, 8]) {
      await prepared.run(imageOf(side, side, side), [1]);
      counts.push(gpu.count - weights);
    }
    expect(counts[12]).toBeGreaterThan(counts[11] ?? 0);
    expect(counts.slice(13)).toEqual([counts[12], counts[12], counts[12], counts[12]]);
    expect(prepared.runBytes?.(16, 16)).toBeLessThan(prepared.runBytes?.(64, 64) ?? 0);
    prepared.dispose();
  });

  it('of a picture that is too large is a problem, not a crash', async () => {
    const prepared = await prepareNetwork(model, gpu, OPTIONS);
    const side = 8192;
    const image = { width: side, height: side, values: new Float32Array() };
    await expect(prepared.run(image, [1])).rejects.toHaveProperty('fault', {
      code: 'engine/memory',
    });
    prepared.dispose();
  });
});

it('says what it does not know', async () => {
  const shifted = specOf(
    { name: 'a', kind: 'conv', kernel: 1, out: 16 },
    { name: 'b', kind: 'residual', kernel: 1, out: 16, shift: 1 },
  );
  await expect(prepareNetwork(modelOf(shifted, 1), gpu, OPTIONS)).rejects.toHaveProperty(
    'fault.code',
    'engine/model-unsupported',
  );
});

it('a slow device gets less work at a time, and a quick one all that is allowed', () => {
  expect(nextWork(2e9, 200, 3e10)).toBe(8e8);
  expect(nextWork(2e9, 0.1, 3e10)).toBe(3e10);
  expect(nextWork(2e9, 40, 3e10)).toBe(4e9);
});

/** The same picture through PyTorch (the goldens), stock tf.loadGraphModel and our executor agree. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Executor, FloatImage } from './executors/executor.ts';
import { ANY_NETWORK, toFloats } from './host/pad.ts';
import type { ModelEntry } from './manifest.ts';
import { rowCount } from './styleRows.ts';
import { entryOf, goldenDifference } from './testing/difference.ts';
import {
  BASE,
  goldens,
  manifest,
  mixOf,
  modelServer,
  nodeExecutor,
  readPng,
  repoFile,
} from './testing/node.ts';
import { loadModel } from './weights/load.ts';

/** Maximum absolute difference of the 0..1 output. */
const TOLERANCE: Record<string, number> = { float32: 2e-3, float16: 1e-2 };

let executor: Executor;
beforeAll(async () => {
  executor = await nodeExecutor();
  vi.stubGlobal('fetch', modelServer().fetch);
});

it('there are goldens of each network of the pages in float32 and float16', () => {
  const models = new Set(goldens.map((golden) => golden.model));
  expect([...models].sort()).toEqual(
    manifest.models
      .filter(({ precision }) => precision !== 'uint8')
      .map(({ id }) => id)
      .sort(),
  );
});

it('the goldens were made with the models beside them', () => {
  for (const golden of goldens) expect(golden.sha256).toBe(entryOf(golden).sha256);
});

describe.each(goldens)('$model, $style, $photo', (golden) => {
  const image = toFloats(readPng(`e2e/goldens/${golden.photo}`), ANY_NETWORK);

  it('the executor agrees with PyTorch and leaves nothing behind', async () => {
    const entry = entryOf(golden);
    const before = executor.allocations();
    const prepared = await executor.prepare(await loadModel(entry, BASE, () => {}));
    const loaded = executor.allocations();
    const { values } = await prepared.run(image, mixOf(golden));
    expect(goldenDifference(values, image.width, golden)).toBeLessThan(
      TOLERANCE[entry.precision] ?? 0,
    );
    expect(executor.allocations()).toBe(loaded);
    prepared.dispose();
    expect(executor.allocations()).toBe(before);
  });

  it('stock tf.loadGraphModel agrees with PyTorch', async () => {
    const entry = entryOf(golden);
    const values = await stock(entry.path, image, mixOf(golden));
    expect(goldenDifference(values, image.width, golden)).toBeLessThan(
      TOLERANCE[entry.precision] ?? 0,
    );
  });
});

it('stock tf.loadGraphModel unpacks two weights a byte as our reader does', async () => {
  const { models } = JSON.parse(repoFile('models/ladder.json').toString()) as {
    models: ModelEntry[];
  };
  const entry = models.find(({ precision }) => precision === 'uint4');
  if (!entry) throw new Error('The ladder has no packed network.');
  const image = toFloats(readPng('e2e/goldens/photo.png'), ANY_NETWORK);
  const mix = Array.from({ length: rowCount(manifest.styles) }, (_, row) => (row === 1 ? 1 : 0));
  const prepared = await executor.prepare(await loadModel(entry, BASE, () => {}));
  const { values } = await prepared.run(image, mix);
  prepared.dispose();
  const painted = await stock(entry.path, image, mix);
  expect(painted).toHaveLength(values.length);
  const worst = painted.reduce((most, value, i) => Math.max(most, Math.abs(value - values[i]!)), 0);
  expect(worst).toBeLessThan(TOLERANCE['float32']!);
});

/** @returns what stock TensorFlow.js paints with a model.json of models/ */
async function stock(path: string, image: FloatImage, mix: readonly number[]) {
  const json = JSON.parse(repoFile(`models/${path}`).toString());
  const shard = repoFile(`models/${path}`.replace('model.json', 'weights.bin'));
  const model = await tf.loadGraphModel({
    load: () =>
      Promise.resolve({
        modelTopology: json.modelTopology,
        signature: json.signature,
        format: json.format,
        weightSpecs: json.weightsManifest[0].weights,
        weightData: new Uint8Array(shard).buffer,
      }),
  });
  const output = model.predict({
    image: tf.tensor4d(image.values, [1, image.height, image.width, 3]),
    style: tf.tensor2d([[...mix]]),
  }) as tf.Tensor4D;
  expect(output.shape).toEqual([1, image.height, image.width, 3]);
  const values = (await output.data()) as Float32Array;
  model.dispose();
  return values;
}

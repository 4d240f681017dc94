import { beforeEach, expect, it, vi } from 'vitest';
import { rowLength } from '../../network/index.ts';
import { styleMix } from '../styleRows.ts';
import { BASE, manifest, modelServer, networkOf } from '../testing/node.ts';
import { loadModel } from '../weights/load.ts';
import { loadStyleRow } from './styleRow.ts';

const model = 'compressed-float16';
const entry = manifest.models.find(({ id }) => id === model)!;
const rowOf = (style: readonly number[]) => loadStyleRow({ model, style }, manifest, BASE);
const pure = (row: number) => styleMix(manifest.styles, 0, 0).map((_, at) => Number(at === row));

beforeEach(() => {
  vi.stubGlobal('fetch', modelServer().fetch);
});

it('a pure style is a row of the model’s weights, one number for each normalized channel twice', async () => {
  const { layers, sha256 } = await rowOf(pure(3));
  expect(sha256).toBe(entry.sha256);
  const { weights } = await loadModel(entry, BASE, () => {});
  const [first] = layers;
  expect(first?.name).toBe('conv1');
  for (const { name, scale, shift } of layers) {
    const channels = scale.length;
    for (const [kind, values] of Object.entries({ scale, shift })) {
      const all = weights.get(`${name}/${kind}`)?.values;
      expect(values).toEqual(all?.slice(3 * channels, 4 * channels));
    }
  }
  const numbers = layers.reduce((sum, { scale, shift }) => sum + scale.length + shift.length, 0);
  expect(numbers).toBe(3206);
  expect(numbers).toBe(rowLength(networkOf('compressed')));
});

it('a mix is the weighted sum of its rows', async () => {
  const [a, b, mix] = await Promise.all([
    rowOf(pure(0)),
    rowOf(pure(14)),
    rowOf(styleMix(manifest.styles, 0, 0.25)), // rows 0 and 14 are its soft and its bold one
  ]);
  for (const [at, { scale }] of mix.layers.entries()) {
    for (const [c, value] of scale.entries()) {
      const expected = 0.75 * (a.layers[at]?.scale[c] ?? 0) + 0.25 * (b.layers[at]?.scale[c] ?? 0);
      expect(value).toBeCloseTo(expected, 6);
    }
  }
});

it('a mix of other rows than the model’s, and a model that is not there, are refused', async () => {
  await expect(rowOf([1])).rejects.toMatchObject({
    fault: { code: 'engine/wrong-style-count', given: 1 },
  });
  await expect(loadStyleRow({ model: 'huge', style: [1] }, manifest, BASE)).rejects.toMatchObject({
    fault: { code: 'engine/unknown-model', model: 'huge' },
  });
});

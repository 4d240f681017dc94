/** A run of a network on Dawn's SwiftShader: one after the other, of several sizes, with other rows and statistics. */
import { describe, expect, it } from 'vitest';
import { convolutions } from '../../../network/index.ts';
import { mixedRow } from '../../rowMix.ts';
import { largestDifference } from '../../testing/difference.ts';
import { nextWork, prepareNetwork } from './network.ts';
import { imageOf, modelOf, OPTIONS, specOf, gpuForTests } from './testing/made.ts';
import { directTile } from './tiles.ts';

const gpu = gpuForTests();

it('a row that is not the model’s paints as the same row of the model', async () => {
  const spec = specOf({ name: 'a', kind: 'conv', kernel: 3, out: 7 });
  const model = modelOf(spec, 3);
  const parts = mixedRow(convolutions(spec), model.weights, [1]);
  const image = imageOf(16, 12, 4);
  const prepared = await prepareNetwork(model, gpu(), OPTIONS);
  const expected = await prepared.run(image, [1]);
  const own = Float32Array.from(parts.flatMap(({ scale, shift }) => [...scale, ...shift]));
  expect((await prepared.run(image, { shares: [0], own })).values).toEqual(expected.values);
  const twice = await prepared.run(image, { shares: [1], own });
  expect(twice.values).not.toEqual(expected.values);
  prepared.dispose();
});

describe('a run', () => {
  const spec = specOf({ name: 'a', kind: 'residual', kernel: 1, out: 3 });
  const model = modelOf(spec, 7);

  it('is the same with its own statistics, and another with others', async () => {
    const prepared = await prepareNetwork(model, gpu(), OPTIONS);
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
    const prepared = await prepareNetwork(model, gpu(), { ...OPTIONS, workAtATime: 1 });
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
    const prepared = await prepareNetwork(model, gpu(), { ...OPTIONS, tuner });
    const image = imageOf(8, 8, 8);
    await prepared.run(image, [1]);
    const { count } = gpu();
    tuner.version++;
    await prepared.run(image, [1]);
    expect(gpu().count).toBe(count);
    prepared.dispose();
  });

  it('waits for the one before, also where both are of one size that was not there yet', async () => {
    const prepared = await prepareNetwork(model, gpu(), OPTIONS);
    const images = [1, 2].map((seed) => imageOf(12, 8, seed));
    const results = await Promise.all(images.map((image) => prepared.run(image, [1])));
    const { count } = gpu();
    for (const [i, image] of images.entries()) {
      expect((await prepared.run(image, [1])).values).toEqual(results[i]?.values);
    }
    expect(gpu().count).toBe(count);
    prepared.dispose();
  });

  it('keeps few sizes, and knows beforehand what one takes', async () => {
    const prepared = await prepareNetwork(model, gpu(), OPTIONS);
    const weights = gpu().count;
    const counts = [];
    // Twelve are kept beside the one in use.
    const sides = Array.from({ length: 16 }, (_, i) => 8 + 2 * i);
    for (const side of [...sides, 8]) {
      await prepared.run(imageOf(side, side, side), [1]);
      counts.push(gpu().count - weights);
    }
    expect(counts[12]).toBeGreaterThan(counts[11] ?? 0);
    expect(counts.slice(13)).toEqual([counts[12], counts[12], counts[12], counts[12]]);
    expect(prepared.runBytes?.(16, 16)).toBeLessThan(prepared.runBytes?.(64, 64) ?? 0);
    prepared.dispose();
  });

  it('of a picture that is too large is a problem, not a crash', async () => {
    const prepared = await prepareNetwork(model, gpu(), OPTIONS);
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
  await expect(prepareNetwork(modelOf(shifted, 1), gpu(), OPTIONS)).rejects.toHaveProperty(
    'fault.code',
    'engine/model-unsupported',
  );
});

it('a slow device gets less work at a time, and a quick one all that is allowed', () => {
  expect(nextWork(2e9, 200, 3e10)).toBe(8e8);
  expect(nextWork(2e9, 0.1, 3e10)).toBe(3e10);
  expect(nextWork(2e9, 40, 3e10)).toBe(4e9);
});

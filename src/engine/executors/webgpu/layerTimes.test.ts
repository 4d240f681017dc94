/** The times of layers, by the device's clock where it has one. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { NetworkSpec } from '../../../network/index.ts';
import { randomFloats, randomFrom, randomWeights } from '../testing/random.ts';
import { Stopwatch } from '../stopwatch.ts';
import type { Gpu } from './gpu.ts';
import { canBe } from './layerTimes.ts';
import { prepareNetwork } from './network.ts';
import { dawnGpu } from './testing/dawn.ts';
import { directTile } from './tiles.ts';

const spec: NetworkSpec = {
  ...{ id: 'test', title: '', description: '', input: 3 },
  layers: [
    { name: 'a', kind: 'conv', kernel: 3, out: 8 },
    { name: 'b', kind: 'residual', kernel: 3, out: 8 },
    { name: 'c', kind: 'conv', kernel: 3, out: 3, activation: 'sigmoid' },
  ],
};
const model = {
  ...{ id: 'test', spec, styles: 1, cached: false },
  weights: randomWeights(spec, 1, randomFrom(1)),
};
const SIZE = { width: 64, height: 48 };
const image = { ...SIZE, values: randomFloats(64 * 48 * 3, randomFrom(2)) };

async function measured(gpu: Gpu) {
  const options = { precision: 'float32', workAtATime: 1e12, tileOf: directTile } as const;
  const prepared = await prepareNetwork(model, gpu, options);
  const plain = await prepared.run(image, [1]);
  const { count } = gpu;
  const waits = vi.spyOn(gpu.device.queue, 'onSubmittedWorkDone');
  const stopwatch = new Stopwatch('layers');
  const { values } = await prepared.run(image, [1], { stopwatch });
  const waited = waits.mock.calls.length;
  expect(values).toEqual(plain.values);
  expect((await prepared.run(image, [1])).values).toEqual(plain.values);
  expect(gpu.count).toBe(count);
  prepared.dispose();
  return { stopwatch, waited };
}

afterEach(() => vi.restoreAllMocks());

it('are told by the device’s clock, without a wait in between, and the painting is the same', async () => {
  const gpu = await dawnGpu([], ['timestamp-query']);
  const { stopwatch, waited } = await measured(gpu);
  expect(waited).toBe(2); // after the upload and the network
  expect(Object.keys(stopwatch.layers ?? {})).toEqual(['a', 'b', 'c']);
  for (const ms of Object.values(stopwatch.layers ?? {})) expect(ms).toBeGreaterThan(0);
  gpu.dispose();
});

it('are told by waits where the device has no clock', async () => {
  const gpu = await dawnGpu();
  const { stopwatch, waited } = await measured(gpu);
  expect(waited).toBe(2 + 4);
  expect(Object.keys(stopwatch.layers ?? {})).toEqual(['a', 'b', 'c']);
  gpu.dispose();
});

describe('the times of a device’s clock', () => {
  it.each([
    ['are told where they fit into the time that passed', [1, 2, 0], 3.5, true],
    ['may be longer by what a clock is rounded by', [1.1, 2.1], 3.05, true],
    ['are not told where they are longer', [0, 2e12], 40, false],
    ['are not told where one is negative', [3, -1], 40, false],
  ])('%s', (_, times, wall, expected) => expect(canBe(times, wall)).toBe(expected));
});

/** Networks and pictures for tests of the kernels, made from seeds. */
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { LayerSpec, NetworkSpec } from '../../../../network/index.ts';
import { randomFloats, randomFrom, randomWeights } from '../../testing/random.ts';
import type { Gpu } from '../gpu.ts';
import { dawnGpu } from './dawn.ts';

export const OPTIONS = { precision: 'float32', workAtATime: 1e12 } as const;

/** Has Dawn's device for the tests of a file, each of which has to free what it made. @returns what gives the device */
export function gpuForTests(): () => Gpu {
  let gpu: Gpu;
  beforeAll(async () => void (gpu = await dawnGpu()));
  afterEach(() => {
    if (gpu.count > 0) throw new Error(`${gpu.count} buffers were left behind`);
  });
  afterAll(() => gpu.dispose());
  return () => gpu;
}

/** @returns a model of `styles` rows with random weights */
export const modelOf = (spec: NetworkSpec, seed: number, styles = 1) => ({
  ...{ id: spec.id, spec, styles, cached: false },
  weights: randomWeights(spec, styles, randomFrom(seed)),
});

/** @returns a network of these layers, and one more that makes three channels of them */
export const specOf = (...layers: LayerSpec[]): NetworkSpec => ({
  ...{ id: 'test', title: '', description: '', input: 3 },
  layers: [...layers, { name: 'end', kind: 'conv', kernel: 3, out: 3, activation: 'sigmoid' }],
});

/** @returns a picture of noise, in 0..1 */
export const imageOf = (height: number, width: number, seed: number) => ({
  ...{ height, width },
  values: randomFloats(height * width * 3, randomFrom(seed)).map((v) => (v + 1) / 2),
});

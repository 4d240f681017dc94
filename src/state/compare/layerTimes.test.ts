import { expect, it } from 'vitest';
import type { LayerCost } from '../../network/index.ts';
import { layerTimes, sharedLayers } from './layerTimes.ts';
import type { SideMeasurement } from './types.ts';

const run = (inference: number) => ({
  ...{ upload: 1, inference, readback: 1, draw: 1 },
  total: inference + 3,
});
const measured = {
  runs: [run(30), run(40), run(90)],
  layers: { conv1: 20, res1: 60 },
} as unknown as SideMeasurement;

const layer = (name: string, kernel: number): LayerCost => ({
  ...{ layer: name, kernel, outputs: 32, weights: 100 * kernel, multiplyAdds: 1000 },
});

it('the layers divide the median of the inference as the runs by layer say', () => {
  expect(layerTimes(measured)).toEqual({ conv1: 10, res1: 30 });
  expect(layerTimes({ ...measured, layers: undefined })).toBeUndefined();
  expect(layerTimes(undefined)).toBeUndefined();
});

it('what the layers take that are the same in both', () => {
  const left = [layer('conv1', 9), layer('res1', 3)];
  const right = [layer('conv1', 9), layer('res1', 1)];
  const times = { conv1: 10, res1: 30 };
  expect(sharedLayers({ left, right }, times)).toBe(0.25);
  expect(sharedLayers({ left, right: left }, times)).toBeUndefined();
  expect(sharedLayers({ left, right }, undefined)).toBeUndefined();
});

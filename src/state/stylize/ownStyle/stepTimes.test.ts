import { beforeEach, expect, it } from 'vitest';
import { stubStorage, WASM } from '../../testing/index.ts';
import {
  keepStepTimes,
  msToLearn,
  recallStepTimes,
  type StepTime,
  withStepTime,
} from './stepTimes.ts';

const gpu = { ...WASM, id: 'webgpu' } as const;
const step = (network: string, executor: string, ms: number): StepTime => ({
  ...{ network, executor, ms },
});

let storage: ReturnType<typeof stubStorage>;
beforeEach(() => {
  storage = stubStorage();
});

it('says how long learning takes by what was measured for the network and the best executor', () => {
  const times = [step('tiny', 'wasm', 50), step('compressed', 'wasm', 900)];
  expect(msToLearn(times, 120, 'compressed', [WASM])).toBe(108_000);
  expect(msToLearn(times, 120, 'tiny', [gpu, WASM])).toBe(6000);
  const both = withStepTime(times, step('tiny', 'webgpu', 10));
  expect(msToLearn(both, 30, 'tiny', [gpu, WASM])).toBe(300);
});

it('says nothing where it was never measured on what this browser has', () => {
  const times = [step('compressed', 'webgpu', 20)];
  expect(msToLearn(times, 120, 'original', [gpu])).toBeUndefined();
  expect(msToLearn(times, 120, 'compressed', [WASM])).toBeUndefined();
});

it('keeps the last time of each network and executor for the next visit', () => {
  const slow = step('compressed', 'wasm', 900);
  const times = withStepTime([slow, step('tiny', 'wasm', 50)], step('compressed', 'wasm', 800));
  expect(times).toEqual([step('compressed', 'wasm', 800), step('tiny', 'wasm', 50)]);
  keepStepTimes(times);
  expect(recallStepTimes()).toEqual(times);
});

it('knows nothing where what was kept is damaged', () => {
  expect(recallStepTimes()).toEqual([]);
  storage.set('brushlite-learning', JSON.stringify({ steps: [{ network: 'tiny', ms: -1 }] }));
  expect(recallStepTimes()).toEqual([]);
});

import { afterEach, expect, it, vi } from 'vitest';
import { probeWebgpu, requestAdapterAgain } from './adapter.ts';

const gpu = (requestAdapter: () => unknown) =>
  vi.stubGlobal('navigator', { gpu: { requestAdapter } });

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it.each([
  ['probed', probeWebgpu],
  ['asked for again', requestAdapterAgain],
])('a GPU that never answers is none after 10 seconds, when it is %s', async (_, ask) => {
  vi.useFakeTimers();
  const asked = vi.fn(() => new Promise<never>(() => {}));
  gpu(asked);
  const found = ask();
  await vi.advanceTimersByTimeAsync(10_250);
  expect(asked.mock.calls.length).toBeLessThanOrEqual(2);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await found).toBeUndefined();
});

it('one that is away while its process starts is asked for until it is there', async () => {
  vi.useFakeTimers();
  const answers = [null, null, { features: new Set() }];
  gpu(async () => answers.shift());
  const found = requestAdapterAgain();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await found).toBeDefined();
});

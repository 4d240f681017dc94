import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FromWorker } from '../channel/messages.ts';
import { fakeWorkers } from '../channel/testing/fakeWorker.ts';
import { createWorkerStylizer, type EngineRequests } from './client.ts';
import type { EngineFault } from './problems.ts';
import type { FrameJob, Job, LoadProgress, RunUpdate } from './stylizer.ts';
import { manifest, WASM } from './testing/node.ts';

const job: Job = {
  model: 'compressed-float16',
  style: [1],
  picture: { width: 1, height: 1, data: new Uint8ClampedArray(4) },
};
const result = { type: 'result', picture: job.picture, executor: WASM, ms: 5 } as const;
const progress = { type: 'progress', done: 0, layer: 'conv1' } as const;
const options = { manifest, base: '' };

type Behave = (
  name: keyof EngineRequests,
  nth: number,
  answer: {
    update(update: RunUpdate | LoadProgress): void;
    end(result?: unknown): void;
    fault(fault: EngineFault): void;
    crash(): void;
  },
) => void;

/** A Stylizer on workers that behave as a test tells them to. */
function create(behave: Behave = () => {}) {
  const { workers, createWorker } = fakeWorkers((worker, { id, name }, nth) => {
    const say = (message: FromWorker) => worker.say(message);
    behave(name as keyof EngineRequests, nth, {
      update: (update) => say({ type: 'update', id, update }),
      end: (result) => say({ type: 'result', id, result }),
      fault: (fault) => say({ type: 'fault', id, fault }),
      crash: () => {
        say({ type: 'ready' });
        worker.crash();
      },
    });
  });
  return { stylizer: createWorkerStylizer(options, createWorker), workers };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function all<T>(updates: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const update of updates) list.push(update);
  return list;
}

it('starts one worker, tells it the options first, and passes on the updates', async () => {
  const { stylizer, workers } = create((_, __, { update, end }) => {
    update(progress);
    update(result);
    end();
  });
  expect((await all(stylizer.run(job))).map((u) => u.type)).toEqual(['progress', 'result']);
  await all(stylizer.run(job));
  expect(workers).toHaveLength(1);
  expect(workers[0]?.got.map((m) => m.type)).toEqual(['start', 'ask', 'ask']);
  expect(workers[0]?.got[0]).toEqual({ type: 'start', start: options });
});

it('passes on what to measure, the figures and the facts', async () => {
  const facts = { downloadMs: 1, cached: true, warmUpMs: 2, weightBytes: 3 };
  const parts = { upload: 1, inference: 3, readback: 1 };
  const measured = { ...result, parts, peak: { bytes: 9, of: 'gpu' } } as const;
  const { stylizer, workers } = create((name, _, { update, end }) => {
    update(name === 'load' ? { stage: 'ready', loaded: 1, total: 1, facts } : measured);
    end();
  });
  expect((await all(stylizer.load('x'))).at(-1)?.facts).toEqual(facts);
  expect(await all(stylizer.run({ ...job, measure: 'parts' }))).toEqual([measured]);
  expect(workers[0]?.got.at(-1)).toMatchObject({ input: { measure: 'parts' } });
});

it('a fault arrives as an EngineProblem', async () => {
  const fault = { code: 'engine/unknown-model', model: 'x' } as const;
  const { stylizer } = create((_, __, answer) => answer.fault(fault));
  const failed = await all(stylizer.load('x')).catch((error: unknown) => error);
  expect(failed).toMatchObject({ name: 'EngineProblem', fault });
});

it('a job on a lost device runs once more on a new worker', async () => {
  const { stylizer, workers } = create((_, nth, { update, end, fault }) => {
    if (nth === 1) return fault({ code: 'engine/gpu-lost' });
    update(result);
    end();
  });
  expect((await all(stylizer.run(job))).at(-1)).toEqual(result);
  expect(workers.map((w) => w.terminated)).toEqual([true, false]);
});

describe('a dead worker is not met again', () => {
  it('by a load', async () => {
    const ready = { stage: 'ready', loaded: 1, total: 1 } as const;
    const { stylizer, workers } = create((_, nth, { update, end, fault }) => {
      if (nth === 1) return fault({ code: 'engine/gpu-lost' });
      update(ready);
      end();
    });
    expect(await all(stylizer.load('x'))).toEqual([ready]);
    expect(workers.map((w) => w.terminated)).toEqual([true, false]);
  });

  it('by a question for its capabilities', async () => {
    const capabilities = { available: [WASM], missing: [], chosen: WASM };
    const { stylizer, workers } = create((_, nth, { end, fault }) => {
      if (nth === 1) fault({ code: 'engine/gpu-lost' });
      else end(capabilities);
    });
    expect(await stylizer.capabilities()).toEqual(capabilities);
    expect(workers.map((w) => w.terminated)).toEqual([true, false]);
  });
});

it('a frame goes with a lost device, and the next one has a new worker', async () => {
  const painted = { bitmap: {}, executor: WASM, ms: 1 };
  const { stylizer, workers } = create((_, nth, { end, fault }) => {
    if (nth === 1) fault({ code: 'engine/gpu-lost' });
    else end(painted);
  });
  const frame = { close: vi.fn<() => void>() } as unknown as ImageBitmap;
  const frameJob: FrameJob = {
    model: 'x',
    target: 'screen',
    style: [1],
    frame,
    width: 20,
    height: 20,
  };
  await expect(stylizer.paintFrame(frameJob)).rejects.toHaveProperty('fault', {
    code: 'engine/gpu-lost',
  });
  expect(workers[0]?.moved.at(-1)).toEqual([frame]);
  expect(frame.close).toHaveBeenCalledTimes(1);
  expect(await stylizer.paintFrame(frameJob)).toEqual(painted);
  expect(frame.close).toHaveBeenCalledTimes(1); // the worker closes it
  expect(workers.map((w) => w.terminated)).toEqual([true, false]);
});

it('a worker that crashes every time ends in a fault, not in a loop', async () => {
  const { stylizer, workers } = create((_, __, { update, crash }) => {
    update(progress);
    crash();
  });
  await expect(all(stylizer.run(job))).rejects.toHaveProperty('fault', {
    code: 'engine/worker-stopped',
  });
  expect(workers).toHaveLength(2);
});

it('disposing ends what runs, without a new worker', async () => {
  const { stylizer, workers } = create();
  const running = all(stylizer.run(job));
  const expectation = expect(running).rejects.toHaveProperty('fault', { code: 'engine/disposed' });
  await vi.advanceTimersByTimeAsync(0);
  await stylizer.dispose();
  await expectation;
  expect(workers.map((worker) => worker.terminated)).toEqual([true]);
});

it('a worker that does not answer the cancel of a job that runs is replaced', async () => {
  const { stylizer, workers } = create((_, __, { update }) => update(progress));
  const controller = new AbortController();
  const running = all(stylizer.run(job, controller.signal));
  const expectation = expect(running).rejects.toThrow(/abort/i);
  await vi.advanceTimersByTimeAsync(0);
  controller.abort();
  await vi.advanceTimersByTimeAsync(10_000);
  await expectation;
  expect(workers[0]?.terminated).toBe(true);
});

it.each(['load', 'run'] as const)(
  'a worker that is busy with a warm-up survives the cancel of a %s that has not begun',
  async (name) => {
    const loading = { stage: 'compile', loaded: 1, total: 1 } as const;
    const { stylizer, workers } = create((_, __, { update }) =>
      update(name === 'load' ? loading : { type: 'load', ...loading }),
    );
    const { signal, abort } = (() => {
      const controller = new AbortController();
      return { signal: controller.signal, abort: () => controller.abort() };
    })();
    const running =
      name === 'load' ? all(stylizer.load('x', signal)) : all(stylizer.run(job, signal));
    const expectation = expect(running).rejects.toThrow(/abort/i);
    await vi.advanceTimersByTimeAsync(0);
    abort();
    await expectation;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(workers[0]?.terminated).toBe(false);
  },
);

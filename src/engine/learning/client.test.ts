import { expect, it, vi } from 'vitest';
import type { FromWorker } from '../../channel/messages.ts';
import { fakeWorkers } from '../../channel/testing/fakeWorker.ts';
import type { EngineFault } from '../problems.ts';
import { manifest, WASM } from '../testing/node.ts';
import { begin } from './adam.ts';
import { createWorkerLearner } from './client.ts';
import type { LearningRequest, LearningResult, LearningUpdate } from './learner.ts';
import { waves } from './testing/waves.ts';

const rows = { soft: Float32Array.of(1, 2), bold: Float32Array.of(3, 4) };
const state = (steps: number) => ({ ...begin(rows, 0, 10, 1), steps });
const request: LearningRequest = { model: 'm', painting: waves(2, 2, 1), photos: [], steps: 10 };
const told = (done: number, of = 10): LearningUpdate => ({
  ...{ phase: 'learning', done, of, rows, state: state(done), executor: WASM },
});

interface Answer {
  readonly input: LearningRequest;
  update(update: LearningUpdate): void;
  end(result: LearningResult): void;
  fault(fault: EngineFault): void;
  crash(): void;
}

function create(behave: (answer: Answer, nth: number) => void) {
  const { workers, createWorker } = fakeWorkers((worker, { id, input }, nth) => {
    const say = (message: FromWorker) => worker.say(message);
    behave(
      {
        input: input as LearningRequest,
        update: (update) => say({ type: 'update', id, update }),
        end: (result) => say({ type: 'result', id, result }),
        fault: (fault) => say({ type: 'fault', id, fault }),
        crash: () => {
          say({ type: 'ready' });
          worker.crash();
        },
      },
      nth,
    );
  });
  return { learner: createWorkerLearner({ manifest, base: '' }, createWorker), workers };
}

it('passes on updates and the result, and ends the worker, which holds much memory', async () => {
  const result = { rows, state: state(10) };
  const { learner, workers } = create(({ update, end }) => {
    update({ phase: 'loading', done: 1, of: 2 });
    update(told(0));
    end(result);
  });
  const onUpdate = vi.fn();
  expect(await learner.learn(request, { onUpdate })).toEqual(result);
  expect(onUpdate.mock.calls.map(([{ phase }]) => phase as string)).toEqual([
    'loading',
    'learning',
  ]);
  expect(workers.map(({ terminated }) => terminated)).toEqual([true]);
});

it('goes on from the last step in a new worker where the device is lost', async () => {
  const { learner, workers } = create(({ input, update, fault, end }, nth) => {
    if (nth === 1) {
      update(told(0));
      update(told(4));
      return fault({ code: 'engine/gpu-lost' });
    }
    expect(input).toMatchObject({ steps: 6, from: state(4) });
    update(told(0, 6));
    update(told(6, 6));
    end({ rows, state: state(10) });
  });
  const onUpdate = vi.fn();
  const { stopped } = await learner.learn(request, { onUpdate });
  expect(stopped).toBeUndefined();
  expect(onUpdate.mock.calls.map(([{ done, of }]) => [done, of] as unknown)).toEqual([
    ...[
      [0, 10],
      [4, 10],
    ],
    ...[
      [4, 10],
      [10, 10],
    ],
  ]);
  expect(workers).toHaveLength(2);
});

it('and only once: then it gives what was learned, and why it stopped', async () => {
  const { learner, workers } = create(({ update, crash }, nth) => {
    update(told(nth));
    crash();
  });
  expect(await learner.learn(request)).toEqual({
    ...{ rows, state: state(2) },
    stopped: { code: 'engine/worker-stopped' },
  });
  expect(workers).toHaveLength(2);
});

it('gives what was learned where it fails later', async () => {
  const { learner } = create(({ update, fault }) => {
    update(told(3));
    fault({ code: 'engine/memory' });
  });
  expect(await learner.learn(request)).toMatchObject({
    state: state(3),
    stopped: { code: 'engine/memory' },
  });
});

it('rejects with the problem where there are no rows yet', async () => {
  const { learner } = create(({ fault }) => fault({ code: 'engine/no-photos' }));
  await expect(learner.learn(request)).rejects.toHaveProperty('fault', {
    code: 'engine/no-photos',
  });
});

it('a stop while it loads rejects with the reason at once', async () => {
  const stop = new AbortController();
  const { learner } = create(({ update }) => update({ phase: 'loading', done: 0, of: 9 }));
  const learning = learner.learn(request, {
    signal: stop.signal,
    onUpdate: () => stop.abort(new Error('enough')),
  });
  await expect(learning).rejects.toThrow('enough');
});

it('a stop while it learns waits for the step, and gives its rows', async () => {
  const stop = new AbortController();
  const { learner, workers } = create(({ update, end }) => {
    update(told(1));
    setTimeout(() => end({ rows, state: state(2), stopped: 'aborted' }));
  });
  const result = await learner.learn(request, {
    signal: stop.signal,
    onUpdate: () => stop.abort(),
  });
  expect(result).toMatchObject({ state: state(2), stopped: 'aborted' });
  expect(workers[0]?.got.some(({ type }) => type === 'cancel')).toBe(true);
});

it('a worker that does not end its step is given up, and the rows of the step before are kept', async () => {
  vi.useFakeTimers();
  const stop = new AbortController();
  const { learner } = create(({ update }) => update(told(5)));
  const learning = learner.learn(request, { signal: stop.signal, onUpdate: () => stop.abort() });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await learning).toEqual({ rows, state: state(5), stopped: 'aborted' });
  vi.useRealTimers();
});

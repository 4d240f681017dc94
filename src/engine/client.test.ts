import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createWorkerStylizer } from './client.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import type { Job } from './stylizer.ts';
import { manifest, WASM } from './testing/node.ts';

/** A worker that answers as a test tells it to. */
class FakeWorker extends EventTarget {
  readonly got: ToWorker[] = [];
  terminated = false;
  onMessage: (message: ToWorker) => void = () => {};
  postMessage(message: ToWorker) {
    this.got.push(message);
    queueMicrotask(() => this.onMessage(message));
  }
  terminate() {
    this.terminated = true;
  }
  say(data: FromWorker) {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

const job: Job = {
  model: 'compressed-float16',
  style: [1],
  picture: { width: 1, height: 1, data: new Uint8ClampedArray(4) },
};
const result = { type: 'result', picture: job.picture, executor: WASM, ms: 5 } as const;

let workers: FakeWorker[];
let behave: (worker: FakeWorker, message: ToWorker, nth: number) => void;
beforeEach(() => {
  workers = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function create() {
  return createWorkerStylizer({ type: 'start', manifest, base: '', forced: undefined }, () => {
    const worker = new FakeWorker();
    const nth = workers.push(worker);
    worker.onMessage = (message) => behave(worker, message, nth);
    return worker as unknown as Worker;
  });
}

async function all<T>(updates: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const update of updates) list.push(update);
  return list;
}

it('starts one worker, tells it the manifest first, and passes on the updates', async () => {
  behave = (worker, message) => {
    if (message.type !== 'run') return;
    worker.say({
      id: message.id,
      type: 'update',
      update: { type: 'progress', done: 0, layer: 'a' },
    });
    worker.say({ id: message.id, type: 'update', update: result });
    worker.say({ id: message.id, type: 'end' });
  };
  const stylizer = create();
  expect((await all(stylizer.run(job))).map((u) => u.type)).toEqual(['progress', 'result']);
  await all(stylizer.run(job));
  expect(workers).toHaveLength(1);
  expect(workers[0]?.got.map((m) => m.type)).toEqual(['start', 'run', 'run']);
});

it('passes on what to measure, the figures and the facts', async () => {
  const facts = { downloadMs: 1, cached: true, warmUpMs: 2, weightBytes: 3 };
  const parts = { upload: 1, inference: 3, readback: 1 };
  const measured = { ...result, parts, peak: { bytes: 9, of: 'gpu' } } as const;
  behave = (worker, message) => {
    if (message.type !== 'run' && message.type !== 'load') return;
    const ready = { stage: 'ready', loaded: 1, total: 1, facts } as const;
    const update = message.type === 'load' ? ready : measured;
    worker.say({ id: message.id, type: 'update', update });
    worker.say({ id: message.id, type: 'end' });
  };
  const stylizer = create();
  expect((await all(stylizer.load('x'))).at(-1)?.facts).toEqual(facts);
  expect(await all(stylizer.run({ ...job, measure: 'parts' }))).toEqual([measured]);
  expect(workers[0]?.got.at(-1)).toMatchObject({ job: { measure: 'parts' } });
});

it('a problem arrives as an EngineProblem with its code', async () => {
  behave = (worker, message) => {
    if (message.type === 'load') {
      worker.say({
        id: message.id,
        type: 'end',
        fault: { code: 'engine/unknown-model', model: 'x' },
      });
    }
  };
  await expect(all(create().load('x'))).rejects.toHaveProperty('fault', {
    code: 'engine/unknown-model',
    model: 'x',
  });
});

it('a job on a lost device runs once more on a new worker', async () => {
  behave = (worker, message, nth) => {
    if (message.type !== 'run') return;
    if (nth === 1) {
      worker.say({ id: message.id, type: 'end', fault: { code: 'engine/gpu-lost' } });
    } else {
      worker.say({ id: message.id, type: 'update', update: result });
      worker.say({ id: message.id, type: 'end' });
    }
  };
  expect((await all(create().run(job))).at(-1)).toEqual(result);
  expect(workers.map((w) => w.terminated)).toEqual([true, false]);
});

it('a worker that crashes every time ends in a fault, not in a loop', async () => {
  behave = (worker, message) => {
    if (message.type !== 'run') return;
    const update = { type: 'progress', done: 0, layer: 'conv1' } as const;
    worker.say({ id: message.id, type: 'update', update });
    worker.dispatchEvent(new Event('error', { cancelable: true }));
  };
  await expect(all(create().run(job))).rejects.toHaveProperty('fault', {
    code: 'engine/worker-stopped',
  });
  expect(workers).toHaveLength(2);
});

it('a worker that never spoke was not downloaded: the next request gets a new one', async () => {
  behave = (worker, message, nth) => {
    if (message.type !== 'run') return;
    if (nth === 1) worker.dispatchEvent(new Event('error', { cancelable: true }));
    else worker.say({ id: message.id, type: 'end' });
  };
  const stylizer = create();
  await expect(all(stylizer.run(job))).rejects.toHaveProperty('fault', {
    code: 'engine/code-not-downloaded',
  });
  await all(stylizer.run(job));
  expect(workers).toHaveLength(2);
});

it('disposing ends what runs, without a new worker', async () => {
  behave = () => {};
  const stylizer = create();
  const running = all(stylizer.run(job));
  const expectation = expect(running).rejects.toHaveProperty('fault', {
    code: 'engine/disposed',
  });
  await vi.advanceTimersByTimeAsync(0);
  await stylizer.dispose();
  await expectation;
  expect(workers.map((worker) => worker.terminated)).toEqual([true]);
});

it('a cancel is passed on, and its end throws the reason', async () => {
  behave = (worker, message) => {
    if (message.type === 'cancel') {
      worker.say({ id: message.id, type: 'end', fault: { code: 'engine/internal', text: 'x' } });
    }
  };
  const controller = new AbortController();
  const running = all(create().run(job, controller.signal));
  const expectation = expect(running).rejects.toThrow(/abort/i);
  await vi.advanceTimersByTimeAsync(0);
  controller.abort();
  await expectation;
  expect(workers).toHaveLength(1);
  expect(workers[0]?.terminated).toBe(false);
});

it('a worker that does not answer a cancel is replaced', async () => {
  behave = () => {};
  const controller = new AbortController();
  const running = all(create().run(job, controller.signal));
  const expectation = expect(running).rejects.toThrow(/abort/i);
  await vi.advanceTimersByTimeAsync(0);
  controller.abort();
  await vi.advanceTimersByTimeAsync(10_000);
  await expectation;
  expect(workers[0]?.terminated).toBe(true);
});

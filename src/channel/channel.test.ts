import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createChannel, type AskOptions, type ChannelOptions } from './channel.ts';
import type { FromWorker, Request, ToWorker } from './messages.ts';
import { Problem } from './problem.ts';
import { serve, Transferred, type Handlers } from './serve.ts';
import { FakeWorker, fakeWorkers } from './testing/fakeWorker.ts';

interface Requests {
  readonly double: Request<number, number>;
  readonly count: Request<number, string, number>;
  readonly hand: Request<ArrayBuffer, ArrayBuffer>;
}

type TestFault =
  | { readonly code: 'test/crashed' }
  | { readonly code: 'test/not-downloaded' }
  | { readonly code: 'test/not-started' }
  | { readonly code: 'test/lost' }
  | { readonly code: 'test/stopped' }
  | { readonly code: 'test/refused'; readonly text: string };

const LOST: readonly string[] = ['test/lost', 'test/crashed'];

type More = Partial<Pick<ChannelOptions<TestFault>, 'explain' | 'onStalled'>>;

const open = (createWorker: () => Worker, start?: unknown, more: More = {}) =>
  createChannel<Requests, TestFault>({
    ...more,
    createWorker,
    start,
    toError: (fault) => new Problem(fault),
    faults: {
      crashed: { code: 'test/crashed' },
      notDownloaded: { code: 'test/not-downloaded' },
      notStarted: { code: 'test/not-started' },
    },
    isLost: ({ code }) => LOST.includes(code),
  });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets all messages that are on their way arrive. */
const settle = () => vi.advanceTimersByTimeAsync(0);

/** A promise's rejection, watched from now on. */
const rejection = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );

describe('requests to a worker that serves', () => {
  /** A worker in which `serve` runs with these handlers. */
  function served(handlers: (start: unknown) => Handlers<Requests>) {
    const worker = new FakeWorker();
    const posted: { message: FromWorker; moved: Transferable[] }[] = [];
    const listeners: ((event: MessageEvent<ToWorker>) => void)[] = [];
    serve<Requests>(
      handlers,
      (error): TestFault => ({ code: 'test/refused', text: (error as Error).message }),
      {
        postMessage: (message, moved) => {
          posted.push({ message, moved });
          queueMicrotask(() => worker.say(message));
        },
        addEventListener: (_, listener) => listeners.push(listener),
      },
    );
    worker.onMessage = (data) =>
      listeners.forEach((listener) => listener(new MessageEvent('message', { data })));
    return { channel: open(() => worker as unknown as Worker, 'the start'), worker, posted };
  }

  const handlers: Handlers<Requests> = {
    double: (n) => {
      if (n < 0) throw new Error('negative');
      return 2 * n;
    },
    async count(n, { emit }) {
      for (let i = 1; i <= n; i++) emit(i);
      return `${n} counted`;
    },
    hand: (buffer) => new Transferred(buffer, [buffer]),
  };

  it('are answered, each with its own result', async () => {
    const { channel } = served(() => handlers);
    expect(await Promise.all([channel.ask('double', 2), channel.ask('double', 5)])).toEqual([
      4, 10,
    ]);
  });

  it('come after the start, which each worker gets once', async () => {
    const createHandlers = vi.fn(() => handlers);
    const { channel } = served(createHandlers);
    await channel.ask('double', 1);
    await channel.ask('double', 1);
    expect(createHandlers.mock.calls).toEqual([['the start']]);
  });

  it('tell their updates in order, and then their result', async () => {
    const { channel } = served(() => handlers);
    const emit = vi.fn();
    expect(await channel.ask('count', 3, { emit })).toBe('3 counted');
    expect(emit.mock.calls).toEqual([[1], [2], [3]]);
  });

  it('give a stream of their updates', async () => {
    const { channel } = served(() => handlers);
    const updates: number[] = [];
    for await (const update of channel.stream('count', 3)) updates.push(update);
    expect(updates).toEqual([1, 2, 3]);
  });

  it('reject with the fault of what a handler throws', async () => {
    const { channel } = served(() => handlers);
    await expect(channel.ask('double', -1)).rejects.toHaveProperty('fault', {
      code: 'test/refused',
      text: 'negative',
    });
  });

  it('hand objects over in both directions', async () => {
    const { channel, worker, posted } = served(() => handlers);
    const buffer = new ArrayBuffer(4);
    await channel.ask('hand', buffer, { transfer: [buffer] });
    expect(worker.moved).toEqual([[], [buffer]]);
    expect(posted.at(-1)?.moved).toEqual([buffer]);
  });

  it('abort the handler’s signal when they are cancelled', async () => {
    const aborted = vi.fn();
    const { channel, posted } = served(() => ({
      ...handlers,
      count: (_, { emit, signal }) => {
        emit(1);
        return new Promise((_, reject) =>
          signal.addEventListener('abort', () => {
            aborted();
            reject(signal.reason as Error);
          }),
        );
      },
    }));
    const controller = new AbortController();
    const failed = rejection(channel.ask('count', 1, { signal: controller.signal }));
    await settle();
    controller.abort();
    expect(await failed).toBe(controller.signal.reason);
    expect(aborted).toHaveBeenCalledOnce();
    await settle();
    expect(posted.map(({ message }) => message.type)).toEqual(['ready', 'update', 'fault']);
  });
});

describe('a worker', () => {
  it('is started with the first request, or before', async () => {
    const { workers, createWorker } = fakeWorkers();
    const channel = open(createWorker);
    expect(workers).toHaveLength(0);
    channel.start();
    expect(workers).toHaveLength(1);
    void channel.ask('double', 1);
    expect(workers).toHaveLength(1);
  });

  it('that never spoke was not downloaded, and the next request gets a new one', async () => {
    const { workers, createWorker } = fakeWorkers((worker, { id }, nth) => {
      if (nth === 1) worker.crash();
      else worker.say({ type: 'result', id, result: 2 });
    });
    const channel = open(createWorker);
    await expect(channel.ask('double', 1)).rejects.toHaveProperty('fault', {
      code: 'test/not-downloaded',
    });
    expect(await channel.ask('double', 1)).toBe(2);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
  });

  it('that fails at its first line was downloaded, and did not start', async () => {
    const { workers, createWorker } = fakeWorkers();
    const failed = rejection(open(createWorker).ask('double', 1));
    const event = new Event('error', { cancelable: true });
    workers[0]?.dispatchEvent(Object.assign(event, { message: 'SyntaxError' }));
    expect(await failed).toMatchObject({ fault: { code: 'test/not-started' } });
  });

  it('that may not be made did not start, and the page goes on', async () => {
    const channel = open(() => {
      throw new DOMException('a policy forbids it', 'SecurityError');
    });
    channel.start();
    expect(await rejection(channel.ask('double', 1))).toMatchObject({
      fault: { code: 'test/not-started' },
      cause: { name: 'SecurityError' },
    });
  });

  it('that was ready and stops has crashed, and fails all that it was asked', async () => {
    const { workers, createWorker } = fakeWorkers();
    const channel = open(createWorker);
    const failed = [rejection(channel.ask('double', 1)), rejection(channel.ask('double', 2))];
    workers[0]?.say({ type: 'ready' });
    workers[0]?.crash();
    const fault = { code: 'test/crashed' };
    expect(await Promise.all(failed)).toMatchObject([{ fault }, { fault }]);
  });

  it('that is former and errs late leaves the new one alone, and so do its answers', async () => {
    const { workers, createWorker } = fakeWorkers();
    const channel = open(createWorker);
    const failed = rejection(channel.ask('double', 1));
    workers[0]?.crash();
    await failed;
    const answered = channel.ask('double', 4);
    const [former, present] = workers;
    const [, ask] = present?.got ?? [];
    if (ask?.type !== 'ask') throw new Error('nothing was asked');
    former?.crash();
    former?.say({ type: 'fault', id: ask.id, fault: { code: 'test/lost' } });
    former?.say({ type: 'result', id: ask.id, result: -1 });
    present?.say({ type: 'result', id: ask.id, result: 8 });
    expect(await answered).toBe(8);
    expect(present?.terminated).toBe(false);
    await settle();
    expect(workers).toHaveLength(2);
  });

  it('that is lost is replaced, and what may be asked twice is', async () => {
    const { workers, createWorker } = fakeWorkers((worker, { id }, nth) => {
      if (nth === 1) worker.say({ type: 'fault', id, fault: { code: 'test/lost' } });
      else worker.say({ type: 'result', id, result: 2 });
    });
    const channel = open(createWorker);
    expect(await channel.ask('double', 1, { retry: true })).toBe(2);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
  });

  it('that is lost fails what must not be asked twice, and is replaced', async () => {
    const { workers, createWorker } = fakeWorkers((worker, { id }, nth) => {
      if (nth === 1) worker.say({ type: 'fault', id, fault: { code: 'test/lost' } });
      else worker.say({ type: 'result', id, result: 2 });
    });
    const channel = open(createWorker);
    await expect(channel.ask('double', 1)).rejects.toHaveProperty('fault', { code: 'test/lost' });
    expect(await channel.ask('double', 1)).toBe(2);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
  });

  it('is stopped only by a request that ran on it: two at the time of a loss share the new one', async () => {
    const { workers, createWorker } = fakeWorkers((worker, { id, input }, nth) => {
      if (nth === 1) worker.say({ type: 'fault', id, fault: { code: 'test/lost' } });
      else worker.say({ type: 'result', id, result: 2 * (input as number) });
    });
    const channel = open(createWorker);
    const results = [1, 2, 3].map((n) => channel.ask('double', n, { retry: true }));
    expect(await Promise.all(results)).toEqual([2, 4, 6]);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
  });

  it('that is lost each time ends in the fault, and not in a loop', async () => {
    const { workers, createWorker } = fakeWorkers((worker) => {
      worker.say({ type: 'ready' });
      worker.crash();
    });
    await expect(open(createWorker).ask('double', 1, { retry: true })).rejects.toHaveProperty(
      'fault',
      { code: 'test/crashed' },
    );
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, true]);
  });

  it('that is stopped fails its requests without a new one', async () => {
    const { workers, createWorker } = fakeWorkers();
    const channel = open(createWorker);
    const failed = rejection(channel.ask('double', 1, { retry: true }));
    channel.stop({ code: 'test/stopped' });
    expect(await failed).toMatchObject({ fault: { code: 'test/stopped' } });
    expect(workers.map(({ terminated }) => terminated)).toEqual([true]);
  });

  it('that can’t be sent a request leaves no request behind', async () => {
    const { workers, createWorker } = fakeWorkers();
    const channel = open(createWorker);
    channel.start();
    vi.spyOn(workers[0] as FakeWorker, 'postMessage').mockImplementationOnce(() => {
      throw new DOMException('it is closed', 'DataCloneError');
    });
    await expect(channel.ask('double', 1)).rejects.toThrow('it is closed');
    expect(workers).toHaveLength(1);
  });
});

describe('a silent worker', () => {
  const MINUTE = 60_000;

  it('whose code never arrives is given up, and the next request gets a new one', async () => {
    const { workers, createWorker } = fakeWorkers();
    const channel = open(createWorker);
    const failed = rejection(channel.ask('double', 1));
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    expect(await failed).toMatchObject({ fault: { code: 'test/not-downloaded' } });
    expect(workers[0]?.terminated).toBe(true);
    void channel.ask('double', 1);
    expect(workers).toHaveLength(2);
  });

  it('is told after 10 seconds without its code, and given up after a minute', async () => {
    const told: boolean[] = [];
    const onStalled = (_: object, stalled: boolean) => told.push(stalled);
    const { workers, createWorker } = fakeWorkers();
    const failed = rejection(open(createWorker, undefined, { onStalled }).ask('double', 1));
    await vi.advanceTimersByTimeAsync(9_999);
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(told).toEqual([true]);
    await vi.advanceTimersByTimeAsync(MINUTE - 10_001);
    expect(workers[0]?.terminated).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(told).toEqual([true, false]);
    expect(await failed).toMatchObject({ fault: { code: 'test/not-downloaded' } });
  });

  it('whose code comes late is told to have come, and what it says of code that it loads is passed on', async () => {
    const told: boolean[] = [];
    const onStalled = (_: object, stalled: boolean) => told.push(stalled);
    const { workers, createWorker } = fakeWorkers();
    void open(createWorker, undefined, { onStalled }).ask('double', 1);
    await vi.advanceTimersByTimeAsync(10_000);
    workers[0]?.say({ type: 'ready' });
    expect(told).toEqual([true, false]);
    workers[0]?.say({ type: 'stalled', stalled: true });
    workers[0]?.say({ type: 'stalled', stalled: false });
    expect(told).toEqual([true, false, true, false]);
  });

  it('a fault is looked at closer before a request rejects with it', async () => {
    const { createWorker } = fakeWorkers((worker) => worker.crash());
    const explain = async (fault: TestFault): Promise<TestFault> =>
      fault.code === 'test/not-downloaded' ? { code: 'test/stopped' } : fault;
    const failed = rejection(open(createWorker, undefined, { explain }).ask('double', 1));
    expect(await failed).toMatchObject({ fault: { code: 'test/stopped' } });
  });

  it('that hangs at a request has crashed, so that what may be asked twice is', async () => {
    const { workers, createWorker } = fakeWorkers((worker, { id }, nth) => {
      worker.say({ type: 'ready' });
      if (nth === 2) worker.say({ type: 'result', id, result: 2 });
    });
    const answered = open(createWorker).ask('double', 1, { retry: true });
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    expect(await answered).toBe(2);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
  });

  it('that gives signs of life may take as long as it wants', async () => {
    const { workers, createWorker } = fakeWorkers();
    const answered = open(createWorker).ask('double', 1);
    const [worker] = workers;
    if (!worker) throw new Error('there is no worker');
    worker.onMessage = ({ type }) => type === 'ping' && worker.say({ type: 'pong' });
    worker.say({ type: 'ready' });
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(worker.terminated).toBe(false);
    const ask = worker.got.find((message) => message.type === 'ask');
    worker.say({ type: 'result', id: ask?.type === 'ask' ? ask.id : 0, result: 2 });
    expect(await answered).toBe(2);
  });

  it('of which nothing is expected is left alone', async () => {
    const { workers, createWorker } = fakeWorkers((worker, { id }) =>
      worker.say({ type: 'result', id, result: 2 }),
    );
    await open(createWorker).ask('double', 1);
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(workers[0]?.terminated).toBe(false);
    expect(workers[0]?.got.map(({ type }) => type)).toEqual(['start', 'ask']);
  });

  it('is not told from a machine that slept by one late tick', async () => {
    const { workers, createWorker } = fakeWorkers();
    void open(createWorker).ask('double', 1);
    workers[0]?.say({ type: 'ready' });
    await vi.advanceTimersByTimeAsync(MINUTE);
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60 * MINUTE);
    await vi.advanceTimersByTimeAsync(5_000);
    vi.mocked(performance.now).mockRestore();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(workers[0]?.terminated).toBe(false);
  });
});

describe('a cancel', () => {
  function asked(options: AskOptions<number> = {}) {
    const { workers, createWorker } = fakeWorkers();
    const controller = new AbortController();
    const { signal } = controller;
    const emit = vi.fn();
    const channel = open(createWorker);
    const failed = rejection(channel.ask('count', 1, { ...options, signal, emit }));
    const [worker] = workers;
    const ask = worker?.got.find((message) => message.type === 'ask');
    if (!worker || ask?.type !== 'ask') throw new Error('nothing was asked');
    worker.say({ type: 'ready' });
    const { id } = ask;
    const update = (value: number) => worker.say({ type: 'update', id, update: value });
    return { channel, workers, worker, controller, failed, id, update };
  }

  it('of a request that was aborted before starts no worker', async () => {
    const { workers, createWorker } = fakeWorkers();
    const failed = rejection(open(createWorker).ask('count', 1, { signal: AbortSignal.abort() }));
    expect(await failed).toMatchObject({ name: 'AbortError' });
    expect(workers).toHaveLength(0);
  });

  it('before the worker has begun ends the request at once, and leaves a busy worker alone', async () => {
    const { worker, controller, failed, id } = asked();
    controller.abort();
    expect(await failed).toBe(controller.signal.reason);
    expect(worker.got.at(-1)).toEqual({ type: 'cancel', id });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(worker.terminated).toBe(false);
  });

  it('takes no update for a beginning that is none', async () => {
    const { worker, controller, failed, update } = asked({ hasBegun: (n) => n > 0 });
    update(0);
    controller.abort();
    expect(await failed).toBe(controller.signal.reason);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(worker.terminated).toBe(false);
  });

  it('is passed on to a worker that has begun, and its end gives the reason', async () => {
    const { worker, controller, failed, id, update } = asked();
    update(1);
    controller.abort();
    worker.say({ type: 'fault', id, fault: { code: 'test/refused', text: 'stopped' } });
    expect(await failed).toBe(controller.signal.reason);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(worker.terminated).toBe(false);
  });

  it('that a worker does not answer within 10 s replaces it', async () => {
    const { worker, controller, failed, update } = asked();
    update(1);
    controller.abort();
    await vi.advanceTimersByTimeAsync(9_999);
    expect(worker.terminated).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await failed).toBe(controller.signal.reason);
    expect(worker.terminated).toBe(true);
  });

  it('that crosses the beginning counts from that on', async () => {
    const { worker, controller, failed, update } = asked();
    controller.abort();
    await failed;
    await vi.advanceTimersByTimeAsync(30_000);
    update(1);
    await vi.advanceTimersByTimeAsync(9_999);
    expect(worker.terminated).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(worker.terminated).toBe(true);
  });
});

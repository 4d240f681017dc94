import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FromWorker, ToWorker } from './messages.ts';
import { serve, Transferred, type Handlers } from './serve.ts';
import { FakeWorker, fakeWorkers } from './testing/fakeWorker.ts';
import { open, rejection, type Requests, type TestFault } from './testing/testChannel.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets all messages that are on their way arrive. */
const settle = () => vi.advanceTimersByTimeAsync(0);

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

/** A worker that says nothing: one that is slow is told from one that has gone. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeWorkers } from './testing/fakeWorker.ts';
import { open, rejection, type TestFault } from './testing/testChannel.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
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

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AskOptions } from './channel.ts';
import { fakeWorkers } from './testing/fakeWorker.ts';
import { open, rejection } from './testing/testChannel.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
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

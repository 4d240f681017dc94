/** A server that stops to send, and a download that nobody wants any more. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { modelServer } from '../testing/node.ts';
import { all, create, job, model } from './testing/stylizer.ts';

/** A server that sends a piece of the weights when it is told to, and ends them when it is told to. */
function stallingServer() {
  const server = modelServer();
  const signals: (AbortSignal | null | undefined)[] = [];
  let stalls = true;
  let send = () => {};
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    if (!url.endsWith('.bin')) return server.fetch(url);
    signals.push(init?.signal);
    if (!stalls) return server.fetch(url);
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => void (send = () => controller.enqueue(new Uint8Array(1000))),
    });
    return new Response(body);
  });
  return { signals, send: () => send(), heal: () => (stalls = false) };
}

/** Timers only: what the engine does between two layers goes on. */
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());
const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('a download that stalls', () => {
  /** Start a load, and collect what it tells. */
  function load(stylizer = create()) {
    const controller = new AbortController();
    const told: (boolean | undefined)[] = [];
    const ended = (async () => {
      for await (const { stage, stalled } of stylizer.load(model, controller.signal)) {
        if (stage === 'download') told.push(stalled);
      }
      return 'ready' as const;
    })().catch((error: unknown) => error);
    return { told, ended, cancel: () => controller.abort() };
  }

  it('is told of after 10 seconds without bytes, and not while some arrive', async () => {
    const server = stallingServer();
    const { told, cancel, ended } = load();
    await vi.waitFor(() => expect(server.signals).toHaveLength(1));
    for (let piece = 0; piece < 5; piece++) {
      await wait(9_000);
      server.send();
    }
    await vi.waitFor(() => expect(told).toHaveLength(6)); // and model.json
    expect(told).not.toContain(true);
    await wait(10_000);
    await vi.waitFor(() => expect(told.at(-1)).toBe(true));
    server.send();
    await vi.waitFor(() => expect(told.at(-1)).toBeUndefined());
    cancel();
    await ended;
  });

  it('is given up after 60, and can be tried again', async () => {
    const server = stallingServer();
    const stylizer = create();
    const { ended } = load(stylizer);
    await vi.waitFor(() => expect(server.signals).toHaveLength(1));
    await wait(60_000);
    expect(await ended).toHaveProperty('fault', { code: 'loading/stalled', seconds: 60 });
    expect(server.signals[0]?.aborted).toBe(true);
    server.heal();
    expect(await load(stylizer).ended).toBe('ready');
    expect(server.signals).toHaveLength(2);
  });

  it('stops when it is cancelled, and the next painting asks the server again', async () => {
    const server = stallingServer();
    const stylizer = create();
    const { ended, cancel } = load(stylizer);
    await vi.waitFor(() => expect(server.signals).toHaveLength(1));
    await wait(3_000);
    cancel();
    await ended;
    await vi.waitFor(() => expect(server.signals[0]?.aborted).toBe(true));
    server.heal();
    expect((await all(stylizer.run(job()))).at(-1)?.type).toBe('result');
    expect(server.signals).toHaveLength(2);
  });

  it('goes on while another request waits for it', async () => {
    const server = stallingServer();
    const stylizer = create();
    const [first, second] = [load(stylizer), load(stylizer)];
    await vi.waitFor(() => expect(server.signals).toHaveLength(1));
    await wait(3_000);
    first.cancel();
    await first.ended;
    await wait(3_000);
    expect(server.signals[0]?.aborted).toBe(false);
    second.cancel();
    await second.ended;
    await vi.waitFor(() => expect(server.signals[0]?.aborted).toBe(true));
  });
});

it('a download that runs is stopped a second after its last bytes, where nobody wants it', async () => {
  const server = stallingServer();
  const controller = new AbortController();
  const ended = all(create().load(model, controller.signal)).catch(() => 'cancelled');
  await vi.waitFor(() => expect(server.signals).toHaveLength(1));
  server.send();
  controller.abort();
  expect(await ended).toBe('cancelled');
  await wait(900);
  expect(server.signals[0]?.aborted).toBe(false);
  await wait(200);
  expect(server.signals[0]?.aborted).toBe(true);
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  fetchCode,
  loadCode,
  loadingOfWorker,
  LoadingProblem,
  onNewVersion,
  onStalledDownload,
  tellStalls,
} from './index.ts';

const stalls: boolean[] = [];
const told = vi.fn();
onStalledDownload((stalled) => stalls.push(stalled));
onNewVersion(told);

/** A server: what it answers, in turn; the last answer from then on. */
function answering(...answers: readonly (() => Promise<Response>)[]) {
  let nth = 0;
  const fetched = vi.fn(async (_url: string, init?: RequestInit) => {
    const answer = answers[Math.min(nth++, answers.length - 1)];
    const aborted = new Promise<never>((_, reject) => {
      if (init?.signal?.aborted) reject(init.signal.reason as Error);
      init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
    });
    return Promise.race([answer?.() ?? aborted, aborted]);
  });
  vi.stubGlobal('fetch', fetched);
  return fetched;
}
const answer = (status: number, type = 'text/javascript') =>
  new Response(null, { status, headers: { 'content-type': type } });
const never = () => new Promise<never>(() => {});
const failing = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));

const faultOf = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable(),
    (error: unknown) => (error as LoadingProblem).fault,
  );

beforeEach(() => {
  vi.useFakeTimers();
  stalls.length = 0;
  told.mockClear();
  vi.stubGlobal('document', {
    querySelector: () => ({ src: 'https://a.example/assets/index-1.js' }),
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('code that does not arrive', () => {
  it.each([
    ['is gone', 404, 'text/html'],
    ['is gone for good', 410, 'text/html'],
    ['is the page, as some hosts answer', 200, 'text/html; charset=utf-8'],
  ])('means a new version where the page’s own script %s', async (_, status, type) => {
    const fetched = answering(async () => answer(status, type));
    expect(await faultOf(loadCode(failing))).toEqual({ code: 'loading/new-version' });
    expect(told).toHaveBeenCalledTimes(1);
    expect(fetched).toHaveBeenCalledWith(
      'https://a.example/assets/index-1.js',
      expect.objectContaining({ method: 'HEAD', cache: 'no-store' }),
    );
  });

  it.each([
    ['is there', async () => answer(200)],
    ['is there, of an unknown type', async () => new Response(null)],
    ['can’t be asked for', () => Promise.reject(new TypeError('no network'))],
    ['belongs to a server in trouble', async () => answer(503)],
    ['is on a host that knows no HEAD', async () => answer(405)],
  ])('was not downloaded where that %s', async (_, answers) => {
    answering(answers);
    expect(await faultOf(loadCode(failing))).toEqual({ code: 'loading/code-not-downloaded' });
    expect(told).not.toHaveBeenCalled();
  });

  it('was not downloaded where the server is silent to that question, too', async () => {
    vi.useRealTimers();
    vi.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(AbortSignal.abort());
    answering(never);
    expect(await faultOf(loadCode(failing))).toEqual({ code: 'loading/code-not-downloaded' });
  });

  it('in a worker it is the worker’s script that is asked for', async () => {
    vi.stubGlobal('document', undefined);
    vi.stubGlobal('location', { href: 'https://a.example/assets/worker-1.js' });
    const fetched = answering(async () => answer(404));
    expect(await faultOf(loadCode(failing))).toEqual({ code: 'loading/new-version' });
    expect(fetched.mock.calls[0]?.[0]).toBe('https://a.example/assets/worker-1.js');
  });
});

describe('code that stalls', () => {
  it('is told after 10 seconds and given up after 60', async () => {
    const fault = faultOf(loadCode(never));
    await vi.advanceTimersByTimeAsync(9_999);
    expect(stalls).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(stalls).toEqual([true]);
    await vi.advanceTimersByTimeAsync(50_000);
    expect(await fault).toEqual({ code: 'loading/stalled', seconds: 60 });
    expect(stalls).toEqual([true, false]);
  });

  it('is told once for several parts, until none of them stalls', async () => {
    let bring: (part: string) => void = () => expect.unreachable();
    const late = loadCode(() => new Promise<string>((resolve) => (bring = resolve)));
    const other = faultOf(loadCode(never));
    await vi.advanceTimersByTimeAsync(10_000);
    bring('here');
    expect(await late).toBe('here');
    expect(stalls).toEqual([true]);
    await vi.advanceTimersByTimeAsync(50_000);
    await other;
    expect(stalls).toEqual([true, false]);
  });

  describe('beside other files', () => {
    /** A file has come to the page's thread. */
    let tell: (path: string, bytes?: number) => void;

    beforeEach(() => {
      const listeners = new Set<(list: { getEntries(): object[] }) => void>();
      class Observer {
        constructor(readonly listener: (list: { getEntries(): object[] }) => void) {}
        observe() {
          listeners.add(this.listener);
        }
        disconnect() {
          listeners.delete(this.listener);
        }
      }
      vi.stubGlobal('PerformanceObserver', Observer);
      vi.stubGlobal('location', { origin: 'https://a.example' });
      tell = (path, decodedBodySize = 100) => {
        const name = new URL(path, 'https://a.example/app/').href;
        for (const listener of listeners)
          listener({ getEntries: () => [{ name, decodedBodySize }] });
      };
    });

    it('is only slow where those are of the app’s code', async () => {
      const fault = faultOf(loadCode(never));
      const files = ['page.js', 'page.css', 'kernels.wasm', 'model.json', 'weights.bin?v=2'];
      for (const file of files) {
        await vi.advanceTimersByTimeAsync(50_000);
        expect(stalls.at(-1)).toBe(true);
        tell(file);
        expect(stalls.at(-1)).toBe(false);
      }
      await vi.advanceTimersByTimeAsync(60_000);
      expect(await fault).toEqual({ code: 'loading/stalled', seconds: 60 });
      // What arrives after that is no news of it.
      tell('page.js');
      await vi.advanceTimersByTimeAsync(60_000);
      expect(stalls.at(-1)).toBe(false);
    });

    it.each([
      ['a film plays', 'film.mp4', 100],
      ['photos are shown', 'samples/photo.jpg', 100],
      ['an extension brings its own script', 'chrome-extension://b/c.js', 100],
      ['a file of the code was given up', 'kernels.wasm', 0],
    ])('stalls all the same while %s', async (_, file, bytes) => {
      const fault = faultOf(loadCode(never));
      for (let second = 1; second < 60; second++) {
        await vi.advanceTimersByTimeAsync(1_000);
        tell(file, bytes);
        expect(stalls.at(-1)).toBe(second < 10 ? undefined : true);
      }
      await vi.advanceTimersByTimeAsync(1_000);
      expect(await fault).toEqual({ code: 'loading/stalled', seconds: 60 });
    });
  });

  it('is not told from a machine that slept', async () => {
    const fault = faultOf(loadCode(never));
    const woken = performance.now() + 3_600_000;
    vi.spyOn(performance, 'now').mockReturnValueOnce(woken);
    await vi.advanceTimersByTimeAsync(19_999);
    expect(stalls).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(stalls).toEqual([true]);
    await vi.advanceTimersByTimeAsync(50_000);
    expect(await fault).toEqual({ code: 'loading/stalled', seconds: 60 });
  });

  it('is told to the page by a worker', async () => {
    const postMessage = vi.fn();
    tellStalls({ postMessage });
    const fault = faultOf(loadCode(never));
    await vi.advanceTimersByTimeAsync(60_000);
    await fault;
    expect(postMessage.mock.calls).toEqual([
      [{ type: 'stalled', stalled: true }],
      [{ type: 'stalled', stalled: false }],
    ]);
  });
});

describe('a file of the code', () => {
  it('is asked for again after 10 seconds without an answer', async () => {
    const fetched = answering(never, async () => new Response('bytes'));
    const bytes = fetchCode('https://a.example/a.wasm');
    await vi.advanceTimersByTimeAsync(9_999);
    expect(fetched).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(fetched).toHaveBeenCalledTimes(2);
    expect(fetched.mock.calls[0]?.[1]?.signal?.aborted).toBe(true);
    expect(new TextDecoder().decode(await bytes)).toBe('bytes');
  });

  it('that arrives slowly is neither begun again nor given up', async () => {
    let out: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({ start: (controller) => void (out = controller) });
    const fetched = answering(async () => new Response(body));
    const bytes = fetchCode('https://a.example/a.wasm');
    for (const letter of 'slow') {
      await vi.advanceTimersByTimeAsync(50_000);
      out?.enqueue(new TextEncoder().encode(letter));
    }
    out?.close();
    expect(new TextDecoder().decode(await bytes)).toBe('slow');
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it('is given up after a minute', async () => {
    const fetched = answering(never);
    const fault = faultOf(fetchCode('https://a.example/a.wasm'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await fault).toEqual({ code: 'loading/stalled', seconds: 60 });
    const asked = fetched.mock.calls.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fetched).toHaveBeenCalledTimes(asked); // and not asked for any more
  });

  it('that is missing is no matter of time', async () => {
    answering(
      async () => answer(404),
      async () => answer(200),
    );
    expect(await faultOf(fetchCode('https://a.example/a.wasm'))).toEqual({
      code: 'loading/code-not-downloaded',
    });
  });
});

it('of a worker’s faults those of its code are looked at closer', async () => {
  answering(async () => answer(404));
  const { explain } = loadingOfWorker;
  expect(await explain({ code: 'loading/code-not-downloaded' })).toEqual({
    code: 'loading/new-version',
  });
  expect(told).toHaveBeenCalledTimes(1);
  const other = { code: 'engine/memory' };
  expect(await explain(other)).toBe(other);
  await explain({ code: 'loading/new-version' });
  expect(told).toHaveBeenCalledTimes(2);
});

import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { download, type Download } from './download.ts';

const GOOD = new TextEncoder().encode('the weights');
const BAD = new TextEncoder().encode('the weight!');
const sha256 = createHash('sha256').update(GOOD).digest('hex');
const url = 'http://models.test/w.bin';
const text = ({ bytes }: Download) => new TextDecoder().decode(bytes);

/** A Cache API of one cache, in memory. */
function fakeCaches(kept: Map<string, Uint8Array<ArrayBuffer>>) {
  const cache = {
    match: async (key: string) => (kept.has(key) ? new Response(kept.get(key)) : undefined),
    put: async (key: string, response: Response) => {
      kept.set(key, new Uint8Array(await response.arrayBuffer()));
    },
    delete: async (key: string | { url: string }) =>
      kept.delete(typeof key === 'string' ? key : key.url),
    keys: async (key: string) =>
      [...kept.keys()]
        .filter((other) => other.split('?')[0] === key.split('?')[0])
        .map((other) => ({ url: other })),
  };
  return { open: async () => cache, cache };
}

/** Serves the answers in turn. */
function fakeFetch(...answers: (Uint8Array<ArrayBuffer> | number | Error)[]) {
  const fetch = vi.fn(async (_url: string, _init?: RequestInit) => {
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    if (typeof answer === 'number') return new Response('no', { status: answer });
    return new Response(answer);
  });
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

let kept: Map<string, Uint8Array<ArrayBuffer>>;
beforeEach(() => {
  kept = new Map();
  vi.stubGlobal('caches', fakeCaches(kept));
});

it('fetches once, keeps it, and then takes it from the cache', async () => {
  const fetch = fakeFetch(GOOD);
  const onBytes = vi.fn();
  for (const cached of [false, true]) {
    const file = await download({ url, sha256, onBytes });
    expect(text(file)).toBe('the weights');
    expect(file.cached).toBe(cached);
    await vi.waitFor(() => expect(kept.size).toBe(1));
  }
  expect(fetch).toHaveBeenCalledTimes(1);
  expect(onBytes.mock.calls.map(([n]) => n)).toEqual([11, 11]);
});

it('fetches damaged bytes once more, past every cache, and starts the progress over', async () => {
  const fetch = fakeFetch(BAD, GOOD);
  let arrived = 0;
  const file = await download({ url, sha256, onBytes: (n) => (arrived += n) });
  expect(text(file)).toBe('the weights');
  expect(fetch.mock.calls[1]?.[1]?.cache).toBe('reload');
  expect(arrived).toBe(11);
});

it('gives up on bytes that are damaged twice, and keeps none of them', async () => {
  fakeFetch(BAD, BAD);
  await expect(download({ url, sha256 })).rejects.toHaveProperty('fault', {
    code: 'engine/model-damaged',
  });
  expect(kept.size).toBe(0);
});

it('lets go of an earlier version of the file', async () => {
  kept.set(`${url}?sha256=0123`, BAD);
  fakeFetch(GOOD);
  await download({ url, sha256 });
  await vi.waitFor(() => expect([...kept.keys()]).toEqual([`${url}?sha256=${sha256}`]));
});

it('evicts a damaged cached copy and fetches', async () => {
  kept.set(`${url}?sha256=${sha256}`, BAD);
  const fetch = fakeFetch(GOOD);
  const file = await download({ url, sha256 });
  expect(text(file)).toBe('the weights');
  expect(file.cached).toBe(false);
  expect(fetch).toHaveBeenCalledTimes(1);
  await vi.waitFor(() => expect(kept.get(`${url}?sha256=${sha256}`)).toEqual(GOOD));
});

it.each([
  [404, 404],
  [new TypeError('Failed to fetch'), undefined],
])('says so when the answer is %s', async (answer, status) => {
  fakeFetch(answer);
  await expect(download({ url, sha256 })).rejects.toHaveProperty('fault', {
    code: 'engine/model-not-downloaded',
    status,
  });
});

it('works without a cache, and with one that is full', async () => {
  vi.stubGlobal('caches', undefined);
  fakeFetch(GOOD);
  expect(text(await download({ url, sha256 }))).toBe('the weights');
  vi.stubGlobal('caches', {
    open: async () => ({
      match: async () => undefined,
      put: () => Promise.reject(new DOMException('full', 'QuotaExceededError')),
    }),
  });
  fakeFetch(GOOD);
  expect(text(await download({ url, sha256 }))).toBe('the weights');
});

describe('broken Cache storage is no cache', () => {
  const broken = () => Promise.reject(new DOMException('the disk', 'UnknownError'));
  const key = `${url}?sha256=${sha256}`;
  const cacheOf = (changes: object) => ({ ...fakeCaches(kept).cache, ...changes });

  it.each<[string, object]>([
    ['caches.open rejects', { open: broken }],
    [
      'caches.open throws',
      {
        open: () => {
          throw new DOMException('the operation is insecure', 'SecurityError');
        },
      },
    ],
    ['match rejects', { open: async () => cacheOf({ match: broken }) }],
    [
      'a kept file can’t be read',
      { open: async () => cacheOf({ match: async () => ({ arrayBuffer: broken }) }) },
    ],
    [
      'a damaged file can’t be deleted',
      { open: async () => cacheOf({ match: async () => new Response(BAD), delete: broken }) },
    ],
    ['put rejects', { open: async () => cacheOf({ put: broken }) }],
    ['keys rejects', { open: async () => cacheOf({ keys: broken }) }],
  ])('where %s', async (_, caches) => {
    vi.stubGlobal('caches', caches);
    const fetch = fakeFetch(GOOD);
    const file = await download({ url, sha256 });
    expect(text(file)).toBe('the weights');
    expect(file.cached).toBe(false);
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  const never = () => new Promise<never>(() => {});
  it.each<[string, object]>([
    ['caches.open never answers', { open: never }],
    ['match never answers', { open: async () => cacheOf({ match: never }) }],
  ])('where %s', async (_, caches) => {
    vi.useFakeTimers();
    vi.stubGlobal('caches', caches);
    fakeFetch(GOOD);
    const file = download({ url, sha256 });
    await vi.advanceTimersByTimeAsync(5_000);
    vi.useRealTimers();
    expect(text(await file)).toBe('the weights');
  });

  it('and where an old version can’t be deleted, the new one is kept all the same', async () => {
    kept.set(`${url}?sha256=0123`, BAD);
    vi.stubGlobal('caches', { open: async () => cacheOf({ delete: broken }) });
    fakeFetch(GOOD);
    await download({ url, sha256 });
    await vi.waitFor(() => expect(kept.get(key)).toEqual(GOOD));
  });
});

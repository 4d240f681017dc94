import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fetchFile } from './file.ts';
import { onStalledDownload } from './news.ts';

const told: boolean[] = [];
onStalledDownload((stalled) => told.push(stalled));

beforeEach(() => {
  vi.useFakeTimers();
  told.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('gives the file with its type', async () => {
  const headers = { 'content-type': 'image/jpeg' };
  vi.stubGlobal('fetch', async () => new Response('picture', { headers }));
  const file = await fetchFile('photo.jpg');
  expect(file.type).toBe('image/jpeg');
  expect(await file.text()).toBe('picture');
  expect(told).toEqual([]);
});

it('of a server that is silent is told after 10 seconds and given up after 60', async () => {
  let ended: AbortSignal | undefined;
  vi.stubGlobal('fetch', (_: string, { signal }: RequestInit) => {
    ended = signal ?? undefined;
    return new Promise(() => {}); // never answered
  });
  const failed = fetchFile('photo.jpg').catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toEqual([true]);
  await vi.advanceTimersByTimeAsync(50_000);
  expect(await failed).toMatchObject({ fault: { code: 'loading/stalled', seconds: 60 } });
  expect(ended?.aborted).toBe(true);
  expect(told).toEqual([true, false]);
});

it('that comes slowly is waited for', async () => {
  let send: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({ start: (controller) => void (send = controller) });
  vi.stubGlobal('fetch', async () => new Response(body));
  const file = fetchFile('photo.jpg');
  for (let piece = 0; piece < 3; piece++) {
    await vi.advanceTimersByTimeAsync(40_000);
    send?.enqueue(new Uint8Array(5));
  }
  await vi.advanceTimersByTimeAsync(0);
  send?.close();
  expect((await file).size).toBe(15);
  expect(told.at(-1)).toBe(false);
});

it('that the server refuses is an error', async () => {
  vi.stubGlobal('fetch', async () => new Response('', { status: 503 }));
  await expect(fetchFile('photo.jpg')).rejects.toThrow('photo.jpg: the server answered 503');
});

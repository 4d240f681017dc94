import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchManifest } from './manifest.ts';
import { manifest } from './testing/node.ts';

const serve = (answer: () => Promise<Response>) => {
  const fetch = vi.fn<(url: URL, init?: RequestInit) => Promise<Response>>(answer);
  vi.stubGlobal('fetch', fetch);
  return fetch;
};
afterEach(() => {
  vi.useRealTimers();
});

const json = (value: unknown) => serve(async () => new Response(JSON.stringify(value)));

it('is asked for each time: a cached one may name files that are gone', async () => {
  const fetch = json(manifest);
  expect(await fetchManifest('http://app.test/models/')).toEqual(manifest);
  expect(String(fetch.mock.calls[0]?.[0])).toBe('http://app.test/models/manifest.json');
  expect(fetch.mock.calls[0]?.[1]?.cache).toBe('no-cache');
});

const [{ shards: _, ...older } = { shards: {} }] = manifest.models;
/** Begins with its first style, whichever that is. */
const { defaultStyle: __, ...undecided } = manifest;
it.each([
  ['of another version', { ...manifest, version: 2 }],
  ['without models', { ...manifest, models: [] }],
  ['of an older page, without the shards', { ...manifest, models: [older] }],
  ['that is something else', []],
  ['that is null', null],
  ['with a hash that is none', { ...manifest, models: [{ ...older, shards: { a: 'b' } }] }],
  [
    'of an unknown precision',
    { ...manifest, models: [{ ...manifest.models[0], precision: 'int4' }] },
  ],
  ['whose first model is none of its models', { ...manifest, default: 'nothing' }],
  ['whose first style is none of its styles', { ...manifest, defaultStyle: 'nothing' }],
  [
    'with a title that is a number',
    { ...undecided, styles: [{ ...manifest.styles[0], title: 7 }] },
  ],
  [
    'with more rows than any memory has room for',
    { ...undecided, styles: [{ ...manifest.styles[0], rows: { soft: 0, bold: 1e12 } }] },
  ],
  ['with a style that has no title', { ...undecided, styles: [{ id: 'udnie' }] }],
])('one %s is unreadable', async (_, value) => {
  json(value);
  await expect(fetchManifest('http://app.test/models/')).rejects.toHaveProperty('fault', {
    code: 'engine/manifest-unreadable',
  });
});

describe('its files are in its folder, or below it', () => {
  const [model] = manifest.models;
  const [style] = manifest.styles;
  const outside = [
    ...[
      '../x',
      '../one/x',
      '../../models/x',
      'a/../../x',
      '%2e%2e/x',
      '..\\x',
      '/x',
      '//evil.test/x',
      '\\\\evil.test/x',
    ],
    ...[
      'https://evil.test/models/x',
      'data:,x',
      'javascript:alert(1)',
      'blob:x',
      'http://[',
      ' ../x',
      '.\t./x',
    ],
  ];
  const places = [
    ['a model', (path: string) => ({ models: [{ ...model, path }] })],
    ['a shard', (path: string) => ({ models: [{ ...model, shards: { [path]: model?.sha256 } }] })],
    ['a card', (path: string) => ({ models: [{ ...model, card: path }] })],
    ['a thumbnail', (thumbnail: string) => ({ styles: [{ ...style, thumbnail }] })],
  ] as const;
  it.each(places.flatMap(([what, at]) => outside.map((path) => ({ what, path, at }))))(
    '$what at $path is refused',
    async ({ path, at }) => {
      json({ ...undecided, default: model?.id, ...at(path) });
      await expect(fetchManifest('http://app.test/models/')).rejects.toHaveProperty('fault', {
        code: 'engine/manifest-unreadable',
      });
    },
  );

  it.each(places)('%s in a folder of it is not', async (_, at) => {
    json({ ...undecided, default: model?.id, ...at('a/./b c/é..json') });
    await expect(fetchManifest('http://app.test/models/')).resolves.toBeDefined();
  });
});

it.each([
  ['away', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['in trouble', async () => new Response('', { status: 500 })],
])('a server that is %s gives no manifest', async (_, answer) => {
  serve(answer);
  await expect(fetchManifest('http://app.test/models/')).rejects.toHaveProperty('fault', {
    code: 'engine/manifest-not-downloaded',
  });
});

it('a server that never answers is told of after 10 seconds, and given up after 60', async () => {
  vi.useFakeTimers();
  const fetch = serve(() => new Promise(() => {}));
  const onStalled = vi.fn();
  const asked = fetchManifest('http://app.test/models/', onStalled).catch(
    (error: unknown) => error,
  );
  await vi.advanceTimersByTimeAsync(9_999);
  expect(onStalled).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(onStalled).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(50_000);
  expect(await asked).toHaveProperty('fault', { code: 'loading/stalled', seconds: 60 });
  expect(fetch.mock.calls[0]?.[1]?.signal?.aborted).toBe(true);
});

it('may have more than this page knows, and rows of a soft and a bold style', async () => {
  const [style] = manifest.styles;
  const rows = { soft: 0, bold: 1 };
  json({ ...undecided, more: 1, styles: [{ ...style, rows, more: 2 }] });
  const found = await fetchManifest('http://app.test/models/');
  expect(found).toEqual({ ...undecided, styles: [{ ...style, rows }] });
});

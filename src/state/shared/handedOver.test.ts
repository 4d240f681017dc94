import { expect, it, vi } from 'vitest';
import { until } from '../testing/index.ts';
import { takeHandedOver } from './handedOver.ts';

type Browser = Parameters<typeof takeHandedOver>[0];

function page(
  search: string,
  files: Readonly<Record<string, string>> = {},
  { session = new Map<string, string>(), type = 'navigate' } = {},
) {
  const kept = new Map(
    Object.entries(files).map(([name, content]) => [
      name,
      new Response(content, {
        headers: { 'content-type': 'image/png', 'x-name': encodeURIComponent(name) },
      }),
    ]),
  );
  const cache = {
    keys: async () => [...kept.keys()],
    match: async (name: string) => kept.get(name),
  };
  const took = vi.fn<(files: File[]) => void>();
  const told = vi.fn<(fault: { code: string }) => void>();
  const launches: Parameters<NonNullable<Browser['launchQueue']>['setConsumer']>[0][] = [];
  const replaceState = vi.fn<History['replaceState']>();
  const browser = {
    location: { search, hash: '#/', pathname: '/app/' },
    history: { replaceState },
    performance: { getEntriesByType: () => [{ type }] },
    sessionStorage: {
      getItem: (key: string) => session.get(key) ?? null,
      setItem: (key: string, value: string) => void session.set(key, value),
    },
    caches: {
      open: async () => cache,
      delete: async () => {
        kept.clear();
        return true;
      },
    },
    launchQueue: { setConsumer: (take: (typeof launches)[0]) => void launches.push(take) },
  } as unknown as Browser;
  takeHandedOver(browser, took, told);
  return { took, told, kept, replaceState, launch: launches[0] };
}

it('takes what is shared with the app once, under its names', async () => {
  const { took, kept, replaceState } = page('?lang=en&shared', { 'Été.png': 'a', 'b.png': 'b' });
  await until(() => took.mock.calls.length > 0);
  const [files = []] = took.mock.calls[0] ?? [];
  expect(files.map(({ name, type }) => [name, type])).toEqual([
    ['Été.png', 'image/png'],
    ['b.png', 'image/png'],
  ]);
  expect(await files[0]?.text()).toBe('a');
  expect(kept.size).toBe(0);
  expect(replaceState).toHaveBeenCalledWith(null, '', '/app/?lang=en#/');
});

it('says so where nothing arrived', async () => {
  const { took, told } = page('?shared');
  await until(() => told.mock.calls.length > 0);
  expect(told).toHaveBeenCalledWith({ code: 'photo/not-handed-over' });
  expect(took).not.toHaveBeenCalled();
});

it('takes the files that the app is opened with, and nothing of a plain start', async () => {
  const { took, told, launch, replaceState } = page('');
  expect(replaceState).not.toHaveBeenCalled();
  launch?.({ files: [] });
  const file = new File(['x'], 'x.png');
  launch?.({ files: [{ getFile: async () => file }] });
  await until(() => took.mock.calls.length > 0);
  expect(took).toHaveBeenCalledExactlyOnceWith([file]);
  expect(told).not.toHaveBeenCalled();
});

it('does not open a file again when the page is reloaded, but another one', async () => {
  const session = new Map<string, string>();
  const open = (file: File, type: string) => {
    const { took, launch } = page('', {}, { session, type });
    launch?.({ files: [{ getFile: async () => file }] });
    return { took, launch };
  };
  const [first, second] = [new File(['x'], 'x.png'), new File(['yy'], 'y.png')];
  const before = open(first, 'navigate');
  await until(() => before.took.mock.calls.length > 0);
  const after = open(first, 'reload');
  await new Promise((resolve) => setTimeout(resolve));
  expect(after.took).not.toHaveBeenCalled();
  after.launch?.({ files: [{ getFile: async () => second }] });
  await until(() => after.took.mock.calls.length > 0);
  // The visitor opens the same one once more.
  after.launch?.({ files: [{ getFile: async () => first }] });
  await until(() => after.took.mock.calls.length === 2);
});

it('says so where such a file has gone', async () => {
  const { told, launch } = page('');
  launch?.({ files: [{ getFile: async () => Promise.reject(new Error('gone')) }] });
  await until(() => told.mock.calls.length > 0);
});

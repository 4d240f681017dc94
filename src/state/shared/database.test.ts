import 'fake-indexeddb/auto';
import { IDBFactory as FakeDatabase, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, expect, it, vi } from 'vitest';
import { createCollection, createKeeper } from './database.ts';

const photo = () => ({
  name: 'a.png',
  file: new Blob(['photo'], { type: 'image/png' }),
  parts: [{ bytes: new Uint8Array([1, 2]), thumbnail: new Blob(['small']) }],
});

type Kept = ReturnType<typeof photo>;

const read = (kept: unknown) => kept as Kept;

/** A browser that refuses to keep a Blob, or anything, with an error of this name. */
function refuses(name: string, what: 'blobs' | 'all') {
  const put = IDBObjectStore.prototype.put;
  const hasBlob = (value: unknown): boolean =>
    value instanceof Blob ||
    (typeof value === 'object' && Object.values(value ?? {}).some(hasBlob));
  return vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    value: unknown,
    key,
  ) {
    if (what === 'all' || hasBlob(value)) throw new DOMException('refused', name);
    return put.call(this, value, key);
  });
}

afterEach(() => vi.restoreAllMocks());

it('files come back from a private window of WebKit, which keeps bytes alone', async () => {
  refuses('UnknownError', 'blobs');
  const database = new FakeDatabase();
  const one = createKeeper('open', read, () => database);
  await one.keep(photo());
  const many = createCollection('queue', read, () => database);
  expect(await many.put('1', photo())).toBe(true);
  for (const kept of [await one.recall(), (await many.all())[0]]) {
    expect(kept?.name).toBe('a.png');
    expect(kept?.file.type).toBe('image/png');
    expect(await kept?.file.text()).toBe('photo');
    expect(kept?.parts[0]?.bytes).toEqual(new Uint8Array([1, 2]));
    expect(await kept?.parts[0]?.thumbnail.text()).toBe('small');
  }
});

it('where there is no room, nothing is tried once more', async () => {
  const put = refuses('QuotaExceededError', 'all');
  const many = createCollection('queue', read, () => new FakeDatabase());
  expect(await many.put('1', photo())).toBe(false);
  expect(put).toHaveBeenCalledTimes(1);
});

it('what has no file and is refused is not kept', async () => {
  refuses('UnknownError', 'all');
  const many = createCollection(
    'queue',
    (kept) => kept,
    () => new FakeDatabase(),
  );
  expect(await many.put('1', { name: 'a' })).toBe(false);
});

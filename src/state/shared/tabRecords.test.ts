import 'fake-indexeddb/auto';
import { IDBFactory as FakeDatabase } from 'fake-indexeddb';
import { expect, it, vi } from 'vitest';
import { browserOfTabs } from '../testing/index.ts';
import { createKeeper } from './database.ts';
import { createTabRecords, type TabsWindow } from './tabRecords.ts';

const readText = (kept: unknown) => (typeof kept === 'string' ? kept : undefined);

/** A browser whose tabs keep a photo, with which a new tab begins, and its results. */
function browser() {
  const database = new FakeDatabase();
  const load = <W extends TabsWindow>(window: W) => {
    const records = createTabRecords(window, () => database);
    const photo = records.keeper('open', readText, true);
    return { window, records, photo, results: records.keeper('results', readText) };
  };
  const tabs = browserOfTabs();
  const earlier = (name: string) => createKeeper(name, readText, () => database);
  return { load, open: () => load(tabs.open()), earlier };
}

it('a reload brings each tab what it has kept itself', async () => {
  const { open, load } = browser();
  const [a, b] = [open(), open()];
  await a.photo.keep('photo of a');
  await a.results.keep('results of a');
  await b.photo.keep('photo of b');
  const again = load(a.window.reload());
  expect(await again.photo.recall()).toBe('photo of a');
  expect(await again.results.recall()).toBe('results of a');
  expect(await load(b.window.reload()).photo.recall()).toBe('photo of b');
});

it('a new tab begins with the photo that was kept last, and its results', async () => {
  const { open, load } = browser();
  const [a, b] = [open(), open()];
  await b.photo.keep('photo of b');
  await b.results.keep('results of b');
  await a.photo.keep('photo of a');
  await a.results.keep('results of a');
  await b.results.keep('later results of b');
  const c = open();
  expect(await c.photo.recall()).toBe('photo of a');
  expect(await c.results.recall()).toBe('results of a');
  // It is that tab's own by then.
  await a.photo.keep('another photo of a');
  expect(await load(c.window.reload()).photo.recall()).toBe('photo of a');
});

it('a tab without a photo does not come before one that has one', async () => {
  const { open } = browser();
  const [a, b] = [open(), open()];
  await a.photo.keep('photo of a');
  await b.results.keep('results of a sample that is not kept');
  await b.photo.forget();
  expect(await open().photo.recall()).toBe('photo of a');
});

it('what a tab keeps or removes before it has looked is not replaced by what it would begin with', async () => {
  const { open } = browser();
  await open().photo.keep('photo of a');
  const b = open();
  const found = b.photo.recall();
  await b.photo.keep('photo of b');
  await found;
  expect(await b.photo.recall()).toBe('photo of b');
  const c = open();
  await c.results.forget();
  expect(await c.results.recall()).toBeUndefined();
});

it('a duplicated tab begins with the same photo, and keeps its own from then on', async () => {
  const { open, load } = browser();
  const a = open();
  await a.photo.keep('photo of a');
  const b = load(a.window.duplicate());
  expect(await b.photo.recall()).toBe('photo of a');
  await b.photo.keep('photo of b');
  expect(await load(a.window.reload()).photo.recall()).toBe('photo of a');
  expect(await load(b.window.reload()).photo.recall()).toBe('photo of b');
});

it('a tab that was left and came back without a reload is in use: its duplicate is another one', async () => {
  const { open, load } = browser();
  const a = open();
  await a.photo.keep('photo of a');
  a.window.leaveAndReturn();
  const b = load(a.window.duplicate());
  await b.photo.keep('photo of b');
  expect(await load(a.window.reload()).photo.recall()).toBe('photo of a');
});

it('a photo that a tab has not looked for yet is there when it is loaded again', async () => {
  const { open, load } = browser();
  const a = open();
  await a.photo.keep('photo of a');
  await a.results.keep('results of a');
  // The browser did not say that the page was left. Then a link shows a sample.
  const link = load(a.window.reloadAfterCrash());
  await link.results.forget();
  await open().photo.keep('photo of b');
  const again = load(link.window.reload());
  expect(await again.photo.recall()).toBe('photo of a');
  await again.photo.forget();
  expect(await load(again.window.reload()).photo.recall()).toBeUndefined();
});

it('after a crash the tab has its photo', async () => {
  const { open, load } = browser();
  const a = open();
  await a.photo.keep('photo of a');
  await open().photo.keep('photo of b');
  expect(await load(a.window.reloadAfterCrash()).photo.recall()).toBe('photo of a');
});

it('what is removed for good is gone, and what closed tabs and an earlier version kept', async () => {
  const { open, load, earlier } = browser();
  const [a, b] = [open(), open()];
  await a.photo.keep('photo of a');
  await a.results.keep('results of a');
  await b.photo.keep('photo of b');
  await earlier('open').keep('photo of an earlier version');
  a.window.close();
  await b.photo.forget();
  await b.records.forgetAll();
  const again = load(a.window.reload());
  expect(await again.photo.recall()).toBeUndefined();
  expect(await again.results.recall()).toBeUndefined();
  expect(await load(b.window.reload()).photo.recall()).toBeUndefined();
  expect(await open().photo.recall()).toBeUndefined();
  expect(await earlier('open').recall()).toBeUndefined();
});

it('other open tabs keep theirs when one removes everything', async () => {
  const { open, load } = browser();
  const [a, b, c] = [open(), open(), open()];
  await a.photo.keep('photo of a');
  await a.results.keep('results of a');
  await b.photo.keep('photo of b');
  await c.photo.keep('photo of c');
  // One that was not kept in this visit, but brought back.
  const again = load(c.window.reload());
  await again.photo.recall();
  await b.photo.forget();
  await b.records.forgetAll();
  // In turn, after what the message has begun.
  await Promise.all([a.photo.recall(), a.results.recall(), again.photo.recall()]);
  expect(await load(a.window.reload()).photo.recall()).toBe('photo of a');
  expect(await load(a.window.reload()).results.recall()).toBe('results of a');
  expect(await load(again.window.reload()).photo.recall()).toBe('photo of c');
  expect(await load(b.window.reload()).photo.recall()).toBeUndefined();
});

it('what is kept again is the newest, also where a look at the one before was on its way', async () => {
  const { open, load } = browser();
  const [a, b] = [open(), open()];
  await a.photo.keep('old photo of a');
  const again = load(a.window.reload());
  const looking = again.photo.recall();
  await again.photo.keep('new photo of a');
  await looking;
  await b.records.forgetAll();
  await again.photo.recall(); // in turn
  expect(await load(again.window.reload()).photo.recall()).toBe('new photo of a');
});

it('what an earlier version kept is removed by a tab that began with another one, too', async () => {
  const { open, earlier } = browser();
  await open().photo.keep('photo of a');
  await earlier('results').keep('results of an earlier version');
  await open().records.forgetAll();
  expect(await earlier('results').recall()).toBeUndefined();
});

it('what an earlier version kept for all tabs is taken over, once', async () => {
  const { open, load, earlier } = browser();
  await earlier('open').keep('photo');
  await earlier('results').keep('results');
  const a = open();
  expect(await a.photo.recall()).toBe('photo');
  expect(await a.results.recall()).toBe('results');
  expect(await earlier('open').recall()).toBeUndefined();
  expect(await earlier('results').recall()).toBeUndefined();
  expect(await load(a.window.reload()).photo.recall()).toBe('photo');
});

it('the photos of the last six tabs are kept', async () => {
  const { open, load } = browser();
  const tabs = Array.from({ length: 8 }, open);
  for (const [at, { photo, results }] of tabs.entries()) {
    await photo.keep(`photo ${at}`);
    await results.keep(`results ${at}`);
  }
  const found = () => Promise.all(tabs.map(({ window }) => load(window.reload()).results.recall()));
  // What is dropped is removed in the background.
  await vi.waitFor(async () => expect((await found()).slice(0, 2)).toEqual([undefined, undefined]));
  expect((await found()).slice(2)).toEqual([2, 3, 4, 5, 6, 7].map((at) => `results ${at}`));
});

it('where storage is closed, a tab keeps things as long as the database lets it', async () => {
  const closed = () => {
    throw new DOMException('Closed on purpose.', 'SecurityError');
  };
  const window: TabsWindow = {
    get sessionStorage(): Storage {
      return closed();
    },
    get localStorage(): Storage {
      return closed();
    },
    addEventListener: () => {},
  };
  const { photo } = browser().load(window);
  await photo.keep('photo');
  expect(await photo.recall()).toBe('photo');
});

/** What the next visit has of the paintings, and whether the browser has to ask before the page is closed. */
import { describe, expect, it } from 'vitest';
import { deferred, idle, photoFile, until } from '../testing/index.ts';
import type { QueueStorage } from './queueKeeping.ts';
import { isAtRisk } from './queueState.ts';
import { fakeStorage, visit } from './testing/queueVisit.ts';

it.each([
  [
    'the next visit knows what each painting was made with, also one that is to be painted again',
    true,
  ],
  ['the next visit has the paintings that an older version of this page kept without that', false],
])('%s', async (_, isKnown) => {
  const fake = fakeStorage();
  const first = await visit(fake);
  await first.actions.open(['a.jpg', 'b.jpg'].map(photoFile));
  await first.page.reached('done');
  first.actions.start();
  await until(() => fake.results.kept.size === 2 && first.status() === 'idle');
  first.page.actions.choose({ strength: 0.5 });
  await until(() => fake.looks()?.[0]?.settings.strength === 0.5);
  if (!isKnown)
    for (const result of fake.results.kept.values()) Reflect.deleteProperty(result, 'look');
  const { list, states, page } = await visit(fake, { name: 'a.jpg', file: photoFile('a.jpg') });
  expect(states()).toEqual(['waiting', 'done']);
  expect(list().map(({ result }) => result?.look?.settings.strength)).toEqual([
    ...[isKnown ? 1 : undefined, 1],
  ]);
  page.actions.choose({ strength: 1 });
  expect(states()).toEqual([isKnown ? 'done' : 'waiting', 'done']);
});

describe('closing the page', () => {
  /** A queue of two photos that is painted. */
  async function paintedQueue(storage: QueueStorage) {
    const page = await visit({ storage });
    const asks = () => isAtRisk(page.queue.store.getState());
    await page.actions.open(['a.jpg', 'b.jpg'].map(photoFile));
    await page.page.reached('done');
    page.actions.start();
    const asksAtWork = asks();
    await until(() => page.status() === 'idle');
    return { ...page, asks, asksAtWork };
  }

  it('loses nothing of a queue that is kept, unless it is being painted', async () => {
    const fake = fakeStorage();
    const { asks, asksAtWork, list, actions, one } = await paintedQueue(fake.storage);
    expect(asksAtWork).toBe(true);
    expect(list().map(({ result }) => result?.saved)).toEqual([false, false]);
    await until(() => !asks());
    const next = await visit(fake);
    expect(next.list().map(({ result }) => result !== undefined)).toEqual([true, true]);
    await until(() => !isAtRisk(next.queue.store.getState()));
    // What is put back needs a copy again.
    actions.remove(one('a.jpg')!.id);
    await until(() => fake.files.kept.size === 1);
    actions.putBack();
    expect(asks()).toBe(true);
    await until(() => !asks());
  });

  it('loses a painting as long as it is not kept yet', async () => {
    const fake = fakeStorage();
    const { made } = fake.results;
    const { promise, resolve } = deferred();
    const put: QueueStorage['results']['put'] = async (...args) => {
      await promise;
      return made.put(...args);
    };
    const { asks } = await paintedQueue({ ...fake.storage, results: { ...made, put } });
    await idle();
    expect(asks()).toBe(true);
    resolve();
    await until(() => !asks());
  });

  const refuse = async () => false;
  const refusing = <T extends object>(collection: T) => ({ ...collection, put: refuse });

  it.each<[string, (storage: QueueStorage) => Partial<QueueStorage>]>([
    ['paintings that have no room', ({ results }) => ({ results: refusing(results) })],
    ['paintings whose photos have no room', ({ files }) => ({ files: refusing(files) })],
    ['paintings of a queue beside the kept one of another tab', () => ({ claim: refuse })],
  ])('loses %s, until they are downloaded', async (_, lacking) => {
    const { storage } = fakeStorage();
    const { asks, actions } = await paintedQueue({ ...storage, ...lacking(storage) });
    await idle();
    expect(asks()).toBe(true);
    await actions.saveAll();
    expect(asks()).toBe(false);
  });
});

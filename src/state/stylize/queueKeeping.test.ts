import { describe, expect, it, vi } from 'vitest';
import { fullMask, invert } from '../../picture/index.ts';
import { FakeEngine, idle, photoFile, until } from '../testing/index.ts';
import { createQueueStorage, type QueueStorage } from './queueKeeping.ts';
import { hasKeptQueue, QUEUE_LIMIT } from './queueState.ts';
import { queuePage } from './testing/queue.ts';
import { fakeStorage, visit } from './testing/queueVisit.ts';

const sized = (name: string, bytes: number) => new File(['x'.repeat(bytes)], name);

it('is known to be kept as long as it has photos, so that the next visit can read it at once', async () => {
  const fake = fakeStorage();
  const { actions } = await visit(fake);
  expect(hasKeptQueue()).toBe(false);
  await actions.open(['a.jpg', 'b.jpg'].map(photoFile));
  await until(() => fake.looks()?.length === 2);
  expect(hasKeptQueue()).toBe(true);
  actions.clear();
  await until(() => fake.looks() === undefined);
  expect(hasKeptQueue()).toBe(false);
});

it('is read while the page waits for its photo, and shown after that', async () => {
  const fake = fakeStorage();
  const { actions } = await visit(fake);
  await actions.open(['a.jpg', 'b.jpg'].map(photoFile));
  await until(() => fake.looks()?.length === 2);
  const page = await queuePage({ engine: new FakeEngine(), storage: fake.storage });
  const recall = vi.spyOn(fake.files.made, 'all');
  let photoIsThere = () => {};
  const done = page.actions.restore(new Promise<void>((resolve) => (photoIsThere = resolve)));
  await until(() => recall.mock.calls.length > 0);
  expect(page.list()).toEqual([]);
  photoIsThere();
  await done;
  expect(page.list()).toHaveLength(2);
});

describe('a queue after a reload', () => {
  it('has its photos with their settings, and the paintings that were made', async () => {
    const fake = fakeStorage();
    const first = await visit(fake);
    await first.actions.open(['a.jpg', 'b.jpg', 'bad.jpg'].map(photoFile));
    first.actions.start();
    await until(() => first.status() === 'idle' && first.stateOf('b.jpg') === 'done');
    await first.actions.openPhoto(first.one('b.jpg')!.id);
    await first.page.reached('done');
    first.page.actions.choose({ strength: 0.5 });
    await until(() => fake.looks()?.some(({ settings }) => settings.strength === 0.5) === true);
    await until(() => fake.results.kept.size === 2);

    const { list, queue, states, page, reached, actions } = await visit(fake, {
      ...{ name: 'b.jpg', file: photoFile('b.jpg') },
    });
    expect(list().map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg', 'bad.jpg']);
    const [a, b] = list();
    expect(a).toMatchObject({
      settings: { strength: 1 },
      follows: false,
      result: { saved: false },
    });
    expect(await a?.result?.blob.text()).toBe('x');
    expect(b).toMatchObject({ settings: { strength: 0.5 } });
    // The broken one is found once more, and b is to be painted as it was chosen last.
    await reached('bad.jpg', 'failed');
    expect(states()).toEqual(['done', 'waiting', 'failed']);
    // It is the one on the page: what is chosen there is for it.
    expect(queue.store.getState().open).toBe(b?.id);
    page.actions.choose({ strength: 0.2 });
    expect(list()[1]?.settings.strength).toBe(0.2);
    expect(list()[0]?.settings.strength).toBe(1);
    actions.start();
    await reached('b.jpg', 'done');
  });

  it('keeps each file once, whatever is chosen', async () => {
    const fake = fakeStorage();
    const { actions, page } = await visit(fake);
    await actions.open(['a.jpg', 'b.jpg'].map(photoFile));
    await until(() => fake.looks()?.length === 2);
    for (const strength of [0.1, 0.2, 0.3]) page.actions.choose({ strength });
    await until(() => fake.looks()?.every(({ settings }) => settings.strength === 0.3) === true);
    expect(fake.storage.files.put).toHaveBeenCalledTimes(2);
    const next = await visit(fake);
    next.page.actions.choose({ strength: 0.7 });
    await until(() => fake.looks()?.every(({ settings }) => settings.strength === 0.7) === true);
    expect(fake.storage.files.put).toHaveBeenCalledTimes(2);
  });

  it('has the mask and the part that were chosen', async () => {
    const fake = fakeStorage();
    const first = await visit(fake);
    await first.actions.open(['a.jpg', 'b.jpg'].map(photoFile));
    await first.page.reached('done');
    first.page.actions.invertMask();
    await until(() => fake.looks()?.[0]?.mask !== undefined);
    const { list } = await visit(fake);
    expect(list()[0]?.mask).toEqual(invert(fullMask({ width: 80, height: 40 })));
    expect(list()[1]?.mask).toBeUndefined();
  });

  it('is gone with what is removed', async () => {
    const fake = fakeStorage();
    const { actions, one } = await visit(fake);
    await actions.open(['a.jpg', 'b.jpg'].map(photoFile));
    await until(() => fake.looks()?.length === 2);
    actions.remove(one('a.jpg')!.id);
    await until(() => fake.looks()?.length === 1);
    expect(fake.files.kept.size).toBe(1);
    actions.clear();
    await until(() => fake.looks() === undefined);
    expect([fake.files.kept.size, fake.results.kept.size]).toEqual([0, 0]);
    expect((await visit(fake)).list()).toEqual([]);
  });

  it('says by name which files have no room, and lacks these', async () => {
    const fake = fakeStorage({ room: 10 });
    const { actions, page } = await visit(fake);
    await actions.open([sized('small.jpg', 5), sized('large.jpg', 50), sized('huge.jpg', 500)]);
    await until(() => page.fault()?.code === 'queue/not-kept');
    expect(page.fault()).toEqual({ code: 'queue/not-kept', names: ['large.jpg', 'huge.jpg'] });
    const next = await visit(fake);
    expect(next.list().map(({ name }) => name)).toEqual(['small.jpg']);
  });

  it('comes before what was added meanwhile', async () => {
    const fake = fakeStorage();
    const first = await visit(fake);
    await first.actions.open(['a.jpg', 'b.jpg'].map(photoFile));
    await until(() => fake.looks()?.length === 2);
    const { actions, list } = await queuePage({ storage: fake.storage });
    await actions.add([photoFile('c.jpg')]);
    await actions.restore();
    expect(list().map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
    await until(() => fake.looks()?.length === 3);
    expect(fake.files.kept.size).toBe(3);
  });

  it('is whole, too, where both are more than a queue takes; more than that is left out and told', async () => {
    const fake = fakeStorage();
    const first = await visit(fake);
    await first.actions.open(['a.jpg', 'b.jpg'].map(photoFile));
    await until(() => fake.looks()?.length === 2);
    const { actions, list, page } = await queuePage({ storage: fake.storage });
    await actions.add(Array.from({ length: QUEUE_LIMIT - 1 }, (_, at) => photoFile(`${at}.jpg`)));
    await actions.restore();
    const names = () => list().map(({ name }) => name);
    expect(names().slice(0, 3)).toEqual(['a.jpg', 'b.jpg', '0.jpg']);
    expect(names()).toHaveLength(QUEUE_LIMIT + 1);
    await until(() => fake.looks()?.length === QUEUE_LIMIT + 1);
    await actions.add([photoFile('c.jpg')]);
    expect(names()).toHaveLength(QUEUE_LIMIT + 1);
    expect(page.fault()).toMatchObject({ code: 'queue/left-out', tooMany: true });
  });
});

describe('of two tabs', () => {
  it('the second has a queue of its own, and leaves what the first keeps alone', async () => {
    const fake = fakeStorage();
    const first = await visit(fake);
    await first.actions.open(['a.jpg', 'b.jpg'].map(photoFile));
    await until(() => fake.looks()?.length === 2);
    const claim = async () => false;
    const second = await visit({ ...fake, storage: { ...fake.storage, claim } });
    expect(second.list()).toEqual([]);
    expect(second.queue.store.getState().isTemporary).toBe(true);
    await second.actions.open(['c.jpg', 'd.jpg'].map(photoFile));
    second.actions.clear();
    await first.actions.add([photoFile('e.jpg')]);
    await until(() => fake.looks()?.length === 3);
    expect(fake.looks()?.map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg', 'e.jpg']);
    expect(fake.files.kept.size).toBe(3);
  });

  /** A second tab: it is looked at, or not, and the first one goes. */
  async function secondTab(fake: ReturnType<typeof fakeStorage>, isInFront = true) {
    const listeners = new Set<() => void>();
    const front = {
      isInFront: () => isInFront,
      onChange: (listener: () => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    const asked: ((giveBack: () => void) => void)[] = [];
    const given = vi.fn();
    const storage: QueueStorage = {
      ...fake.storage,
      claim: async () => false,
      claimNext: () => new Promise((resolve) => asked.push(resolve)),
    };
    const page = await visit({ ...fake, storage }, undefined, front);
    return {
      ...page,
      names: () => page.list().map(({ name }) => name),
      isTemporary: () => page.queue.store.getState().isTemporary,
      /** How often it gave the kept queue back. */
      given,
      asked,
      firstGoes: async () => {
        await until(() => asked.length > 0);
        asked.shift()?.(given);
        await idle();
      },
      lookAt: async () => {
        isInFront = true;
        listeners.forEach((listener) => listener());
        await idle();
      },
    };
  }

  const keptQueue = async (...names: string[]) => {
    const fake = fakeStorage();
    const first = await visit(fake);
    await first.actions.open(names.map(photoFile));
    await until(() => fake.looks()?.length === names.length);
    return fake;
  };

  it('the second takes over what the first has kept, once that one is gone', async () => {
    const fake = await keptQueue('a.jpg', 'b.jpg');
    const { firstGoes, names, isTemporary, actions, given } = await secondTab(fake);
    expect([names(), isTemporary()]).toEqual([[], true]);
    await firstGoes();
    expect([names(), isTemporary()]).toEqual([['a.jpg', 'b.jpg'], false]);
    await actions.add([photoFile('c.jpg')]);
    await until(() => fake.looks()?.length === 3);
    expect(given).not.toHaveBeenCalled();
  });

  it('the second keeps its own queue, too, behind that', async () => {
    const fake = await keptQueue('a.jpg', 'b.jpg');
    const { firstGoes, names, actions } = await secondTab(fake);
    await actions.open(['c.jpg', 'd.jpg'].map(photoFile));
    await firstGoes();
    expect(names()).toEqual(['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg']);
    await until(() => fake.looks()?.length === 4);
    expect(fake.files.kept.size).toBe(4);
  });

  it('the second leaves it alone while another window is in front', async () => {
    const fake = await keptQueue('a.jpg', 'b.jpg');
    const { firstGoes, lookAt, names, asked } = await secondTab(fake, false);
    expect(asked).toEqual([]);
    await lookAt();
    await firstGoes();
    expect(names()).toEqual(['a.jpg', 'b.jpg']);
  });

  it('the second gives it back at once where it may not have it by then', async () => {
    const fake = await keptQueue('a.jpg', 'b.jpg');
    const { firstGoes, names, actions, given, page, status } = await secondTab(fake);
    await actions.open(['c.jpg', 'd.jpg'].map(photoFile));
    await page.reached('done');
    actions.start();
    await firstGoes();
    expect(given).toHaveBeenCalledTimes(1);
    expect(names()).toEqual(['c.jpg', 'd.jpg']);
    await until(() => status() === 'idle');
    await firstGoes();
    expect(names()).toEqual(['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg']);
    expect(given).toHaveBeenCalledTimes(1);
  });

  it('the second leaves it alone where both are more than a queue holds', async () => {
    const fake = await keptQueue('a.jpg', 'b.jpg');
    const { firstGoes, names, actions, one, given, asked } = await secondTab(fake);
    const own = Array.from({ length: QUEUE_LIMIT - 1 }, (_, at) => `${at}.jpg`);
    await actions.open(own.map(photoFile));
    await firstGoes();
    expect(given).toHaveBeenCalledTimes(1);
    expect(names()).toEqual(own);
    expect(fake.looks()).toHaveLength(2);
    expect(asked).toEqual([]);
    actions.remove(one('0.jpg')!.id);
    await firstGoes();
    expect(names()).toHaveLength(QUEUE_LIMIT);
  });

  it('an empty second has what is kept even where that is more than a queue takes', async () => {
    const fake = await keptQueue('a.jpg', 'b.jpg');
    const { actions } = await queuePage({ storage: fake.storage });
    await actions.add(Array.from({ length: QUEUE_LIMIT - 1 }, (_, at) => photoFile(`${at}.jpg`)));
    await actions.restore();
    await until(() => fake.looks()?.length === QUEUE_LIMIT + 1);
    const { firstGoes, names } = await secondTab(fake);
    await firstGoes();
    expect(names()).toHaveLength(QUEUE_LIMIT + 1);
  });

  it('the one that asks first has the kept queue; without locks each has', async () => {
    const { request } = fakeLocks();
    const claims = async (locks: Pick<LockManager, 'request'> | undefined) => [
      await createQueueStorage({ locks }).claim(),
      await createQueueStorage({ locks }).claim(),
    ];
    expect(await claims({ request })).toEqual([true, false]);
    expect(await claims(undefined)).toEqual([true, true]);
    const refuse = () => Promise.reject(new DOMException('Closed on purpose.', 'SecurityError'));
    expect(await claims({ request: refuse })).toEqual([true, true]);
  });

  it('the one that waits has it when it is given back', async () => {
    const { claim, claimNext } = createQueueStorage({ locks: fakeLocks() });
    const giveBack = await claimNext();
    expect(await claim()).toBe(false);
    const next = claimNext();
    giveBack();
    (await next)();
    await idle();
    expect(await claim()).toBe(true);
    const refuse = () => Promise.reject(new DOMException('Closed on purpose.', 'SecurityError'));
    const refused = createQueueStorage({ locks: { request: refuse } });
    await expect(refused.claimNext()).rejects.toThrow('Closed on purpose.');
  });
});

/** A browser's locks. A tab that closes gives back what it held. */
function fakeLocks() {
  const held = new Map<string, Promise<unknown>>();
  const request = async (
    name: string,
    second: LockOptions | ((lock: object | null) => unknown),
    third?: (lock: object | null) => unknown,
  ) => {
    const hold = typeof second === 'function' ? second : third!;
    if (typeof second !== 'function' && second.ifAvailable && held.has(name)) return hold(null);
    while (held.has(name)) await held.get(name);
    const work = Promise.resolve(hold({ name })).finally(() => held.delete(name));
    held.set(name, work);
    return work;
  };
  return { request: request as LockManager['request'] };
}

describe('a browser’s database', () => {
  it('that is closed keeps nothing, and everything else works', async () => {
    const storage = createQueueStorage({}, () => {
      throw new DOMException('Closed on purpose.', 'SecurityError');
    });
    const { actions, list, queue } = await queuePage({ storage });
    await actions.restore();
    await actions.open(['a.jpg', 'b.jpg'].map(photoFile));
    expect(list()).toHaveLength(2);
    expect(queue.store.getState().isTemporary).toBe(true);
  });

  it.each(['looks', 'files', 'results'] as const)(
    'whose %s can’t be read once loses nothing of what it keeps, also where a new queue is made then',
    async (what) => {
      const fake = fakeStorage();
      const first = await visit(fake);
      await first.actions.open(['a.jpg', 'b.jpg'].map(photoFile));
      first.actions.start();
      await until(
        () => fake.results.kept.size === 2 && fake.looks()?.every(({ done }) => done) === true,
      );
      const fails = async () => {
        throw new DOMException('On purpose.', 'UnknownError');
      };
      const failing = {
        ...fake.storage,
        [what]: { ...fake.storage[what], [what === 'looks' ? 'recall' : 'all']: fails },
      };
      const second = await visit({ storage: failing });
      await second.actions.open(['c.jpg', 'd.jpg'].map(photoFile));
      await idle();
      expect(second.list().map(({ name }) => name)).toEqual(['c.jpg', 'd.jpg']);
      expect(second.queue.store.getState().isTemporary).toBe(true);
      const { list, states } = await visit(fake);
      expect(list().map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg']);
      expect(states()).toEqual(['done', 'done']);
    },
  );

  it.each([
    ['half of the quota, less what is there', { quota: 1000, usage: 200 }, 300],
    ['all that the browser takes, where it does not say', {}, Infinity],
  ])('has room: %s', async (_, estimate, room) => {
    const storage = createQueueStorage({ storage: { estimate: async () => estimate } });
    expect(await storage.room()).toBe(room);
  });
});

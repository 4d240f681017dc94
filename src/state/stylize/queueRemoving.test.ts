import { describe, expect, it } from 'vitest';
import { FakeEngine, photoFile, until } from '../testing/index.ts';
import { queuePage } from './testing/queue.ts';
import { fakeStorage, visit } from './testing/queueVisit.ts';

async function paintedQueue() {
  const engine = new FakeEngine();
  const page = await queuePage({ engine });
  await page.fill('a.jpg', 'b.jpg', 'c.jpg');
  engine.atOnce = true;
  page.actions.start();
  await until(() => page.status() === 'idle');
  return { ...page, names: () => page.list().map(({ name }) => name) };
}

describe('what is removed from the queue', () => {
  it('comes back where it stood, with its painting', async () => {
    const { actions, one, list, names, queue } = await paintedQueue();
    const before = list();
    actions.remove(one('b.jpg')!.id);
    expect(names()).toEqual(['a.jpg', 'c.jpg']);
    actions.putBack();
    expect(list()).toEqual(before);
    expect(queue.store.getState().removed).toBeUndefined();
    actions.clear();
    expect(names()).toEqual([]);
    actions.putBack();
    expect(list()).toEqual(before);
  });

  it('comes back as far as the last step goes, and not once it is let go', async () => {
    const { actions, one, names } = await paintedQueue();
    actions.remove(one('a.jpg')!.id);
    actions.remove(one('b.jpg')!.id);
    actions.putBack();
    expect(names()).toEqual(['b.jpg', 'c.jpg']);
    actions.clear();
    actions.letGo();
    actions.putBack();
    expect(names()).toEqual([]);
  });

  it('waits where it was in work, and is painted in its turn', async () => {
    const engine = new FakeEngine();
    const { fill, actions, list, one, states, status } = await queuePage({ engine });
    await fill('a.jpg', 'b.jpg', 'c.jpg');
    actions.start();
    await until(() => states().includes('painting'));
    const { id } = list().find(({ state }) => state.status === 'painting')!;
    actions.remove(id);
    actions.putBack();
    expect(['waiting', 'painting']).toContain(
      list().find((photo) => photo.id === id)?.state.status,
    );
    engine.atOnce = true;
    engine.last.finish();
    await until(() => status() === 'idle');
    expect(states()).toEqual(['done', 'done', 'done']);
    expect(one('a.jpg')?.result).toBeDefined();
  });

  it('is kept in the browser again once it is back', async () => {
    const fake = fakeStorage();
    const first = await visit(fake);
    await first.actions.open(['a.jpg', 'b.jpg'].map(photoFile));
    await until(() => fake.looks()?.length === 2);
    const { actions, one, list } = await visit(fake);
    expect(list()).toHaveLength(2);
    actions.remove(one('a.jpg')!.id);
    await until(() => fake.files.kept.size === 1);
    actions.putBack();
    await until(() => fake.files.kept.size === 2 && fake.looks()?.length === 2);
    expect((await visit(fake)).list().map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg']);
  });
});

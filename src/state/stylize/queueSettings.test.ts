import { describe, expect, it, vi } from 'vitest';
import { PictureProblem, type Pictures } from '../../picture/index.ts';
import { deferred, FakeEngine, fakePictures, idle, photoFile, until } from '../testing/index.ts';
import { countOthers, countsOf } from './queueState.ts';
import { queuePage } from './testing/queue.ts';

/** A queue whose paintings are finished at once. */
async function quickPage(names = ['a.jpg', 'b.jpg', 'c.jpg'], pictures: Partial<Pictures> = {}) {
  const engine = new FakeEngine();
  const page = await queuePage({ engine, pictures });
  await page.fill(...names);
  engine.atOnce = true;
  return {
    ...page,
    styles: () => page.list().map(({ settings }) => settings.style),
    choose: async (changes: Parameters<typeof page.page.actions.choose>[0]) => {
      page.page.actions.choose(changes);
      await page.page.reached('done');
    },
    open: async (name: string) => {
      await page.actions.openPhoto(page.one(name)!.id);
      await page.page.reached('done');
    },
    paint: async () => {
      page.actions.start();
      await until(() => page.status() === 'idle');
    },
  };
}

describe('the settings of a queued photo', () => {
  it('are those of the page until painting starts', async () => {
    const { choose, styles, paint, list, engine } = await quickPage();
    await choose({ style: 'night' });
    expect(styles()).toEqual(['night', 'night', 'night']);
    await paint();
    expect(list().map(({ result }) => result?.name)).toEqual([
      ...['a-night.png', 'b-night.png', 'c-night.png'],
    ]);
    expect(engine.last.job.style).toEqual([0, 1]);
    await choose({ style: 'wave' });
    // The open one is the first.
    expect(styles()).toEqual(['wave', 'night', 'night']);
  });

  it('are told of where they differ from those of the page', async () => {
    const { choose, paint, actions, queue, page } = await quickPage();
    const others = () => countOthers(queue.store.getState(), page.store.getState().settings);
    await choose({ style: 'night' });
    expect(others()).toBe(0);
    await paint();
    await choose({ boldness: 0.9 });
    expect(others()).toBe(2);
    actions.applyToAll();
    expect(others()).toBe(0);
  });

  it('count where a photo has failed that can be tried again, not where a file is no picture', async () => {
    const { pictures } = fakePictures();
    const decode = vi.fn<Pictures['decode']>(async (file, name, crop) => {
      if (name === 'c.jpg') throw new PictureProblem({ code: 'picture/crashed' });
      return pictures.decode(file, name, crop);
    });
    const names = ['a.jpg', 'bad.jpg', 'c.jpg'];
    const { choose, paint, queue, page, states } = await quickPage(names, { decode });
    await paint();
    expect(states()).toEqual(['done', 'failed', 'failed']);
    await choose({ style: 'night' });
    expect(countOthers(queue.store.getState(), page.store.getState().settings)).toBe(1);
  });

  it('are its own once one was opened, and come back with it', async () => {
    const { choose, open, styles, page, paint, list } = await quickPage();
    await open('b.jpg');
    await choose({ style: 'night', boldness: 1 });
    expect(styles()).toEqual(['wave', 'night', 'wave']);
    await open('c.jpg');
    expect(page.store.getState().settings).toMatchObject({ style: 'wave', boldness: 0.5 });
    await open('b.jpg');
    expect(page.store.getState().settings).toMatchObject({ style: 'night', boldness: 1 });
    await paint();
    expect(list().map(({ result }) => result?.name)).toEqual([
      ...['a-wave.png', 'b-night.png', 'c-wave.png'],
    ]);
  });

  it('are not those of another photo of the same name that is opened meanwhile', async () => {
    const { pictures } = fakePictures();
    const { promise, resolve } = deferred();
    const held = new Set<Blob>();
    const decode = vi.fn<Pictures['decode']>(async (file, name, crop) => {
      if (held.has(file)) await promise;
      return pictures.decode(file, name, crop);
    });
    const { fill, one, actions, photos, queue, page } = await queuePage({ pictures: { decode } });
    await fill('a.jpg', 'b.jpg');
    held.add(one('b.jpg')!.file);
    const opened = actions.openPhoto(one('b.jpg')!.id);
    const other = photoFile('b.jpg');
    await photos.actions.open([other]);
    resolve();
    await opened;
    expect(photos.store.getState().photo?.brought).toBe(other);
    expect(queue.store.getState().open).toBeUndefined();
    const { settings } = one('b.jpg')!;
    page.actions.choose({ boldness: 0.9 });
    expect(one('b.jpg')?.settings).toBe(settings);
  });

  it('can be made the same for all; what is painted otherwise waits again, and keeps its painting', async () => {
    const { choose, paint, actions, states, styles, list } = await quickPage();
    await paint();
    await choose({ style: 'night' });
    expect(states()).toEqual(['waiting', 'done', 'done']);
    actions.applyToAll();
    expect(styles()).toEqual(['night', 'night', 'night']);
    expect(states()).toEqual(['waiting', 'waiting', 'waiting']);
    expect(list()[2]?.result?.name).toBe('c-wave.png');
    await paint();
    expect(list()[2]?.result?.name).toBe('c-night.png');
    actions.applyToAll();
    expect(states()).toEqual(['done', 'done', 'done']);
  });

  it('come back after they were made the same for all, but for those that were chosen since then', async () => {
    const { choose, open, paint, actions, styles, states, queue, page } = await quickPage();
    const overwritten = () => queue.store.getState().overwritten;
    await open('b.jpg');
    await choose({ style: 'night' });
    await open('c.jpg');
    await choose({ boldness: 0.9 });
    await open('a.jpg');
    await paint();
    const own = page.store.getState().settings;
    const boldness = () => queue.store.getState().photos.map(({ settings }) => settings.boldness);
    actions.applyToAll();
    expect(styles()).toEqual(['wave', 'wave', 'wave']);
    expect(overwritten()).toHaveLength(2);
    actions.putBackSettings();
    expect(styles()).toEqual(['wave', 'night', 'wave']);
    expect(boldness()).toEqual([0.5, 0.5, 0.9]);
    // Their paintings are of these settings.
    expect(states()).toEqual(['done', 'done', 'done']);
    expect(overwritten()).toBeUndefined();
    // The one that is open by then gets them on the page, and one that was changed by then stays.
    actions.applyToAll();
    await open('c.jpg');
    await choose({ strength: 0.3 });
    await open('b.jpg');
    expect(page.store.getState().settings).toEqual(own);
    actions.putBackSettings();
    expect(page.store.getState().settings.style).toBe('night');
    expect(boldness()).toEqual([0.5, 0.5, 0.5]);
    page.actions.undo();
    expect(styles()).toEqual(['wave', 'wave', 'wave']);
    // Not wanted back.
    actions.applyToAll();
    actions.letGoSettings();
    actions.putBackSettings();
    expect(boldness()).toEqual([0.5, 0.5, 0.5]);
  });

  it('that all have got are a step of a photo that was open before', async () => {
    const { choose, open, actions, page, styles } = await quickPage();
    await open('b.jpg');
    await choose({ style: 'night' });
    await open('a.jpg');
    actions.applyToAll();
    await open('b.jpg');
    expect(styles()).toEqual(['wave', 'wave', 'wave']);
    page.actions.undo();
    expect(page.store.getState().settings.style).toBe('night');
    expect(styles()).toEqual(['wave', 'night', 'wave']);
    page.actions.undo();
    expect(page.store.getState().settings.style).toBe('wave');
  });

  it('are kept with the painting: of how many these are earlier ones is known, and what was chosen before is done', async () => {
    const { choose, paint, actions, states, queue, list } = await quickPage();
    const earlier = () => countsOf(queue.store.getState()).earlier;
    await paint();
    const paintings = list().map(({ result }) => result);
    await choose({ style: 'night' });
    expect(earlier()).toBe(1);
    actions.applyToAll();
    expect(earlier()).toBe(3);
    expect(list().map(({ result }) => result?.look?.settings.style)).toEqual([
      ...['wave', 'wave', 'wave'],
    ]);
    await choose({ style: 'wave' });
    actions.applyToAll();
    expect(states()).toEqual(['done', 'done', 'done']);
    expect(list().map(({ result }) => result)).toEqual(paintings);
    expect(earlier()).toBe(0);
  });

  it('come with the painting, the results and the steps of a photo that was open before', async () => {
    const { choose, open, paint, page, photos, engine } = await quickPage();
    await paint();
    const jobs = engine.jobs.length;
    const history = () => page.store.getState().history;
    // The queue has painted it.
    await open('b.jpg');
    expect(engine.jobs).toHaveLength(jobs);
    await choose({ style: 'night' });
    await until(() => history().results.length === 2);
    const { results } = history();
    await open('c.jpg');
    expect(history()).toMatchObject({ canUndo: false });
    const before = engine.jobs.length;
    await open('b.jpg');
    expect(engine.jobs).toHaveLength(before);
    expect(history()).toMatchObject({ results, canUndo: true });
    page.actions.undo();
    expect(page.store.getState().settings.style).toBe('wave');
    // Nothing of one that is removed is remembered.
    photos.actions.remove();
    page.actions.letGo();
    await open('b.jpg');
    expect(history()).toMatchObject({ canUndo: false });
  });

  it('that are painted on the page need no painting by the queue', async () => {
    const engine = new FakeEngine();
    const { fill, page, actions, status, list, states } = await queuePage({
      ...{ engine, hasFileOfPage: true, wait: async () => {} },
    });
    await fill('a.jpg', 'b.jpg');
    engine.atOnce = true;
    actions.start();
    await until(() => status() === 'idle');
    page.actions.choose({ style: 'night' });
    expect(states()).toEqual(['waiting', 'done']);
    await until(() => states().join() === 'done,done');
    expect(list()[0]?.result).toMatchObject({ name: 'a-night.png', saved: false });
  });

  it('that are chosen again while the queue is paused leave nothing to paint', async () => {
    const { choose, paint, actions, status } = await quickPage();
    await paint();
    await choose({ style: 'night' });
    actions.giveWay(true); // so that it is not painted at once
    actions.start();
    actions.pause();
    expect(status()).toBe('paused');
    await choose({ style: 'wave' });
    expect(status()).toBe('idle');
  });

  it('include what is made of the painting afterwards', async () => {
    const { choose, paint, pictures } = await quickPage();
    await choose({ strength: 0.5, keepColours: true });
    await paint();
    expect(pictures.compose).toHaveBeenLastCalledWith(
      ...[
        expect.anything(),
        expect.anything(),
        { strength: 0.5, keepColours: true, cutOut: false },
      ],
    );
  });

  it('leave a cut-out as transparent as it is', async () => {
    const { paint, pictures } = await quickPage(['a.jpg', 'cut-out.png']);
    await paint();
    expect(pictures.fit).toHaveBeenLastCalledWith(expect.anything(), expect.anything(), true);
    expect(pictures.compose).toHaveBeenCalledExactlyOnceWith(
      ...[expect.anything(), expect.anything()],
      { strength: 1, keepColours: false, cutOut: true },
    );
  });

  it('include the format of the file and the styles of a mix', async () => {
    const { choose, paint, page, list } = await quickPage();
    page.saving.actions.choose({ format: 'jpeg' });
    await choose({
      mix: [
        { style: 'night', percent: 60 },
        { style: 'wave', percent: 40 },
      ],
    });
    await paint();
    expect(list()[0]?.result?.blob.type).toBe('image/jpeg');
    expect(list()[0]?.result?.name).toMatch(/^a-night.*wave.*\.jpg$/);
  });

  it('include the mask that was drawn on it, which is of no other one, and comes back with it', async () => {
    const { paint, page, open, list, pictures, states } = await quickPage();
    await paint();
    await open('b.jpg');
    page.actions.startMasking();
    page.actions.switchCell({ row: 0, column: 0 });
    const { mask } = page.store.getState();
    expect(mask).toBeDefined();
    expect(list().map((one) => one.mask)).toEqual([undefined, mask, undefined]);
    expect(states()).toEqual(['done', 'waiting', 'done']);
    await open('c.jpg');
    expect(page.store.getState().mask).toBeUndefined();
    vi.mocked(pictures.compose).mockClear();
    await paint();
    expect(pictures.compose).toHaveBeenCalledExactlyOnceWith(
      ...[
        expect.anything(),
        expect.anything(),
        { strength: 1, keepColours: false, cutOut: false, mask },
      ],
    );
    await open('b.jpg');
    expect(page.store.getState().mask).toBe(mask);
    page.actions.clearMask();
    expect(list()[1]?.mask).toBeUndefined();
  });

  it('that change while it is painted start it again', async () => {
    const { actions, engine, page, one, stateOf, reached } = await quickPage();
    page.actions.choose({ style: 'night' });
    await page.reached('done');
    page.actions.choose({ style: 'wave' });
    engine.atOnce = false;
    const before = engine.jobs.length;
    actions.start();
    await until(() => engine.jobs.length === before + 1);
    const first = engine.last;
    // Not painted on the page, since only what is made of the painting changes.
    page.actions.choose({ strength: 0.2 });
    expect(first.signal?.aborted).toBe(true);
    await until(() => engine.jobs.length === before + 2);
    engine.atOnce = true;
    engine.last.finish();
    await reached('c.jpg', 'done');
    expect(one('a.jpg')?.settings.strength).toBe(0.2);
    expect(stateOf('a.jpg')).toBe('done');
  });
});

it('a photo that is removed from the page stays in the queue', async () => {
  const { photos, queue, list, open } = await quickPage();
  photos.actions.remove();
  await idle();
  expect(queue.store.getState().open).toBeUndefined();
  expect(list()).toHaveLength(3);
  await open('b.jpg');
  expect(queue.store.getState().open).toBe(list()[1]?.id);
});

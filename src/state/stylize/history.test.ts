import { describe, expect, it, vi } from 'vitest';
import { createTabRecords, stylesOf } from '../shared/index.ts';
import {
  browserOfTabs,
  deferred,
  fakePhotoKeeper,
  idle,
  photoFile,
  until,
} from '../testing/index.ts';
import { createResultKeeper, type ResultKeeper } from './results.ts';
import { connectedPage } from './testing/page.ts';

type Kept = Parameters<ResultKeeper['keep']>[0];

/** Keeps results as a browser does. */
function fakeKeeper(kept?: Kept) {
  const state: { kept?: Kept | undefined } = { kept };
  return {
    state,
    keeper: {
      keep: vi.fn<ResultKeeper['keep']>(async (value) => void (state.kept = value)),
      recall: vi.fn<ResultKeeper['recall']>(async () => state.kept),
      forget: vi.fn<ResultKeeper['forget']>(async () => void delete state.kept),
    },
  };
}

/** A page with a painted photo, on which everything is painted at once. */
async function page(options: Parameters<typeof connectedPage>[0] = {}) {
  const made = await connectedPage(options);
  made.engine.atOnce = true;
  await made.openPhoto();
  await made.reached('done');
  await idle();
  const { store, actions } = made;
  return {
    ...made,
    settings: () => store.getState().settings,
    history: () => store.getState().history,
    styles: () => store.getState().history.results.map(({ settings }) => settings.style),
    /** Choose something as a press of its own, and let it be painted. */
    async press(changes: Parameters<typeof actions.choose>[0]) {
      actions.endStep();
      actions.choose(changes);
      await made.reached('done');
      await idle();
    },
  };
}

describe('undo and redo', () => {
  it('take back a choice and do it again, with the paintings that were there', async () => {
    const { press, actions, settings, stage, engine } = await page();
    const first = stage();
    await press({ style: 'night' });
    const second = stage();
    actions.undo();
    expect(settings().style).toBe('wave');
    expect(stage()).toEqual(first);
    actions.redo();
    expect(settings().style).toBe('night');
    expect(stage()).toEqual(second);
    expect(engine.jobs).toHaveLength(2);
  });

  it('take a slider back to where its move began', async () => {
    const { actions, press, settings, history } = await page();
    for (const boldness of [0.6, 0.7, 0.8]) actions.choose({ boldness });
    await press({ boldness: 0.9 });
    actions.undo();
    expect(settings().boldness).toBe(0.8);
    actions.undo();
    expect(settings().boldness).toBe(0.5);
    expect(history().canUndo).toBe(false);
  });

  it('take shares as one move, and each style of a mix as a step', async () => {
    const { actions, settings } = await page();
    const mixed = (percent: number) =>
      stylesOf([
        { style: 'wave', percent },
        { style: 'night', percent: 100 - percent },
      ]);
    actions.choose(mixed(50));
    actions.choose(mixed(40));
    actions.choose(mixed(30));
    actions.undo();
    expect(settings()).toMatchObject(mixed(50));
    actions.undo();
    expect(settings()).toMatchObject({ style: 'wave', mix: [] });
  });

  it('are not for what changes nothing', async () => {
    const { press, history } = await page();
    await press({ style: 'wave', boldness: 0.5 });
    expect(history().canUndo).toBe(false);
  });

  it('last to the next visit as any other choice', async () => {
    const { press, actions } = await page();
    await press({ style: 'night' });
    actions.undo();
    const next = await connectedPage({ returns: true });
    expect(next.store.getState().settings.style).toBe('wave');
  });

  it('reach the mask, too', async () => {
    const { actions, press, store, settings } = await page();
    const mask = () => store.getState().mask;
    actions.invertMask();
    const inverted = mask();
    await press({ style: 'night' });
    actions.undo();
    expect(settings().style).toBe('wave');
    expect(mask()).toBe(inverted);
    actions.undo();
    expect(mask()).toBeUndefined();
    actions.redo();
    expect(mask()).toBe(inverted);
  });

  it('drop the stroke that is being drawn', async () => {
    const { actions, store } = await page();
    actions.invertMask();
    actions.startMasking();
    actions.draw([{ x: 0.5, y: 0.5 }]);
    actions.undo();
    expect(store.getState().masking.drawing).toBeUndefined();
    actions.endStroke();
    expect(store.getState().mask).toBeUndefined();
  });

  it('end at the photo: another one begins with none', async () => {
    const { press, actions, openPhoto, history, store, settings, reached } = await page();
    actions.invertMask();
    await press({ style: 'night' });
    await openPhoto('b.jpg');
    await reached('done');
    expect(history()).toMatchObject({ canUndo: false, canRedo: false });
    expect(store.getState().mask).toBeUndefined();
    actions.undo();
    expect(settings().style).toBe('night');
  });
});

it('a photo that comes with settings of its own begins without a step', async () => {
  const { actions, openPhoto, reached, settings, history } = await page();
  await openPhoto('b.jpg');
  actions.startFrom({ settings: { ...settings(), style: 'night' }, mask: undefined });
  await reached('done');
  expect(settings().style).toBe('night');
  expect(history()).toMatchObject({ canUndo: false, canRedo: false });
});

describe('the results', () => {
  it('are the pictures that were made, the newest first', async () => {
    const { press, history, styles } = await page();
    await press({ style: 'night' });
    await press({ strength: 0.5 });
    expect(styles()).toEqual(['night', 'night', 'wave']);
    const [newest] = history().results;
    expect(history().shown).toBe(newest);
    expect(newest?.settings.strength).toBe(0.5);
    expect(newest?.thumbnail).toMatchObject({ width: 96, height: 96 });
  });

  it('hold a picture once, however often the visitor comes back to it', async () => {
    const { press, styles, history } = await page();
    await press({ style: 'night' });
    await press({ style: 'wave' });
    expect(styles()).toEqual(['night', 'wave']);
    expect(history().shown?.settings.style).toBe('wave');
  });

  it('hold the last picture of a slider’s move', async () => {
    const { actions, history, reached } = await page();
    for (const boldness of [0.6, 0.7, 0.8]) {
      actions.choose({ boldness });
      await reached('done');
      await idle();
    }
    expect(history().results.map(({ settings }) => settings.boldness)).toEqual([0.8, 0.5]);
  });

  it('do not hold what is still being painted', async () => {
    const { actions, engine, styles, begun } = await page();
    engine.atOnce = false;
    actions.choose({ style: 'night' });
    await begun(2);
    await idle();
    expect(styles()).toEqual(['wave']);
  });

  it('hold a picture with a mask once the mask is done', async () => {
    const { actions, history, store } = await page();
    actions.startMasking();
    actions.invertMask();
    await until(() => store.getState().composed !== undefined);
    await idle();
    expect(history().results).toHaveLength(1);
    actions.stopMasking();
    await idle();
    expect(history().results[0]?.mask).toBe(store.getState().mask);
    expect(history().results).toHaveLength(2);
  });

  it('are twelve at most', async () => {
    const { press, history } = await page();
    for (let step = 1; step <= 13; step++) await press({ boldness: step / 20 });
    expect(history().results).toHaveLength(12);
  });

  it('bring their settings back, as a step', async () => {
    const { press, actions, history, settings, stage } = await page();
    const first = stage();
    await press({ style: 'night', network: 'original' });
    const before = settings();
    const old = history().results[1];
    if (old) actions.bringBack(old);
    expect(settings()).toMatchObject({ style: 'wave', network: 'compressed' });
    expect(stage()).toEqual(first);
    await idle();
    expect(history().shown).toBe(old);
    actions.undo();
    expect(settings()).toEqual(before);
  });

  it('belong to the open photo', async () => {
    const { press, openPhoto, reached, styles } = await page();
    await press({ style: 'night' });
    await openPhoto('b.jpg');
    expect(styles()).toEqual([]);
    await reached('done');
    await idle();
    expect(styles()).toEqual(['night']);
  });
});

describe('results that are kept', () => {
  /** A visit that ends with two results, and the next one, to which the photo comes back. */
  async function twoVisits({
    name = 'a.jpg',
    work,
  }: {
    readonly name?: string;
    readonly work?: (made: Awaited<ReturnType<typeof page>>) => Promise<void>;
  } = {}) {
    const { keeper, state } = fakeKeeper();
    const first = await page({ keeper });
    await first.press({ style: 'night' });
    await work?.(first);
    await idle();
    const file = photoFile(name);
    const photoKeeper = fakePhotoKeeper({ name, file });
    const next = await connectedPage({ returns: true, keeper, photoKeeper });
    next.engine.atOnce = true;
    await next.photos.actions.restore();
    await next.reached('done');
    await idle();
    const styles = () =>
      next.store.getState().history.results.map(({ settings }) => settings.style);
    return { ...next, keeper, state, styles };
  }

  it('come back with their photo, each once, and can be brought back', async () => {
    const { styles, store, actions } = await twoVisits();
    expect(styles()).toEqual(['night', 'wave']);
    const { results, shown } = store.getState().history;
    expect(shown?.settings.style).toBe('night');
    const [, old] = results;
    if (old) actions.bringBack(old);
    expect(store.getState().settings.style).toBe('wave');
  });

  it('come back with the steps before them, which can be taken back and done again', async () => {
    const { store, actions, reached } = await twoVisits();
    const { settings } = store.getState();
    expect(settings.style).toBe('night');
    expect(store.getState().history).toMatchObject({ canUndo: true, canRedo: false });
    actions.undo();
    expect(store.getState().settings.style).toBe('wave');
    await reached('done');
    actions.redo();
    expect(store.getState().settings).toEqual(settings);
    expect(store.getState().history).toMatchObject({ canUndo: true, canRedo: false });
  });

  it('come back with the mask, once each', async () => {
    const { store, actions, styles } = await twoVisits({
      work: async ({ actions, store }) => {
        actions.startMasking();
        actions.invertMask();
        actions.stopMasking();
        await until(() => store.getState().history.results.length === 3);
      },
    });
    expect(store.getState().mask?.data.every((value) => value === 0)).toBe(true);
    expect(styles()).toEqual(['night', 'night', 'wave']);
    actions.undo();
    expect(store.getState().mask).toBeUndefined();
    expect(store.getState().settings.style).toBe('night');
  });

  it('leave alone what was done before they came', async () => {
    const { state } = await twoVisits();
    const { keeper } = fakeKeeper(state.kept);
    const come = deferred<Kept | undefined>();
    keeper.recall.mockReturnValue(come.promise);
    const photoKeeper = fakePhotoKeeper({ name: 'a.jpg', file: photoFile('a.jpg') });
    const { photos, store, actions, engine, reached } = await connectedPage({
      keeper,
      photoKeeper,
    });
    engine.atOnce = true;
    await photos.actions.restore();
    await reached('done');
    actions.choose({ strength: 0.5 });
    come.resolve(state.kept);
    await until(() => store.getState().history.results.length > 1);
    actions.undo();
    expect(store.getState().settings.strength).toBe(1);
    expect(store.getState().history.canUndo).toBe(false);
  });

  it('do not come back with another photo', async () => {
    const { styles } = await twoVisits({ name: 'b.jpg' });
    expect(styles()).toEqual(['night']);
  });

  it('are forgotten with a new photo, and when it is removed', async () => {
    const { photos, openPhoto, keeper, state } = await twoVisits();
    keeper.forget.mockClear();
    await openPhoto('c.jpg');
    expect(keeper.forget).toHaveBeenCalledOnce();
    await until(() => state.kept !== undefined);
    expect(state.kept?.photo.name).toBe('c.jpg');
    photos.actions.remove();
    await idle();
    expect(state.kept).toBeUndefined();
  });
});

it('a browser without a database has results all the same', async () => {
  const closed = () => {
    throw new DOMException('Closed on purpose.', 'SecurityError');
  };
  const keeper = createResultKeeper(createTabRecords(browserOfTabs().open(), closed));
  const { press, styles } = await page({ keeper });
  await press({ style: 'night' });
  expect(styles()).toEqual(['night', 'wave']);
  await expect(keeper.recall()).rejects.toBeInstanceOf(Error);
});

import { describe, expect, it } from 'vitest';
import { createOwnStyles } from '../shared/index.ts';
import { FakeEngine, fakeManifest, idle, until } from '../testing/index.ts';
import { createStylePreviews, PREVIEW_SIDE } from './stylePreviews.ts';
import { connectedPage } from './testing/page.ts';

/** The bitmap of the fake photo is 80 x 40. What is made of it by `fit` has its own row number in its red values. */
const rows = (width: number, height: number) => ({
  ...{ width, height },
  data: Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) => Math.floor(i / 4 / width)),
});

async function previewsPage(options: Parameters<typeof connectedPage>[0] = {}) {
  const page = await connectedPage(options);
  const previews = createStylePreviews({
    ...{ stylize: page, pictures: page.pictures },
    pause: async (_ms, signal) => signal.throwIfAborted(),
  });
  const shown = () => [...previews.store.getState().keys()];
  return { ...page, previews, shown, map: () => previews.store.getState() };
}

/** The photo is painted whole, and so in another shape. */
const previewsOf = ({ jobs }: FakeEngine) =>
  jobs.filter(({ job: { picture } }) => picture.width === 40 && picture.height === 40);

describe('once the photo is painted', () => {
  it('each style paints its middle, by the chosen network and as boldly as is chosen', async () => {
    const { engine, paintPhoto, shown, map } = await previewsPage();
    await paintPhoto();
    await until(() => engine.jobs.length === 3);
    const [wave, night] = previewsOf(engine);
    expect(wave?.job).toMatchObject({ model: 'compressed-float16', style: [1, 0] });
    expect(night?.job).toMatchObject({ model: 'compressed-float16', style: [0, 1] });
    expect(shown()).toEqual([]);
    wave?.finish();
    await until(() => shown().length > 0);
    expect(shown()).toEqual(['wave']);
    night?.finish();
    await until(() => shown().length === 2);
    expect(map().get('night')).toMatchObject({ width: 40, height: 40 });
    await idle();
    expect(engine.jobs).toHaveLength(3);
  });

  it('of another part of the photo they stay until the new ones are there; of another photo they go', async () => {
    const engine = new FakeEngine();
    engine.atOnce = true;
    const { actions, shown, openPhoto, photos, reached } = await previewsPage({ engine });
    await openPhoto();
    await until(() => shown().length === 2);
    engine.atOnce = false;
    const { opened } = photos.store.getState().photo!;
    await actions.startCropping();
    actions.changeCrop({ left: 0.5, width: 0.5 });
    actions.applyCrop();
    await reached('running');
    expect(photos.store.getState().photo).toMatchObject({ opened, crop: { left: 0.5 } });
    expect(shown()).toHaveLength(2);
    await openPhoto('b.jpg');
    expect(shown()).toEqual([]);
  });

  it('a tall photo is taken from a little above its middle, where faces are', async () => {
    const engine = new FakeEngine();
    engine.atOnce = true;
    const fit = async () => rows(40, 100);
    const { openPhoto, shown } = await previewsPage({ engine, pictures: { fit } });
    await openPhoto();
    await until(() => shown().length === 2);
    const [first] = previewsOf(engine)[0]?.job.picture.data ?? [];
    // 60 rows are left out, a third of them above.
    expect(first).toBe(20);
  });

  it('a wide one is fitted so that its middle has enough pixels', async () => {
    const engine = new FakeEngine();
    engine.atOnce = true;
    const { openPhoto, shown, pictures } = await previewsPage({ engine });
    await openPhoto();
    await until(() => shown().length === 2);
    expect(pictures.fit).toHaveBeenLastCalledWith(expect.anything(), 2 * PREVIEW_SIDE);
  });
});

describe('what the visitor asks for goes first', () => {
  it('another painting stops them, and they go on where they were', async () => {
    const { engine, paintPhoto, actions, begun, shown } = await previewsPage();
    await paintPhoto();
    const stopped = await begun(3);
    previewsOf(engine)[0]?.finish();
    await until(() => shown().length === 1);
    actions.choose({ style: 'night' });
    const painting = await begun(4);
    expect(stopped.signal?.aborted).toBe(true);
    expect(painting.job.picture.width).toBe(80);
    painting.finish();
    const next = await begun(5);
    expect(next.job).toMatchObject({ style: [0, 1], picture: { width: 40 } });
    next.finish();
    await until(() => shown().length === 2);
    expect(previewsOf(engine)).toHaveLength(3);
  });

  it.each(['leave', 'rest'] as const)(
    'none is painted after “%s”, until the page may',
    async (how) => {
      const { engine, paintPhoto, actions, shown } = await previewsPage();
      const pause = (on: boolean) => {
        if (how === 'rest') actions.rest(on);
        else if (on) actions.leave();
        else actions.enter();
      };
      await paintPhoto();
      await until(() => engine.jobs.length === 3);
      pause(true);
      expect(previewsOf(engine).map(({ signal }) => signal?.aborted)).toEqual([true, true]);
      await idle();
      expect(engine.jobs).toHaveLength(3);
      engine.atOnce = true;
      pause(false);
      await until(() => shown().length === 2);
    },
  );
});

describe('they are painted again', () => {
  const painted = async (options: Parameters<typeof previewsPage>[0] = {}) => {
    const engine = options.engine ?? new FakeEngine();
    engine.atOnce = true;
    const page = await previewsPage({ ...options, engine });
    await page.openPhoto();
    await until(() => page.shown().length === engine.manifest.styles.length);
    return page;
  };

  it('for another boldness and another network, with the old ones in sight', async () => {
    const { engine, actions, shown, map } = await painted();
    const before = map().get('wave');
    engine.atOnce = false;
    actions.choose({ network: 'original' });
    await until(() => engine.jobs.length === 4);
    engine.last.finish();
    await until(() => engine.jobs.length === 6);
    expect(shown()).toEqual(['wave', 'night']);
    expect(engine.last.job.model).toBe('original-float16');
    expect(map().get('wave')).toBe(before);
    previewsOf(engine)[2]?.finish();
    await until(() => map().get('wave') !== before);
  });

  it('not for what is made of the painting afterwards', async () => {
    const { engine, actions } = await painted();
    const count = engine.jobs.length;
    actions.choose({ strength: 0.4, keepColours: true });
    await idle();
    expect(engine.jobs).toHaveLength(count);
  });

  it('of another photo; those of the one before are gone at once', async () => {
    const { engine, openPhoto, shown, photos, begun } = await painted();
    engine.atOnce = false;
    await openPhoto('other.png');
    expect(shown()).toEqual([]);
    await begun(4);
    engine.last.finish();
    await until(() => previewsOf(engine).length === 4);
    photos.actions.remove();
    await idle();
    expect(shown()).toEqual([]);
  });
});

describe('where one can’t be painted', () => {
  it('nothing is said, and the next painting tries again', async () => {
    const { engine, paintPhoto, actions, begun, shown, fault } = await previewsPage();
    await paintPhoto();
    await begun(3);
    const [wave, night] = previewsOf(engine);
    wave?.fail({ code: 'engine/memory' });
    night?.finish();
    await until(() => shown().length === 1);
    expect(fault()).toBeUndefined();
    engine.atOnce = true;
    actions.choose({ style: 'night' });
    await until(() => shown().length === 2);
  });

  it('that of another boldness is gone', async () => {
    const engine = new FakeEngine();
    engine.atOnce = true;
    const { openPhoto, actions, begun, shown, stage } = await previewsPage({ engine });
    await openPhoto();
    await until(() => shown().length === 2);
    actions.choose({ style: 'night' });
    await until(() => stage().status === 'done');
    engine.atOnce = false;
    const count = engine.jobs.length;
    actions.choose({ boldness: 0.9 });
    (await begun(count + 1)).finish();
    await begun(count + 3);
    const [wave, night] = previewsOf(engine).slice(-2);
    wave?.fail({ code: 'engine/memory' });
    night?.finish();
    await until(() => shown().length === 1);
    expect(shown()).toEqual(['night']);
  });

  it('a painting that is known already tries again, too', async () => {
    const { engine, paintPhoto, actions, begun, shown } = await previewsPage();
    await paintPhoto();
    await begun(3);
    actions.choose({ style: 'night' });
    (await begun(4)).finish();
    await begun(6);
    for (const preview of previewsOf(engine).slice(-2)) preview.fail({ code: 'engine/memory' });
    await idle();
    expect(shown()).toEqual([]);
    engine.atOnce = true;
    actions.choose({ style: 'wave' });
    await until(() => shown().length === 2);
  });

  it('an own style that was not learned for this network has none', async () => {
    const ownStyles = createOwnStyles();
    const rows = new Float32Array(4);
    const learned = [{ network: 'compressed', fingerprint: 'f', steps: 9, soft: rows, bold: rows }];
    void ownStyles.put({ id: 'own-1', name: 'Mine', made: 1, learned });
    const models = fakeManifest.models.map((model) => ({ ...model, fingerprint: 'f' }));
    const engine = new FakeEngine({ ...fakeManifest, models });
    engine.atOnce = true;
    const { openPhoto, actions, shown } = await previewsPage({ engine, ownStyles });
    await openPhoto();
    await until(() => shown().length === 3);
    expect(shown()).toEqual(['wave', 'night', 'own-1']);
    actions.choose({ network: 'original' });
    await until(() => shown().length === 2);
    expect(shown()).toEqual(['wave', 'night']);
  });
});

import { describe, expect, it, vi } from 'vitest';
import { deferred, FakeEngine, idle, until } from '../testing/index.ts';
import { stepsTo } from './enlarging.ts';
import type { Device } from './saving.ts';
import { connectedPage } from './testing/page.ts';

/** The fake bitmap is 80 x 40, and so is what the network paints. */
const LARGE = { width: 240, height: 120 };

const refinedPage = async (photo = LARGE, device: Device = {}) => {
  const engine = new FakeEngine();
  engine.atOnce = true;
  const page = await connectedPage({ engine, photo, device });
  const refined = () => page.store.getState().refined;
  return {
    ...page,
    refined,
    became: (status: string) => until(() => refined()?.status === status),
  };
};

describe('a painting that is smaller than the file is to be', () => {
  it('is enlarged, gets its fine strokes, and is saved at the size of the photo', async () => {
    const { openPhoto, became, refined, pictures, actions } = await refinedPage();
    await openPhoto();
    await became('done');
    expect(refined()).toMatchObject({ target: LARGE, large: LARGE, share: 1 });
    expect(vi.mocked(pictures.large.open).mock.calls[0]?.[0]).toMatchObject({ size: LARGE });
    expect(pictures.large.write).toHaveBeenCalled();
    const finished = await actions.finished();
    expect(finished?.large).toMatchObject({ ...LARGE, blend: { strength: 1 } });
  });

  it('is copied with all of its pixels, as a PNG', async () => {
    class Item {
      constructor(readonly data: Record<string, Promise<Blob>>) {}
    }
    vi.stubGlobal('ClipboardItem', Item);
    const copied: string[] = [];
    const write = async ([item]: readonly unknown[]) => {
      const blob = await (item as Item).data['image/png'];
      copied.push((await blob?.text()) ?? '');
    };
    const { openPhoto, became, saving, pictures } = await refinedPage(LARGE, {
      clipboard: { write },
    });
    await openPhoto();
    await became('done');
    expect(await saving.actions.copyPicture()).toBe(true);
    expect(copied).toEqual(['large']);
    const [, , options] = vi.mocked(pictures.large.encode).mock.calls.at(-1) ?? [];
    expect(options).toEqual({ type: 'image/png' });
    vi.unstubAllGlobals();
  });

  it('is left as it is where the photo is no larger', async () => {
    const { openPhoto, reached, refined, pictures } = await refinedPage({ width: 80, height: 40 });
    await openPhoto();
    await reached('done');
    expect(refined()).toBeUndefined();
    expect(pictures.large.open).not.toHaveBeenCalled();
  });

  it('follows the output size, without being painted again', async () => {
    const { engine, openPhoto, became, refined, actions } = await refinedPage();
    await openPhoto();
    await became('done');
    actions.choose({ output: 'double' });
    await until(() => refined()?.target.width === 480 && refined()?.status === 'done');
    const whole = engine.jobs.filter(({ job }) => !job.statistics && job.picture.width === 80);
    expect(whole).toHaveLength(1);
  });

  it('is there again after a step back and forth, with its fine strokes, and nothing is painted', async () => {
    const { engine, openPhoto, became, refined, actions, pictures } = await refinedPage();
    await openPhoto();
    await became('done');
    const first = refined();
    expect(first?.strokesMs).toBeGreaterThanOrEqual(0);
    actions.choose({ style: 'night' });
    await until(() => refined()?.of !== first?.of && refined()?.status === 'done');
    const second = refined();
    expect(vi.mocked(pictures.large.open).mock.lastCall?.[0].keep).toBe(first?.large?.id);
    const jobs = engine.jobs.length;
    actions.undo();
    await until(() => refined() === first);
    actions.redo();
    await until(() => refined() === second);
    expect(engine.jobs.length).toBe(jobs);
    // The picture worker may have let it go.
    vi.mocked(pictures.large.goBack).mockResolvedValueOnce(false);
    actions.undo();
    await until(() => refined()?.of === first?.of && refined()?.status === 'done');
    expect(refined()).not.toBe(first);
  });

  it('begins again where another style is chosen meanwhile, and then the first one', async () => {
    const { engine, openPhoto, reached, became, refined, actions, pictures } = await refinedPage();
    vi.mocked(pictures.large.open).mockReturnValueOnce(new Promise(() => {}));
    await openPhoto();
    await reached('done');
    const first = refined();
    engine.atOnce = false;
    actions.choose({ style: 'night' });
    engine.atOnce = true;
    actions.choose({ style: 'wave' });
    await became('done');
    expect(refined()).toMatchObject({ of: first?.of, large: LARGE });
  });

  it('takes two steps where it is enlarged much', async () => {
    const { openPhoto, became, pictures } = await refinedPage({ width: 800, height: 400 });
    vi.mocked(pictures.fit).mockResolvedValue({
      ...{ width: 20, height: 10 },
      data: new Uint8ClampedArray(4 * 20 * 10),
    });
    await openPhoto();
    await became('done');
    const sizes = vi.mocked(pictures.large.open).mock.calls.map(([{ size }]) => size.width);
    expect(sizes).toEqual([80, 800]);
  });

  it('without fine strokes where these would take long, until the visitor asks for them', async () => {
    const { openPhoto, became, refined, pictures, actions } = await refinedPage({
      ...{ width: 8000, height: 2000 },
    });
    vi.mocked(pictures.large.read).mockResolvedValue({
      ...{ width: 4, height: 4 },
      data: new Uint8ClampedArray(64),
    });
    await openPhoto();
    await became('enlarged');
    expect(refined()?.msLeft).toBeGreaterThan(0);
    expect(pictures.large.write).not.toHaveBeenCalled();
    actions.refine();
    await became('done');
    expect(pictures.large.write).toHaveBeenCalled();
  });
});

describe('fine strokes', () => {
  it('that are stopped leave the enlarged picture as it was', async () => {
    const { engine, openPhoto, became, refined, actions } = await refinedPage();
    engine.atOnce = false;
    const opened = openPhoto();
    await until(() => engine.jobs.length === 1);
    engine.last.finish();
    await became('painting');
    const before = refined()?.pixels;
    actions.stopRefining();
    await became('enlarged');
    expect(refined()?.pixels).toBe(before);
    await opened;
  });

  it('that fail are told, and the enlarged picture stays', async () => {
    const { engine, openPhoto, became, refined, fault } = await refinedPage();
    engine.atOnce = false;
    await openPhoto();
    await until(() => engine.jobs.length === 1);
    engine.last.finish();
    await until(() => engine.jobs.length === 2);
    engine.last.fail({ code: 'engine/memory' });
    await became('enlarged');
    expect(fault()).toEqual({ code: 'engine/memory' });
    expect(refined()?.large).toMatchObject(LARGE);
  });

  it('end where another style is chosen', async () => {
    const { engine, openPhoto, became, actions } = await refinedPage();
    engine.atOnce = false;
    await openPhoto();
    await until(() => engine.jobs.length === 1);
    engine.last.finish();
    await until(() => engine.jobs.length === 2);
    const strokes = engine.last.signal;
    actions.choose({ style: 'night' });
    expect(strokes?.aborted).toBe(true);
    await until(() => engine.jobs.length === 3);
    engine.last.finish();
    await became('painting');
  });

  /** A page with three tiles: the first is there, and the second is being painted. */
  const tiledPage = async () => {
    const page = await refinedPage({ width: 900, height: 200 });
    const { engine, openPhoto, became, refined, pictures } = page;
    engine.atOnce = false;
    await openPhoto();
    // The painting, the sample of the statistics and the first tile.
    for (const jobs of [1, 2, 3]) {
      await until(() => engine.jobs.length === jobs);
      engine.last.finish();
    }
    await until(() => engine.jobs.length === 4 && refined()?.share === 1 / 3);
    /** @returns the left edges of the tiles that were written, in order */
    const written = () => vi.mocked(pictures.large.write).mock.calls.map(([, , { left }]) => left);
    return { ...page, became, written };
  };

  it('wait while another page is shown, and go on where they were', async () => {
    const { engine, became, refined, actions, pictures, written } = await tiledPage();
    const second = engine.last;
    const before = refined();
    actions.leave();
    expect(second.signal?.aborted).toBe(true);
    await idle();
    expect(refined()).toBe(before);
    expect(engine.jobs).toHaveLength(4);
    engine.atOnce = true;
    actions.enter();
    await became('done');
    expect(refined()?.large?.id).toBe(before?.large?.id);
    expect(pictures.large.open).toHaveBeenCalledTimes(1);
    expect(written()).toEqual([0, 300, 600]);
    // Neither the statistics nor the first tile once more.
    expect(engine.jobs.filter(({ job }) => job.withStatistics)).toHaveLength(1);
    expect(engine.jobs).toHaveLength(6);
  });

  it('wait while a style is learned, as often as that happens, and can be stopped meanwhile', async () => {
    const { engine, became, refined, actions, written } = await tiledPage();
    actions.rest(true);
    actions.rest(false);
    await until(() => engine.jobs.length === 5);
    actions.rest(true);
    expect(refined()).toMatchObject({ status: 'painting', share: 1 / 3 });
    const { pixels } = refined() ?? {};
    actions.stopRefining();
    await became('enlarged');
    expect(refined()?.pixels).not.toBe(pixels);
    // They begin when the machine is free.
    actions.refine();
    await idle();
    expect(engine.jobs).toHaveLength(5);
    engine.atOnce = true;
    actions.rest(false);
    await became('done');
    expect(written()).toEqual([0, 300, 600]);
  });

  it('that were stopped go on where they were, when the visitor asks for them again', async () => {
    const { engine, became, refined, actions, written } = await tiledPage();
    actions.stopRefining();
    await became('enlarged');
    expect(refined()?.share).toBe(0);
    engine.atOnce = true;
    actions.refine();
    expect(refined()?.share).toBeCloseTo(1 / 3);
    await became('done');
    expect(written()).toEqual([0, 300, 600]);
  });

  it('begin again where the executor takes tiles of another size by now', async () => {
    const { engine, became, actions, written, store } = await tiledPage();
    actions.stopRefining();
    await became('enlarged');
    engine.tiles = { side: 304, halo: 96 };
    engine.atOnce = true;
    const left: number[] = [];
    store.subscribe(({ refined }) => left.push(refined?.msLeft ?? 0));
    actions.refine();
    await became('done');
    expect(written().slice(1, 3)).toEqual([0, 100]);
    expect(left.every((ms) => Number.isFinite(ms) && ms >= 0)).toBe(true);
    expect(engine.jobs.filter(({ job }) => job.withStatistics)).toHaveLength(2);
  });

  it('end where another photo comes while another page is shown', async () => {
    const { engine, refined, actions, openPhoto, photos } = await tiledPage();
    actions.leave();
    photos.actions.remove();
    expect(refined()).toBeUndefined();
    engine.atOnce = true;
    actions.enter();
    await openPhoto();
    await until(() => refined()?.status === 'done');
  });

  it('whose last tile is told after another style was chosen leave the new painting alone', async () => {
    const { engine, openPhoto, became, refined, pictures, actions } = await refinedPage();
    const { promise, resolve } = deferred();
    const view = vi.mocked(pictures.large.view);
    const look = view.getMockImplementation()!;
    // The first is of the enlarged picture, the second of the tile.
    view.mockImplementationOnce(look).mockImplementationOnce(async (id) => {
      await promise;
      return look(id);
    });
    await openPhoto();
    await until(() => view.mock.calls.length === 2);
    engine.atOnce = false;
    const before = engine.jobs.length;
    actions.choose({ style: 'night' });
    await until(() => engine.jobs.length > before);
    engine.last.finish();
    await until(() => view.mock.calls.length === 3);
    await became('painting');
    const now = refined();
    resolve();
    await idle();
    expect(refined()).toBe(now);
  });

  it('are told to have failed where a tile can’t be shown', async () => {
    const { openPhoto, became, pictures, fault } = await refinedPage({ width: 1200, height: 600 });
    const view = vi.mocked(pictures.large.view);
    const look = view.getMockImplementation()!;
    view.mockImplementationOnce(look).mockRejectedValueOnce(new Error('on purpose'));
    await openPhoto();
    await became('enlarged');
    await until(() => fault() !== undefined);
  });

  it('that are stopped in the first of two steps are left out, and the file has its size', async () => {
    const { engine, openPhoto, became, refined, pictures, actions } = await refinedPage({
      ...{ width: 800, height: 400 },
    });
    vi.mocked(pictures.fit).mockResolvedValue({
      ...{ width: 20, height: 10 },
      data: new Uint8ClampedArray(4 * 20 * 10),
    });
    engine.atOnce = false;
    await openPhoto();
    await until(() => engine.jobs.length === 1);
    engine.last.finish();
    await became('painting');
    actions.stopRefining();
    await until(() => refined()?.large?.width === 800);
    await became('enlarged');
    expect(engine.jobs).toHaveLength(2);
  });

  it('that are there stay while another page is shown', async () => {
    const { openPhoto, became, refined, actions, pictures } = await refinedPage();
    await openPhoto();
    await became('done');
    const before = refined();
    actions.leave();
    actions.enter();
    expect(refined()).toBe(before);
    expect(pictures.large.open).toHaveBeenCalledTimes(1);
  });

  it('are not tried again with each setting where the large picture cannot be made', async () => {
    const { openPhoto, became, pictures, actions } = await refinedPage();
    vi.mocked(pictures.large.open).mockRejectedValue(new Error('no memory'));
    await openPhoto();
    await became('failed');
    actions.choose({ strength: 0.5 });
    actions.choose({ strength: 0.6 });
    expect(pictures.large.open).toHaveBeenCalledTimes(1);
  });

  it('are of the newest photo, and what was kept of the one before is freed', async () => {
    const { openPhoto, became, pictures, photos } = await refinedPage();
    await openPhoto();
    await became('done');
    photos.actions.remove();
    expect(pictures.large.close).toHaveBeenCalled();
  });
});

describe('the steps to a size', () => {
  const view = { width: 2048, height: 1365 };
  it.each([
    ['a little larger: one', { width: 960, height: 640 }, { width: 512, height: 341 }, [960]],
    ['six times: one', { width: 3072, height: 2048 }, { width: 512, height: 341 }, [3072]],
    [
      'much larger: over the view',
      { width: 6000, height: 4000 },
      { width: 512, height: 341 },
      [2048, 6000],
    ],
    [
      'from a small one: over four times',
      { width: 6000, height: 4000 },
      { width: 256, height: 171 },
      [1024, 6000],
    ],
    [
      'from one as large as the view',
      { width: 12_000, height: 8000 },
      { width: 2048, height: 1365 },
      [12_000],
    ],
  ])('%s', (_, target, painted, expected) => {
    expect(stepsTo(target, painted, view).map(({ width }) => width)).toEqual(expected);
  });
});

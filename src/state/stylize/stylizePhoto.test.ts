import { describe, expect, it, vi } from 'vitest';
import { lastResult } from '../shared/index.ts';
import { deferred, fakePictures, idle, photoFile, WASM } from '../testing/index.ts';
import { connectedPage, stylizePage } from './testing/page.ts';

const MEMORY = { code: 'engine/memory' } as const;

describe('a photo', () => {
  it('is painted at once, in the first style, by the default network in float16', async () => {
    const { openPhoto, begun, reached, stage } = await connectedPage();
    await openPhoto();
    const { job, finish } = await begun();
    expect(stage()).toMatchObject({ status: 'running', progress: { phase: 'paint', done: 0.5 } });
    expect(job).toMatchObject({ model: 'compressed-float16', style: [1, 0] });
    finish();
    await reached('done');
    expect(stage()).toMatchObject({ status: 'done', result: { ms: 10, executor: WASM } });
  });

  it('that comes before the engine waits for it', async () => {
    const answer = deferred();
    const { actions, engine, openPhoto, stage, reached } = stylizePage({
      open: () => answer.promise.then(() => engine.connect()),
    });
    void actions.connect();
    await openPhoto();
    expect(stage().status).toBe('idle');
    answer.resolve();
    await reached('running');
  });

  it('that decodes late does not replace a newer one', async () => {
    const slow = deferred();
    const { pictures, bitmaps } = fakePictures();
    const { openPhoto, photos, stage } = await connectedPage({
      pictures: {
        decode: async (blob, name) => {
          if (name === 'big.jpg') await slow.promise;
          return pictures.decode(blob, name);
        },
      },
    });
    const late = openPhoto('big.jpg');
    await openPhoto('small.jpg');
    slow.resolve();
    await late;
    expect(stage()).toMatchObject({ photo: { name: 'small.jpg' } });
    expect(bitmaps[1]?.close).toHaveBeenCalled();
    expect(photos.store.getState().opening).toBeUndefined();
  });

  it.each([
    ['is not there', async () => new Response('', { status: 404 })],
    ['breaks off', async () => ({ ok: true, blob: () => Promise.reject(new TypeError('x')) })],
  ])('of this site that %s is a notice, and the page goes on', async (_, answer) => {
    const { photos, fault, stage } = await connectedPage();
    vi.stubGlobal('fetch', answer);
    await photos.actions.openSample({ id: 'city', url: 'samples/city.jpg' });
    expect(fault()).toEqual({ code: 'photo/sample-not-downloaded' });
    expect(photos.store.getState().opening).toBeUndefined();
    expect(stage().status).toBe('empty');
  });

  it('that replaces another closes its bitmap and drops its job', async () => {
    const { openPhoto, begun, bitmaps, stage, engine } = await connectedPage();
    await openPhoto('a.jpg');
    const first = await begun();
    await openPhoto('b.jpg');
    await begun(2);
    expect(bitmaps[0]?.close).toHaveBeenCalled();
    expect(first.signal?.aborted).toBe(true);
    first.finish();
    await idle();
    expect(stage()).toMatchObject({ status: 'running', photo: { name: 'b.jpg' } });
    expect(engine.jobs).toHaveLength(2);
  });
});

describe('bad input', () => {
  it('is a notice, and the painting stays', async () => {
    const { paintPhoto, openPhoto, photos, stage, fault, bitmaps } = await connectedPage();
    await paintPhoto();
    const before = stage();
    await openPhoto('bad.jpg');
    expect(fault()).toEqual({ code: 'picture/damaged', name: 'bad.jpg' });
    expect(stage()).toBe(before);
    expect(bitmaps[0]?.close).not.toHaveBeenCalled();
    await photos.actions.open([photoFile('a.jpg'), photoFile('b.jpg')]);
    expect(fault()).toEqual({ code: 'photo/many', count: 2 });
    expect(stage()).toBe(before);
  });

  it('is forgotten with a new good photo', async () => {
    const { openPhoto, fault } = await connectedPage();
    await openPhoto('bad.jpg');
    await openPhoto();
    expect(fault()).toBeUndefined();
  });

  it('that fails in the engine keeps the last painting, and can be tried again', async () => {
    const { paintPhoto, actions, begun, reached, stage } = await connectedPage();
    await paintPhoto();
    actions.choose({ style: 'night' });
    (await begun(2)).fail(MEMORY);
    await reached('failed');
    expect(stage()).toMatchObject({ status: 'failed', fault: MEMORY });
    expect(lastResult(stage())?.style).toBe('wave');
    void actions.paint();
    (await begun(3)).finish();
    await reached('done');
    expect(stage()).toMatchObject({ status: 'done', result: { style: 'night' } });
  });
});

it('the painting is saved under the photo’s and the style’s name', async () => {
  const { paintPhoto, saving } = await connectedPage();
  expect(await saving.actions.save()).toBeUndefined();
  await paintPhoto('holiday.at.sea.jpeg');
  const saved = await saving.actions.save();
  expect(saved?.name).toBe('holiday.at.sea-wave.png');
  expect(saved?.blob.type).toBe('image/png');
});

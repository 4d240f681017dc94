import { describe, expect, it, vi } from 'vitest';
import { PictureProblem, WHOLE } from '../../../picture/index.ts';
import { idle, photoFile, until } from '../../testing/index.ts';
import { PRINT, studioPage } from '../testing/studio.ts';
import { recallStepTimes } from './stepTimes.ts';

describe('a painting', () => {
  it('is cropped and learned: the nearest style at once, under its file’s name and chosen', async () => {
    const { page, begin, styles, store, view, kept, ended } = await studioPage();
    await page.openPhoto();
    const learner = await begin();
    expect(learner.request).toMatchObject({ model: 'compressed-float16', steps: 120 });
    // The visitor's own photo, and samples.
    expect(learner.request.photos.length).toBe(5);
    expect(view()).toBe('learning');
    learner.load(5);
    expect(store.getState().learning).toMatchObject({ progress: { phase: 'download', done: 0.5 } });
    expect(styles()).toEqual([]);
    learner.step(0);
    const [style] = styles();
    expect(style).toMatchObject({
      name: 'Blue Horse',
      learned: [{ network: 'compressed', steps: 0 }],
    });
    expect(page.store.getState().settings.style).toBe(style?.id);
    learner.step(10, 0.5);
    expect(styles()[0]?.learned[0]?.soft).toEqual(Float32Array.of(10));
    learner.finish();
    await ended();
    expect(styles()[0]?.learned).toMatchObject([{ steps: 120, fingerprint: PRINT }]);
    expect([...kept.values()]).toEqual(styles());
    expect(learner.disposed).toBe(true);
    expect(view()).toBe('style');
  });

  it('has the nearest style looked for while it is cropped: it is there before anything else', async () => {
    const { actions, looking, learning, styles } = await studioPage();
    await actions.take([photoFile('Blue Horse.jpg')]);
    const looker = await looking();
    expect(looker.request).toMatchObject({ model: 'compressed-float16', steps: 0 });
    expect(looker.request.photos.length).toBe(1);
    looker.finish();
    await until(() => looker.disposed);
    void actions.learn();
    await until(() => styles().length === 1);
    expect(styles()[0]?.learned).toMatchObject([{ steps: 0, soft: Float32Array.of(0) }]);
    expect((await learning()).request.from?.steps).toBe(0);
  });

  it('is looked at no further where it is closed, or learned before the nearest style is known', async () => {
    const { actions, looking, learning, styles } = await studioPage();
    await actions.take([photoFile('Blue Horse.jpg')]);
    const first = await looking();
    actions.close();
    expect(first.disposed).toBe(true);
    await actions.take([photoFile('Blue Horse.jpg')]);
    void actions.learn();
    expect((await learning()).request.from).toBeUndefined();
    first.finish();
    await idle();
    expect(styles()).toEqual([]);
  });

  it('that is brought while another one is learned stays, and is looked at after that', async () => {
    const { actions, begin, store, view, styles, learners, ended, looking } = await studioPage();
    const learner = await begin();
    await actions.take([photoFile('Red Cow.jpg')]);
    await idle();
    const { painting } = store.getState();
    const before = learners.length;
    learner.step(0);
    learner.step(10, 0.5);
    expect(styles().map(({ name }) => name)).toEqual(['Blue Horse']);
    expect(store.getState().painting).toBe(painting);
    expect(painting?.bitmap.close).not.toHaveBeenCalled();
    expect(view()).toBe('learning');
    expect(learners).toHaveLength(before);
    learner.finish();
    await ended();
    expect(view()).toBe('crop');
    await until(() => learners.length === before + 1);
    expect((await looking()).request.steps).toBe(0);
  });

  it('paints the photo again each time that more is learned', async () => {
    const { page, begin } = await studioPage();
    await page.openPhoto();
    await page.reached('done');
    const learner = await begin();
    const painted = () =>
      page.engine.jobs.map(({ job }) => ('own' in job.style ? job.style.own[0] : undefined));
    learner.step(0);
    await until(() => painted().at(-1) === 0);
    learner.step(10, 0.5);
    await until(() => painted().at(-1) === 10);
  });

  it('is cut from its file, which may be larger than what the page shows of it', async () => {
    const { page, actions, learning } = await studioPage();
    const file = photoFile('Blue Horse.jpg');
    await actions.take([file]);
    const part = { ...WHOLE, left: 0.25, width: 0.5 };
    actions.chooseCrop(part);
    void actions.learn();
    await learning();
    expect(page.pictures.decode).toHaveBeenCalledWith(file, 'Blue Horse', part);
  });

  it('tells how far it is: the losses, and the time that is left', async () => {
    const { begin, store } = await studioPage();
    const learner = await begin();
    learner.step(0);
    const progress = () => {
      const { learning } = store.getState();
      return learning.status === 'running' ? learning.progress : undefined;
    };
    for (const [at, loss] of [0.9, 0.8, 0.7].entries()) learner.step(at + 1, loss);
    // Too few steps say nothing of the time.
    expect(progress()).toMatchObject({ steps: 3, losses: [0.9, 0.8, 0.7], msLeft: undefined });
    learner.step(4, 0.6);
    expect(progress()).toMatchObject({ steps: 4, of: 120, msLeft: 116 * 100 });
  });

  it('tells the time that a step took, also of one that is stopped: for the next painting, and the next visit', async () => {
    const { begin, actions, store } = await studioPage();
    const learner = await begin();
    expect(store.getState().times).toEqual([]);
    for (let done = 0; done <= 5; done++) learner.step(done, done && 0.5);
    actions.stop();
    const times = [{ network: 'compressed', executor: 'wasm', ms: 100 }];
    expect(store.getState().times).toEqual(times);
    expect(recallStepTimes()).toEqual(times);
  });

  it('that is stopped keeps what was learned, and goes on later from there', async () => {
    const { begin, actions, styles, store, goingOn, kept } = await studioPage();
    const learner = await begin();
    learner.step(0);
    learner.step(7, 0.5);
    actions.stop();
    expect(store.getState().learning.status).toBe('cancelled');
    expect(styles()[0]?.learned).toMatchObject([{ steps: 7 }]);
    expect(learner.disposed).toBe(true);
    learner.finish(); // too late
    await idle();
    expect([...kept.values()]).toMatchObject([{ learned: [{ steps: 7 }] }]);
    void actions.learnMore(styles()[0]!.id);
    const next = await goingOn(learner);
    expect(next.request.from?.steps).toBe(7);
    next.finish();
    await until(() => store.getState().learning.status === 'done');
    expect(styles()[0]?.learned).toMatchObject([{ steps: 127 }]);
    expect(styles()).toHaveLength(1);
  });

  it('keeps the best rows where the GPU is lost in the middle, and says so', async () => {
    const { begin, styles, store, ended } = await studioPage();
    const learner = await begin();
    learner.step(0);
    learner.step(20, 0.5);
    learner.finish({ code: 'engine/gpu-lost' });
    await ended();
    expect(store.getState().learning).toMatchObject({
      status: 'done',
      result: { fault: { code: 'engine/gpu-lost' } },
    });
    expect(styles()).toHaveLength(1);
  });

  it('that can’t be learned stays open, to try again', async () => {
    const { begin, store, view, styles, ended } = await studioPage();
    const learner = await begin();
    learner.fail({ code: 'engine/model-not-downloaded' });
    await ended();
    expect(store.getState().learning).toMatchObject({ status: 'failed' });
    expect(view()).toBe('crop');
    expect(styles()).toEqual([]);
  });

  it('that can’t be opened is told of', async () => {
    const { actions, store, view } = await studioPage();
    await actions.take([photoFile('bad.jpg')]);
    expect(store.getState().fault?.code).toBe('picture/damaged');
    await actions.take([photoFile('a.jpg'), photoFile('b.jpg')]);
    expect(store.getState().fault).toEqual({ code: 'own/many', count: 2 });
    expect(view()).toBe('choose');
  });

  it('that is a film can be opened on the page that takes it', async () => {
    const { actions, store, page } = await studioPage();
    const files = [photoFile('a.mov')];
    const fault = { code: 'picture/other-kind', name: 'a.mov', kind: 'film' } as const;
    vi.mocked(page.pictures.decode).mockRejectedValueOnce(new PictureProblem(fault));
    await actions.take(files);
    expect(store.getState()).toMatchObject({ fault, elsewhere: { page: 'live', files } });
    await actions.take([photoFile('bad.jpg')]);
    expect(store.getState().elsewhere).toBeUndefined();
  });

  it('is learned on a sample where there is no photo', async () => {
    const { begin, page } = await studioPage();
    const learner = await begin();
    learner.step(0);
    await until(
      () => page.photos.store.getState().photo !== undefined || page.fault() !== undefined,
    );
    expect(learner.request.photos.length).toBe(4);
  });

  it('needs a photo: where there is none, nor a sample, that is told before it is cropped', async () => {
    const { actions, page, store } = await studioPage({ noSamples: true });
    const told = () => store.getState().fault?.code === 'engine/no-photos';
    await actions.take([photoFile('Blue Horse.jpg')]);
    await until(told);
    expect(store.getState().painting).toBeDefined();
    await page.openPhoto();
    expect(told()).toBe(false);
  });

  it('needs a photo: without a network that is told when the panel opens', async () => {
    const { actions, store } = await studioPage({ noSamples: true, offline: true });
    actions.open();
    await until(() => store.getState().fault?.code === 'engine/no-photos');
    actions.close();
    expect(store.getState().fault).toBeUndefined();
  });

  it('that the browser has no room for is there as long as the page, and the visitor hears of it', async () => {
    const { begin, page, styles } = await studioPage({ full: true });
    const learner = await begin();
    learner.step(0);
    learner.finish();
    await until(() => page.fault()?.code === 'own/not-kept');
    expect(styles()).toHaveLength(1);
  });
});

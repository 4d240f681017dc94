import { describe, expect, it, vi } from 'vitest';
import {
  decodeRowsFile,
  EngineProblem,
  type EngineFault,
  type Learner,
  type LearningOptions,
  type LearningRequest,
  type LearningResult,
  type Manifest,
} from '../../../engine/index.ts';
import { PictureProblem, WHOLE } from '../../../picture/index.ts';
import { createOwnStyles, type Collection, type OwnStyle } from '../../shared/index.ts';
import {
  deferred,
  FakeEngine,
  fakeManifest,
  idle,
  photoFile,
  until,
  WASM,
} from '../../testing/index.ts';
import { connectedPage } from '../testing/page.ts';
import { recallStepTimes } from './stepTimes.ts';
import { createStudio } from './studio.ts';
import { viewOf } from './studioState.ts';

const PRINT = 'a'.repeat(64);
const manifest: Manifest = {
  ...fakeManifest,
  models: fakeManifest.models.map((model) => ({ ...model, fingerprint: PRINT })),
};

const rowsOf = (value: number) => ({ soft: Float32Array.of(value), bold: Float32Array.of(value) });

/** What a learner knows after so many steps: its rows are the number of steps. */
function after(steps: number): LearningResult {
  const [rows, none] = [rowsOf(steps), new Float32Array(2)];
  const fall = { begin: 0, end: 1 };
  const state = { current: rows, average: rows, means: none, squares: none, steps, fall, seed: 1 };
  return { rows, state };
}

/** A learner that does as the test says. */
class FakeLearner implements Learner {
  request!: LearningRequest;
  private options: LearningOptions = {};
  private readonly end = deferred<LearningResult>();
  disposed = false;

  learn(request: LearningRequest, options: LearningOptions = {}) {
    [this.request, this.options] = [request, options];
    return this.end.promise;
  }
  dispose() {
    this.disposed = true;
  }
  /** The steps until this one, as updates. */
  step(done: number, loss?: number) {
    const executor = WASM;
    const { rows, state } = after(done + (this.request.from?.steps ?? 0));
    this.options.onUpdate?.({
      ...{
        phase: 'learning',
        done,
        of: this.request.steps,
        loss,
        ms: loss && 100,
        rows,
        state,
        executor,
      },
    });
  }
  load(done: number) {
    this.options.onUpdate?.({ phase: 'loading', done, of: 10 });
  }
  finish(stopped?: EngineFault) {
    const result = after(this.request.steps + (this.request.from?.steps ?? 0));
    this.end.resolve({ ...result, stopped });
  }
  fail(fault: EngineFault) {
    this.end.reject(new EngineProblem(fault));
  }
}

async function studioPage(options: { full?: boolean } = {}) {
  const kept = new Map<string, OwnStyle>();
  const collection: Collection<OwnStyle> = {
    all: async () => [],
    async put(id, style) {
      if (!options.full) kept.set(id, style);
      return !options.full;
    },
    remove: async (id) => void kept.delete(id),
    removeAll: async () => {},
  };
  const ownStyles = createOwnStyles(collection);
  const engine = new FakeEngine(manifest);
  engine.atOnce = true;
  const page = await connectedPage({ engine, ownStyles });
  const learners: FakeLearner[] = [];
  const { store, actions } = createStudio({
    ...{ pictures: page.pictures, photos: page.photos, ownStyles, stylize: page },
    createLearner: () => {
      const learner = new FakeLearner();
      learners.push(learner);
      return learner;
    },
    fetchSample: async () => new Blob(['x']),
  });
  const styles = () => ownStyles.store.getState();
  async function asked(isIt: (learner: FakeLearner) => boolean): Promise<FakeLearner> {
    const find = () => learners.findLast((one) => one.request !== undefined && isIt(one));
    await until(() => find() !== undefined);
    return find() as FakeLearner;
  }
  /** @returns the learner that takes steps */
  const learning = () => asked(({ request }) => request.steps > 0);
  return {
    /** @returns the learner that takes steps after another one has ended */
    goingOn: (before: FakeLearner) => asked((one) => one !== before && one.request.steps > 0),
    /** @returns the learner that looks for the nearest style */
    looking: () => asked(({ request }) => request.steps === 0),
    ...{ page, store, actions, kept, styles, learners },
    view: () => viewOf(store.getState()),
    /** Open a painting, and have it learned. */
    async begin(name = 'Blue Horse.jpg') {
      await actions.take([photoFile(name)]);
      void actions.learn();
      return learning();
    },
    learning,
    ended: () => until(() => store.getState().learning.status !== 'running'),
  };
}

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

  it('that the browser has no room for is there as long as the page, and the visitor hears of it', async () => {
    const { begin, page, styles } = await studioPage({ full: true });
    const learner = await begin();
    learner.step(0);
    learner.finish();
    await until(() => page.fault()?.code === 'own/not-kept');
    expect(styles()).toHaveLength(1);
  });
});

describe('an own style', () => {
  async function learned() {
    const all = await studioPage();
    const learner = await all.begin();
    learner.step(0);
    learner.finish();
    await all.ended();
    return { ...all, learner, id: all.styles()[0]!.id };
  }

  it('is renamed; a name that is taken gets a number', async () => {
    const { actions, id, styles } = await learned();
    actions.rename(id, '  Horse ');
    expect(styles()[0]?.name).toBe('Horse');
    actions.rename(id, 'wave');
    expect(styles()[0]?.name).toBe('wave 2');
    actions.rename(id, ' ');
    expect(styles()[0]?.name).toBe('wave 2');
  });

  it('is saved as a file, and a file brings it back', async () => {
    const { actions, id, styles, page, store } = await learned();
    const file = await actions.save(id);
    expect(file?.name).toBe('Blue Horse.brushlite');
    const bytes = new Uint8Array(await file!.blob.arrayBuffer());
    const decoded = await decodeRowsFile(bytes);
    expect(decoded).toMatchObject({ name: 'Blue Horse', network: 'compressed', steps: 120 });
    const dropped = new File([bytes], 'Blue Horse.brushlite');
    await actions.take([dropped]);
    expect(styles()).toHaveLength(1); // it is there already
    actions.remove(id);
    expect(page.store.getState().settings.style).toBe('wave');
    await actions.take([dropped]);
    expect(styles()).toMatchObject([{ name: 'Blue Horse', learned: [{ steps: 120 }] }]);
    expect(page.store.getState().settings.style).toBe(styles()[0]?.id);
    // Its painting is not in the file: it is asked for, to learn more.
    await actions.learnMore(styles()[0]!.id);
    expect(store.getState().again).toBe(styles()[0]!.id);
  });

  it('is kept and not chosen where the visitor went on while its file was read', async () => {
    const { actions, id, styles, page, store } = await learned();
    const { blob, name } = (await actions.save(id))!;
    actions.remove(id);
    page.actions.choose({ style: 'wave' });
    const taking = actions.take([new File([blob], name)]);
    actions.close();
    await taking;
    expect(styles()).toMatchObject([{ name: 'Blue Horse' }]);
    expect(store.getState().open).toBe(false);
    expect(page.store.getState().settings.style).toBe('wave');
  });

  it('says why it can not be saved', async () => {
    const { actions, id, styles, page } = await learned();
    vi.spyOn(styles()[0]!.thumbnail!, 'arrayBuffer').mockRejectedValue(new Error('gone'));
    expect(await actions.save(id)).toBeUndefined();
    expect(page.photos.store.getState().notice?.fault.code).toBeDefined();
  });

  it('of a damaged file or of another version of the network is refused, and nothing is lost', async () => {
    const { actions, id, styles, store } = await learned();
    const bytes = new Uint8Array(await (await actions.save(id))!.blob.arrayBuffer());
    const cut = new File([bytes.subarray(0, bytes.length - 1)], 'a.brushlite');
    await actions.take([cut]);
    expect(store.getState().fault?.code).toBe('engine/rows-file-damaged');
    const text = new TextDecoder('latin1').decode(bytes).replace(PRINT, 'b'.repeat(64));
    const other = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    await actions.take([new File([other], 'b.brushlite')]);
    expect(store.getState().fault).toEqual({
      ...{ code: 'own/file-of-other-version', style: 'Blue Horse' },
    });
    expect(styles()).toHaveLength(1);
  });

  it('says that it was not learned for another network, and is learned for that when asked', async () => {
    const { actions, id, page, styles, goingOn, learner, store } = await learned();
    await page.openPhoto();
    page.actions.choose({ network: 'original' });
    await page.reached('failed');
    expect(page.stage()).toMatchObject({ fault: { code: 'own/other-network', id } });
    void actions.learnMore(id);
    const next = await goingOn(learner);
    expect(next.request).toMatchObject({ model: 'original-float16', from: undefined });
    next.finish();
    await until(() => store.getState().learning.status === 'done');
    await page.reached('done');
    expect(styles()[0]?.learned.map(({ network }) => network)).toEqual(['compressed', 'original']);
  });

  it('that is removed while it is learned is gone for good', async () => {
    const { begin, actions, styles, kept, view } = await studioPage();
    const learner = await begin();
    learner.step(0);
    actions.remove(styles()[0]!.id);
    learner.finish();
    await idle();
    expect(styles()).toEqual([]);
    expect(kept.size).toBe(0);
    expect(view()).toBe('choose');
  });
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import { idle, until } from '../testing/index.ts';
import { withOwnStyle } from './testing/ownStyle.ts';
import { livePage, type FakeVideo } from './testing/page.ts';

const NOT_DOWNLOADED = { code: 'engine/model-not-downloaded', status: 404 } as const;
const film = (name: string) => new File(['film'], name, { type: 'video/webm' });

afterEach(() => vi.unstubAllGlobals());

describe('a camera that is starting', () => {
  it.each(['leave', 'stop'] as const)(
    'is released by “%s” while the engine starts',
    async (end) => {
      const { actions, cameras, answer, state } = livePage({ slowServer: true });
      void actions.startCamera();
      await until(() => cameras.length > 0);
      expect(cameras).toEqual([{ on: true }]);
      actions[end]();
      await idle();
      expect(cameras).toEqual([{ on: false }]);
      answer();
      await idle();
      expect(state().stage.status).toBe('empty');
    },
  );

  it('is released when it does not play', async () => {
    const { actions, cameras, videos, state } = livePage({ slowVideos: true });
    void actions.startCamera();
    await until(() => videos.length > 0);
    const [video] = videos as [FakeVideo];
    video.play = () => Promise.reject(new Error('no'));
    await idle();
    video.arrive();
    await until(() => state().stage.status === 'failed');
    expect(cameras).toEqual([{ on: false }]);
  });

  it('gives way to another one that is chosen meanwhile', async () => {
    const { actions, cameras } = livePage({ slowServer: true });
    void actions.startCamera();
    await until(() => cameras.length === 1);
    actions.choose({ camera: 'second' });
    await until(() => cameras.length === 2);
    expect(cameras).toEqual([{ on: false }, { on: true }]);
  });
});

describe('a film', () => {
  it('that was chosen last is the one, however long each takes', async () => {
    const { actions, videos, state } = livePage({ slowVideos: true });
    void actions.open([film('first.webm')]);
    void actions.open([film('second.webm')]);
    videos[1]?.arrive();
    await until(() => state().stage.status === 'running');
    videos[0]?.arrive();
    await idle();
    expect(state().stage).toMatchObject({ source: { name: 'second.webm' } });
    expect(videos[0]?.src).toBe('');
  });

  it('that can’t be opened says nothing once another one was chosen, or another page is shown', async () => {
    const { actions, videos, fault, state } = livePage({ slowVideos: true });
    void actions.open([film('damaged.webm')]);
    void actions.open([film('second.webm')]);
    videos[1]?.arrive();
    await until(() => state().stage.status === 'running');
    videos[0]?.break();
    await idle();
    expect(fault()).toBeUndefined();
    void actions.open([film('damaged.webm')]);
    actions.leave();
    videos[2]?.break();
    await idle();
    expect(fault()).toBeUndefined();
    void actions.open([film('damaged.webm')]);
    videos[3]?.break();
    await until(() => fault() !== undefined);
    expect(fault()).toEqual({ code: 'film/unplayable', name: 'damaged.webm' });
    actions.stop();
  });

  it('does not start on another page', async () => {
    const { actions, videos, state } = livePage({ slowVideos: true });
    void actions.open([film('late.webm')]);
    actions.leave();
    videos[0]?.arrive();
    await idle();
    expect(state().stage.status).toBe('empty');
    expect(videos[0]?.paused).toBe(true);
  });

  it('rests with its tab, and goes on where it was playing', async () => {
    const { actions, videos, setHidden } = livePage();
    await actions.open([film('a.webm')]);
    const [video] = videos as [FakeVideo];
    expect(video.paused).toBe(false);
    setHidden(true);
    expect(video.paused).toBe(true);
    setHidden(false);
    expect(video.paused).toBe(false);
    actions.pause();
    setHidden(false);
    expect(video.paused).toBe(true);
    actions.stop();
  });

  it('that can’t be opened leaves the camera running', async () => {
    const { actions, cameras, fault, notice, state } = livePage();
    await actions.startCamera();
    await actions.open([film('a.webm'), film('b.webm')]);
    expect(fault()).toEqual({ code: 'film/many', count: 2 });
    await actions.open([]);
    expect(fault()).toEqual({ code: 'film/none' });
    const photo = new File([''], 'a.png', { type: 'image/png' });
    await actions.open([photo]);
    expect(fault()).toEqual({ code: 'film/photo', name: 'a.png' });
    expect(notice()?.elsewhere).toEqual({ page: 'stylize', files: [photo] });
    await actions.open([new File([], 'a.mp4', { type: 'video/mp4' })]);
    expect(fault()).toEqual({ code: 'film/empty', name: 'a.mp4' });
    expect(state().stage.status).toBe('running');
    expect(cameras).toEqual([{ on: true }]);
    actions.stop();
    expect(cameras).toEqual([{ on: false }]);
  });
});

describe('a notice', () => {
  it.each([
    ['a film', (page: ReturnType<typeof livePage>) => page.actions.open([film('b.webm')])],
    ['the camera', (page: ReturnType<typeof livePage>) => page.actions.startCamera()],
    ['a snapshot', (page: ReturnType<typeof livePage>) => page.actions.snapshot()],
  ])('leaves when the visitor asks for something new: %s', async (_, ask) => {
    const page = livePage();
    await page.actions.open([film('a.webm')]);
    page.notify({ code: 'film/incomplete', name: 'a.webm', sound: 'lost' });
    await ask(page);
    expect(page.fault()?.code).not.toBe('film/incomplete');
    page.actions.stop();
  });
});

it('a network that can’t be had leaves the one before, and it is that one that is chosen', async () => {
  const { actions, engine, fault, state } = livePage();
  await actions.startCamera();
  engine.brokenLoads.set('original-float16', NOT_DOWNLOADED);
  actions.choose({ network: 'original' });
  await until(() => fault() !== undefined);
  expect(fault()).toEqual(NOT_DOWNLOADED);
  expect(state().settings.network).toBe('compressed');
  actions.choose({ view: 'split' });
  await until(() => state().settings.view === 'painting');
  expect(state().settings).toMatchObject({ view: 'painting', network: 'compressed' });
  actions.stop();
});

describe('an own style that a network of the view did not learn', () => {
  it.each([
    ['the split view', { view: 'split' }, ['compressed-float16']],
    ['that network', { network: 'original' }, ['compressed-float16']],
  ] as const)('ends nothing when %s is chosen', async (_, changes, models) => {
    const { actions, cameras, engine, state } = livePage({ manifest: withOwnStyle() });
    await actions.startCamera();
    actions.choose({ style: 'mine' });
    await until(() => typeof engine.frames.at(-1)?.style === 'object');
    actions.choose(changes);
    const before = engine.frames.length;
    await until(() => engine.frames.length > before && state().switching === undefined);
    await idle();
    expect(state().stage.status).toBe('running');
    expect(state().shown?.models).toEqual(models);
    expect(cameras).toEqual([{ on: true }]);
    actions.stop();
  });

  it('lets a film start, too', async () => {
    const { actions, videos, state } = livePage({ manifest: withOwnStyle() });
    actions.choose({ network: 'original', style: 'mine' });
    await actions.open([film('a.webm')]);
    await until(() => state().shown !== undefined);
    await idle();
    expect(state().stage.status).toBe('running');
    expect(state().shown?.models).toEqual([]);
    actions.choose({ style: 'night' });
    await until(() => state().shown?.models.length === 1);
    expect(videos[0]?.src).not.toBe('');
    actions.stop();
  });
});

it('a film that breaks is told from a camera that does', async () => {
  const { actions, videos, state } = livePage();
  await actions.open([film('a.webm')]);
  videos[0]?.break();
  expect(state().stage).toMatchObject({ status: 'failed', kind: 'film' });
});

describe('a film that ended before its end', () => {
  it('goes on where it was stopped', async () => {
    const { actions, videos, state } = livePage();
    await actions.open([film('a.webm')]);
    await until(() => state().shown !== undefined);
    videos[0]!.currentTime = 4;
    actions.stop();
    expect(state().stage).toEqual({ status: 'stopped', resumes: true });
    await actions.resumeFilm();
    expect(state().stage).toMatchObject({ source: { kind: 'film', name: 'a.webm' } });
    expect(videos[1]!.currentTime).toBe(4);
    // Another one begins at its beginning.
    actions.stop();
    await actions.open([film('b.webm')]);
    expect(videos[2]!.currentTime).toBe(0);
  });

  it('can go on after a failure that is not its own', async () => {
    const { engine, actions, videos, state } = livePage();
    await actions.open([film('a.webm')]);
    await until(() => state().shown !== undefined);
    videos[0]!.currentTime = 4;
    engine.brokenFrames.set('compressed-float16', { code: 'engine/memory' });
    actions.choose({ boldness: 0.7 });
    await until(() => state().stage.status === 'failed');
    expect(state().stage).toMatchObject({ kind: 'film', resumes: true });
    engine.brokenFrames.clear();
    await actions.resumeFilm();
    expect(videos[1]!.currentTime).toBe(4);
    videos[1]!.break();
    expect(state().stage).toMatchObject({ status: 'failed', kind: 'film', resumes: false });
  });

  it('is not what goes on after a camera', async () => {
    const { actions, state } = livePage();
    await actions.open([film('a.webm')]);
    await actions.startCamera();
    await until(() => state().shown !== undefined);
    actions.stop();
    expect(state().stage).toEqual({ status: 'stopped', resumes: false });
  });
});

it('what the picture is stays known after it has stopped', async () => {
  const { actions, state } = livePage();
  expect(state().shown).toBeUndefined();
  await actions.startCamera();
  await until(() => state().shown?.models.length === 1);
  actions.choose({ view: 'split' });
  await until(() => state().shown?.models.length === 2);
  actions.leave();
  expect(state().stage.status).toBe('stopped');
  expect(state().shown).toMatchObject({
    aspect: 640 / 480,
    models: ['original-float16', 'compressed-float16'],
    source: { kind: 'camera' },
  });
});

it('the mirror stays as it was left', async () => {
  const { actions, state } = livePage();
  await actions.startCamera();
  expect(state().mirror).toBe(true);
  actions.setMirror(false);
  actions.stop();
  await actions.startCamera();
  expect(state().mirror).toBe(false);
  actions.stop();
});

it('takes what was chosen on other pages when it is shown, and what is chosen here counts there', async () => {
  const { actions, choices, state } = livePage();
  actions.enter();
  await until(() => state().settings.style === 'wave');
  actions.leave();
  choices.choose({ style: 'night', network: 'original', boldness: 0.8, size: 256 });
  actions.enter();
  expect(state().settings).toMatchObject({ style: 'night', network: 'original', boldness: 0.8 });
  expect(state().settings.size).toBe('auto'); // of a film
  actions.choose({ style: 'wave', size: 320 });
  expect(choices.get()).toMatchObject({ style: 'wave', network: 'original', size: 256 });
});

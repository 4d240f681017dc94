import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EngineProblem } from '../../engine/index.ts';
import * as pictures from '../../picture/index.ts';
import { idle, until } from '../testing/index.ts';
import { isFilmAtRisk, writtenSize } from './exporting.ts';
import { createRecordingStore, type RecordingStore } from './recordingStore.ts';
import { livePage } from './testing/page.ts';
import { fakeParts } from './testing/parts.ts';
import type { LiveState } from './types.ts';

vi.mock('../../picture/index.ts', async (original) => ({
  ...(await original<object>()),
  inspectFilm: vi.fn(),
  repaintFilm: vi.fn(),
}));

const facts = { width: 640, height: 360, duration: 2, format: 'mp4', sound: 'none' } as const;
const film = () => new File(['film'], 'a.webm', { type: 'video/webm' });

const namesIn = ({ earlierRecordings }: LiveState) =>
  earlierRecordings.map(({ file }) => file.name);

beforeEach(() => void vi.mocked(pictures.repaintFilm).mockClear());
afterEach(() => vi.unstubAllGlobals());

/** A page with an open film whose painting is under way; `wanted` is what the painting was asked for. */
async function painting(recordingStore?: RecordingStore) {
  vi.mocked(pictures.inspectFilm).mockResolvedValue(facts);
  let finish: (loss: pictures.FilmLoss) => void = () => {};
  vi.mocked(pictures.repaintFilm).mockImplementation(
    () =>
      new Promise((resolve) => {
        const blob = new Blob(['x'], { type: 'video/mp4' });
        finish = (loss) => resolve({ blob, loss, seconds: 2 });
      }),
  );
  const page = livePage({ ...(recordingStore && { recordingStore }) });
  await page.actions.open([film()]);
  await until(() => page.state().filmFacts !== undefined);
  const { calls } = vi.mocked(pictures.repaintFilm).mock;
  const before = calls.length;
  void page.actions.exportFilm();
  await until(() => calls.length > before);
  const wanted = vi.mocked(pictures.repaintFilm).mock.lastCall?.[0] as pictures.Repaint;
  return { ...page, wanted, finish: (loss: pictures.FilmLoss) => finish(loss) };
}

it('a film keeps its size, whatever size its frames are painted at live', async () => {
  const { state, actions, wanted } = await painting();
  expect(state().filmFacts).toEqual({ status: 'known', facts });
  expect(wanted.size({ width: 640, height: 360 }).written).toEqual({ width: 640, height: 360 });
  actions.cancelExport();
  expect(wanted.signal.aborted).toBe(true);
});

it('asks for its frames as those of a file, apart from what is on the screen', async () => {
  const { actions, engine, wanted } = await painting();
  await wanted.paint({ close() {} } as ImageBitmap, { width: 20, height: 20 });
  expect(engine.frames.at(-1)).toMatchObject({ target: 'file', width: 20, height: 20 });
  actions.cancelExport();
});

it.each([
  ['engine/gpu-lost', true],
  ['engine/worker-stopped', true],
  ['engine/memory', false],
] as const)('a frame that failed with %s may be painted again: %s', async (code, may) => {
  const { actions, wanted } = await painting();
  expect(wanted.mayPaintAgain(new EngineProblem({ code }))).toBe(may);
  expect(wanted.mayPaintAgain(new Error(code))).toBe(false);
  actions.cancelExport();
});

it('is painted on when its page is left, when it is stopped and when the camera starts', async () => {
  const { actions, state, wanted, finish } = await painting();
  actions.leave();
  actions.stop();
  await actions.startCamera();
  expect(wanted.signal.aborted).toBe(false);
  finish({ sound: 'none' });
  await until(() => state().exporting.status === 'done');
  expect(namesIn(state())).toEqual(['a-wave.mp4']);
  actions.stop();
});

it('stays in the list when another painting begins, when that is cancelled, and when it is done', async () => {
  const { actions, state, finish } = await painting();
  finish({ sound: 'none' });
  await until(() => state().exporting.status === 'done');
  void actions.exportFilm();
  await until(() => state().exporting.status === 'running');
  expect(namesIn(state())).toEqual(['a-wave.mp4']);
  actions.cancelExport();
  expect(namesIn(state())).toEqual(['a-wave.mp4']);
  void actions.exportFilm();
  await until(() => state().exporting.status === 'running');
  await until(() => vi.mocked(pictures.repaintFilm).mock.calls.length === 3);
  finish({ sound: 'none' });
  await until(() => state().exporting.status === 'done');
  expect(namesIn(state())).toEqual(['a-wave.mp4', 'a-wave.mp4']);
});

it('is there after a reload, under its name, until it was downloaded', async () => {
  const { parts, kept } = fakeParts();
  const { actions, state, finish } = await painting(createRecordingStore({}, parts));
  finish({ sound: 'none' });
  await until(() => kept.size > 0);
  const next = livePage({ recordingStore: createRecordingStore({}, parts) });
  next.actions.enter();
  await until(() => next.state().earlierRecordings.length > 0);
  const [found] = next.state().earlierRecordings;
  expect(found).toMatchObject({
    file: { name: 'a-wave.mp4' },
    ...{ isFilm: true, seconds: 2, styles: { style: 'wave', mix: [] } },
  });
  expect(isFilmAtRisk(next.state())).toBe(false);
  // Its bytes are in memory before the browser erases them.
  const file = await next.actions.recordingFile(found?.id ?? '');
  expect(await file?.blob.text()).toBe('x');
  expect(file?.blob).not.toBe(found?.file.blob);
  actions.letGoRecording(state().earlierRecordings[0]?.id ?? '');
  await until(() => kept.size === 0);
});

it('stays kept where it is too large for the memory, since its download is read from there', async () => {
  const { parts, kept } = fakeParts();
  const { state, finish } = await painting(createRecordingStore({}, parts));
  finish({ sound: 'none' });
  await until(() => kept.size > 0 && !isFilmAtRisk(state()));
  const next = livePage({ recordingStore: createRecordingStore({}, parts) });
  next.actions.enter();
  await until(() => next.state().earlierRecordings.length > 0);
  const { id, file } = next.state().earlierRecordings[0]!;
  file.blob.arrayBuffer = () => Promise.reject(new RangeError('too large'));
  expect((await next.actions.recordingFile(id))?.blob).toBe(file.blob);
  next.actions.letGoRecording(id);
  await idle();
  expect(kept.size).toBeGreaterThan(0);
});

it('is at risk from its start until the browser keeps it, or it is given up', async () => {
  const given = await painting();
  expect(isFilmAtRisk(given.state())).toBe(true);
  given.actions.cancelExport();
  expect(isFilmAtRisk(given.state())).toBe(false);
  const { state, finish } = await painting();
  finish({ sound: 'none' });
  await until(() => state().exporting.status === 'done');
  await until(() => !isFilmAtRisk(state()));
  expect(namesIn(state())).toEqual(['a-wave.mp4']);
});

it('is at risk until it is downloaded where the browser has no room to keep it', async () => {
  const { parts } = fakeParts();
  const noRoom = createRecordingStore({}, { ...parts, put: async () => false });
  const { actions, state, finish } = await painting(noRoom);
  finish({ sound: 'none' });
  await until(() => state().exporting.status === 'done');
  await idle();
  expect(isFilmAtRisk(state())).toBe(true);
  actions.letGoRecording(state().earlierRecordings[0]?.id ?? '');
  expect(isFilmAtRisk(state())).toBe(false);
  expect(namesIn(state())).toEqual(['a-wave.mp4']); // still offered
});

it('is painted in what was chosen when it began, and the page can say so', async () => {
  const { actions, state, wanted, finish } = await painting();
  actions.choose({ style: 'scream' });
  wanted.onProgress(0.5);
  expect(state().exporting).toMatchObject({ progress: { styles: { style: 'wave', mix: [] } } });
  finish({ sound: 'none' });
  await until(() => state().exporting.status === 'done');
  expect(state().earlierRecordings).toMatchObject([{ styles: { style: 'wave' } }]);
});

it('nothing is recorded while the film stands still', async () => {
  const { actions, state, fault } = await painting();
  actions.record();
  // Where it tries to record, it says that this browser can't.
  expect([state().recording, fault()]).toEqual([undefined, undefined]);
  actions.cancelExport();
  actions.record();
  expect(fault()).toBeDefined();
});

it('tells how long it takes, from what it took so far', async () => {
  const { actions, state, wanted } = await painting();
  wanted.onProgress(0.001);
  expect(state().exporting).toMatchObject({ progress: { done: 0.001, msLeft: undefined } });
  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000);
  wanted.onProgress(0.25);
  const { exporting } = state();
  const left = exporting.status === 'running' ? exporting.progress.msLeft : undefined;
  expect((left ?? 0) / 180_000).toBeCloseTo(1, 1);
  vi.restoreAllMocks();
  actions.cancelExport();
});

it.each([
  { sound: 'lost' },
  { sound: 'unplayable' },
  { sound: 'kept', end: { painted: 1, whole: 2 } },
] as const)('what could not be taken along is told: %j', async (loss) => {
  const { fault, finish } = await painting();
  finish(loss);
  await until(() => fault() !== undefined);
  expect(fault()).toEqual({ code: 'film/incomplete', name: 'a.webm', ...loss });
});

it.each([
  [[640, 360], undefined, [640, 360]],
  [[3840, 2160], undefined, [1920, 1080]],
  [[1080, 1920], undefined, [1080, 1920]],
  [[1921, 1081], undefined, [1920, 1080]],
  [[641, 361], undefined, [642, 362]],
  [[1920, 1080], 480, [854, 480]],
  [[640, 360], 480, [640, 360]],
] as const)('a film of %j with the shorter side %s is written at %j', ([w, h], side, [x, y]) => {
  expect(writtenSize({ width: w, height: h }, side)).toEqual({ width: x, height: y });
});

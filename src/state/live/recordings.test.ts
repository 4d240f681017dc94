import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { BrowserProblem } from '../../browser/index.ts';
import type { AppFault } from '../shared/index.ts';
import { createRecordingList } from './recordingList.ts';
import { createRecordings } from './recordings.ts';
import { createRecordingStore } from './recordingStore.ts';
import { fakeParts } from './testing/parts.ts';
import type { LiveState, LiveStore } from './types.ts';

const checkReading = vi.hoisted(() => vi.fn());
const completeRecording = vi.hoisted(() => vi.fn(async (blob: Blob) => blob));
vi.mock('../../browser/index.ts', async (original) => ({
  ...(await original<object>()),
  checkReading,
}));

/** The frames of the file that the recording became. */
const framesIn = async (blob: Blob) => (await blob.text()).split(' ').filter(Boolean);

vi.mock('../../picture/index.ts', async (original) => ({
  ...(await original<object>()),
  completeRecording,
}));

/**
 * A browser's recorder, as Chromium's behaves: it takes a frame only when the canvas is drawn on, encodes
 * for a while, hands out nothing before that, and drops on stop what is still being encoded.
 */
class FakeRecorder extends EventTarget {
  static encodeMs: number;
  static last: FakeRecorder | undefined;
  static isTypeSupported = () => true;
  state: 'inactive' | 'recording' | 'paused' = 'inactive';
  private encoded = '';
  private drawn = 0;
  private encoding: ReturnType<typeof setTimeout>[] = [];

  constructor() {
    super();
    FakeRecorder.last = this;
  }
  start() {
    this.state = 'recording';
  }
  pause() {
    this.state = 'paused';
  }
  resume() {
    this.state = 'recording';
  }
  draw() {
    if (this.state !== 'recording') return;
    const frame = `${this.drawn++} `;
    this.encoding.push(setTimeout(() => (this.encoded += frame), FakeRecorder.encodeMs));
  }
  requestData() {
    if (this.state === 'inactive') throw new Error('InvalidStateError');
    const data = new Blob([this.encoded]);
    this.encoded = '';
    queueMicrotask(() => this.dispatchEvent(Object.assign(new Event('dataavailable'), { data })));
  }
  stop() {
    for (const timer of this.encoding) clearTimeout(timer);
    this.requestData();
    this.state = 'inactive';
    queueMicrotask(() => this.dispatchEvent(new Event('stop')));
  }
}

let notices: AppFault[];
let released: boolean;
const { kept, parts } = fakeParts();

/** Of one browser. @returns the locks as a tab has them, and what closes that tab */
function browserLocks() {
  const queues = new Map<string, Promise<unknown>>();
  return function openTab() {
    let close = () => {};
    const closed = new Promise<void>((resolve) => (close = resolve));
    const request = (name: string, hold: () => Promise<unknown>) => {
      const turn = (queues.get(name) ?? Promise.resolve()).then(hold);
      queues.set(name, Promise.race([turn, closed]));
      return turn;
    };
    return { locks: { request } as unknown as Pick<LockManager, 'request'>, close };
  };
}

/** The page in a tab. */
function create(locks?: Pick<LockManager, 'request'>) {
  const keeper = createRecordingStore({ locks }, parts);

  const store = createStore(() => ({
    earlierRecordings: [],
    ...{ settings: { style: 'wave', mix: [] }, exporting: { status: 'idle' } },
  })) as unknown as LiveStore;
  const canvas = {
    width: 4,
    height: 4,
    captureStream: () => ({ getTracks: () => [{ stop: () => (released = true) }] }),
  };
  const recordings = createRecordings({
    store,
    canvas: canvas as unknown as HTMLCanvasElement,
    redraw: () => FakeRecorder.last?.draw(),
    notify: (text) => notices.push(text),
    name: () => 'a',
    keeper,
    list: createRecordingList({ store, keeper }),
  });
  return {
    earlier: () => store.getState().earlierRecordings,
    recordings,
    recording: () => store.getState().recording,
  };
}

/** Ends the recording. @returns the frames in the file; undefined where there is no file */
async function end({ recordings, recording }: ReturnType<typeof create>) {
  const stopped = recordings.stop();
  await vi.runAllTimersAsync();
  await stopped;
  const state: LiveState['recording'] = recording();
  return state?.status === 'done' ? framesIn(state.file.blob) : undefined;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('MediaRecorder', FakeRecorder);
  checkReading.mockReset();
  [notices, released] = [[], false];
  kept.clear();
  FakeRecorder.encodeMs = 30;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it.each([0, 30, 1000])(
  'stopped at once, a recording holds the present picture when encoding takes %d ms',
  async (ms) => {
    FakeRecorder.encodeMs = ms;
    const made = create();
    made.recordings.start();
    expect((await end(made))?.[0]).toBe('0');
    expect(notices).toEqual([]);
    expect(released).toBe(true);
  },
);

it('stopped while it is paused, it holds a frame, too', async () => {
  FakeRecorder.encodeMs = 100;
  const made = create();
  made.recordings.start();
  made.recordings.pause();
  expect((await end(made))?.[0]).toBe('0');
});

it('a picture that stands still is recorded again and again, except in a pause', async () => {
  const made = create();
  made.recordings.start();
  await vi.advanceTimersByTimeAsync(1100);
  made.recordings.pause();
  await vi.advanceTimersByTimeAsync(5000);
  made.recordings.resume();
  await vi.advanceTimersByTimeAsync(100);
  // One at the start and one each quarter of a second: 4 before the pause, and 1 after it has begun again.
  expect(await end(made)).toHaveLength(5);
});

it('a browser that never encodes a frame: a sentence, and the next recording can start', async () => {
  const made = create();
  vi.spyOn(FakeRecorder.prototype, 'draw').mockImplementation(() => {});
  made.recordings.start();
  expect(await end(made)).toBeUndefined();
  expect(notices).toEqual([{ code: 'recording/empty' }]);
  expect(made.recording()).toBeUndefined();
  vi.restoreAllMocks();
  made.recordings.start();
  expect(await end(made)).not.toHaveLength(0);
});

it.each([
  ['has no recorder', () => vi.stubGlobal('MediaRecorder', undefined)],
  ['writes no type', () => (FakeRecorder.isTypeSupported = () => false)],
  [
    'throws when a recorder is made',
    () =>
      vi.stubGlobal('MediaRecorder', function broken() {
        throw new DOMException('no', 'NotSupportedError');
      }),
  ],
  [
    'throws when it starts',
    () =>
      vi.spyOn(FakeRecorder.prototype, 'start').mockImplementation(() => {
        throw new DOMException('no', 'NotSupportedError');
      }),
  ],
])('a browser that %s: a sentence, and the canvas is let go', (_, take) => {
  take();
  const made = create();
  made.recordings.start();
  expect(notices).toEqual([{ code: 'recording/unsupported' }]);
  expect(made.recording()).toBeUndefined();
  vi.restoreAllMocks();
  FakeRecorder.isTypeSupported = () => true;
});

it('a browser that would record noise: a sentence', () => {
  checkReading.mockImplementation(() => {
    throw new BrowserProblem({ code: 'browser/canvas-scrambled' });
  });
  create().recordings.start();
  expect(notices).toEqual([{ code: 'browser/canvas-scrambled' }]);
});

it('a recorder that has stopped by itself is not waited for', async () => {
  const made = create();
  made.recordings.start();
  FakeRecorder.last?.stop();
  const stopped = made.recordings.stop();
  await vi.advanceTimersByTimeAsync(0);
  await stopped;
  expect(notices).toHaveLength(1);
});

it('one stays when another one is made, and is offered again when it was downloaded: that may have failed', async () => {
  const made = create();
  for (let i = 0; i < 2; i++) {
    made.recordings.start();
    await vi.advanceTimersByTimeAsync(500);
    await end(made);
  }
  const [first] = made.earlier();
  expect(made.earlier()).toHaveLength(1);
  const last = made.recording();
  const lastId = last?.status === 'done' ? last.id : '';
  expect(new Set([...kept.values()].map(({ id }) => id))).toEqual(new Set([first?.id, lastId]));
  made.recordings.letGo(first?.id ?? '');
  expect(made.earlier()).toMatchObject([{ id: first?.id, downloaded: true }]);
  expect(await made.recordings.fileOf(first?.id ?? '')).toBe(first?.file);
  made.recordings.letGo(lastId);
  expect(made.recording()).toMatchObject({ status: 'done', downloaded: true });
  // Not at the next visit.
  await vi.advanceTimersByTimeAsync(0);
  expect(kept.size).toBe(0);
  made.recordings.start();
  expect(made.earlier()).toMatchObject([
    { id: first?.id, downloaded: true },
    { id: lastId, downloaded: true },
  ]);
  await end(made);
});

it('one that a reload interrupted is offered in the next visit, as far as it went', async () => {
  const made = create();
  made.recordings.start();
  await vi.advanceTimersByTimeAsync(1000);
  FakeRecorder.last?.requestData();
  await vi.advanceTimersByTimeAsync(1000);
  FakeRecorder.last?.requestData();
  await vi.advanceTimersByTimeAsync(0);
  const next = create();
  completeRecording.mockClear();
  await next.recordings.recall();
  // That takes long, and is for those who want the file.
  expect(completeRecording).not.toHaveBeenCalled();
  const [found] = next.earlier();
  expect(next.earlier()).toHaveLength(1);
  expect(found?.seconds).toBeCloseTo(2, 1);
  expect(found?.file.name).toBe('a.webm');
  expect(found?.styles).toEqual({ style: 'wave', mix: [] });
  // Drawn each quarter of a second; the last two may still have been encoded.
  const file = await next.recordings.fileOf(found?.id ?? '');
  expect(completeRecording).toHaveBeenCalledOnce();
  expect((await framesIn(file?.blob as Blob)).length).toBeGreaterThan(5);
  // Once more, without the work: what is kept of it may be gone by then.
  next.recordings.letGo(found?.id ?? '');
  expect(await next.recordings.fileOf(found?.id ?? '')).toEqual(file);
  expect(completeRecording).toHaveBeenCalledOnce();
  expect(await next.recordings.fileOf('gone')).toBeUndefined();
  await end(made);
});

describe('one that another tab is making', () => {
  /** A tab that records, with a part of it kept, and another one that is opened meanwhile. */
  async function twoTabs() {
    const openTab = browserLocks();
    const [first, second] = [openTab(), openTab()];
    const [made, other] = [create(first.locks), create(second.locks)];
    made.recordings.start();
    await vi.advanceTimersByTimeAsync(1000);
    FakeRecorder.last?.requestData();
    await vi.advanceTimersByTimeAsync(0);
    expect(kept.size).toBe(1);
    void other.recordings.recall();
    await vi.advanceTimersByTimeAsync(0);
    return { made, other, close: first.close };
  }

  it('is not offered before it has ended, and then as a whole', async () => {
    const { made, other } = await twoTabs();
    expect(other.earlier()).toEqual([]);
    const frames = await end(made);
    await vi.advanceTimersByTimeAsync(0);
    const [found] = other.earlier();
    expect(other.earlier()).toHaveLength(1);
    expect(await framesIn(found?.file.blob as Blob)).toEqual(frames);
  });

  it('is not offered where it was removed meanwhile', async () => {
    const { made, other } = await twoTabs();
    const { put } = parts;
    parts.put = async () => false; // removed before the lock is given back
    kept.clear();
    await end(made);
    parts.put = put;
    await vi.advanceTimersByTimeAsync(0);
    expect(other.earlier()).toEqual([]);
  });

  it('is offered as far as it went when that tab is gone', async () => {
    const { made, other, close } = await twoTabs();
    close();
    await vi.advanceTimersByTimeAsync(0);
    expect(other.earlier()).toHaveLength(1);
    await end(made);
  });

  it('is not offered in the tab that makes it, nor twice', async () => {
    const { locks } = browserLocks()();
    const made = create(locks);
    made.recordings.start();
    await vi.advanceTimersByTimeAsync(1000);
    FakeRecorder.last?.requestData();
    await vi.advanceTimersByTimeAsync(0);
    await made.recordings.recall();
    await end(made);
    await vi.advanceTimersByTimeAsync(0);
    expect(made.earlier()).toEqual([]);
  });

  it('is offered where the browser refuses its locks, as any', async () => {
    const refuse = () => Promise.reject(new DOMException('Closed on purpose.', 'SecurityError'));
    const [made, other] = [create({ request: refuse }), create({ request: refuse })];
    made.recordings.start();
    await vi.advanceTimersByTimeAsync(1000);
    await end(made);
    await other.recordings.recall();
    expect(other.earlier()).toHaveLength(1);
  });
});

it('ends before the picture gets another shape, and says so; the next one can begin at once', async () => {
  const made = create();
  made.recordings.start();
  await vi.advanceTimersByTimeAsync(600);
  FakeRecorder.last?.requestData();
  const recorder = FakeRecorder.last;
  const turned = made.recordings.turn();
  expect(made.recordings.active()).toBe(false);
  await vi.runAllTimersAsync();
  await turned;
  expect(recorder?.state).toBe('inactive');
  expect(notices).toEqual([{ code: 'recording/turned' }]);
  expect(made.recording()).toMatchObject({ status: 'done' });
  await made.recordings.turn(); // there is none
  expect(notices).toHaveLength(1);
  made.recordings.start();
  expect(made.earlier()).toHaveLength(1);
  await end(made);
});

it('ends with what takes its place, and the visitor is told why', async () => {
  const made = create();
  made.recordings.endFor('recording/film'); // there is none
  made.recordings.start();
  await vi.advanceTimersByTimeAsync(600);
  made.recordings.endFor('recording/film');
  await vi.runAllTimersAsync();
  expect(notices).toEqual([{ code: 'recording/film' }]);
  expect(made.recording()).toMatchObject({ status: 'done' });
});

it('one that the browser ends by itself is kept, and the visitor is told', async () => {
  const made = create();
  made.recordings.start();
  await vi.advanceTimersByTimeAsync(600);
  FakeRecorder.last?.stop();
  await vi.runAllTimersAsync();
  expect(notices).toEqual([{ code: 'recording/broken-off' }]);
  expect(made.recording()).toMatchObject({ status: 'done' });
});

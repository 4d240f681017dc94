import { completeRecording } from '../../picture/index.ts';
import { faultOf, given, type AppFault, type SavedFile } from '../shared/index.ts';
import { standsStill } from './exporting.ts';
import { extensionOf, recordCanvas, type CanvasRecorder } from './recorder.ts';
import { newId, offered, type RecordingList } from './recordingList.ts';
import type { RecordingStore } from './recordingStore.ts';
import type { FinishedRecording, LiveStore } from './types.ts';

interface Needs {
  readonly store: LiveStore;
  readonly canvas: HTMLCanvasElement;
  /** Draws on the canvas what it shows. */
  readonly redraw: () => void;
  readonly notify: (fault: AppFault) => void;
  /** For the file's name. */
  readonly name: () => string;
  readonly keeper: RecordingStore;
  readonly list: RecordingList;
}

/** What the visitor does that ends a recording. */
type Ended = 'recording/left' | 'recording/ended' | 'recording/film';

/** Time and size are shown again so often. */
const SHOWN_MS = 250;

/**
 * What goes on in the fields `recording` and `earlierRecordings` of the state. A recording is kept in the browser while
 * it is made, until it is downloaded or removed, so it outlives the page. One that was downloaded is offered until the
 * page is closed: the page can't know whether the visitor cancelled the download, or the disk was full.
 */
export function createRecordings({ store, canvas, redraw, notify, name, keeper, list }: Needs) {
  let recorder: CanvasRecorder | undefined;
  /** Of the present recording. */
  let id = '';
  let release = () => {};
  /** Recorded before the last pause, and when the present stretch began. */
  let before = 0;
  let since: number | undefined;
  let bytes = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  let recalled = false;

  const { getState: get, setState: set } = store;
  const styles = () => {
    const { style, mix } = get().settings;
    return { style, mix };
  };
  const ms = () => before + (since === undefined ? 0 : performance.now() - since);
  const seconds = () => ms() / 1000;

  function start() {
    if (recorder || standsStill(get())) return;
    const own = newId();
    let index = 0;
    try {
      recorder = recordCanvas(canvas, {
        redraw,
        onData: (data, size) => {
          bytes = size;
          const part = { id: own, index: index++, data, name: name(), ms: ms() };
          void keeper.add({ ...part, styles: styles() });
        },
        onEnd: () => void brokeOff(own),
      });
    } catch (error) {
      notify(faultOf(error));
      return;
    }
    setAside();
    id = own;
    release = keeper.claim(own);
    before = 0;
    bytes = 0;
    since = performance.now();
    timer = setInterval(tick, SHOWN_MS);
    show();
  }

  /** The last recording stays. */
  function setAside() {
    const { recording } = get();
    if (recording?.status === 'done') list.add(finished(recording));
  }

  /** The browser ended a recording by itself, as when its GPU crashes. */
  async function brokeOff(of: string) {
    if (of !== id || !recorder) return;
    notify({ code: 'recording/broken-off' });
    await stop();
  }

  function tick() {
    // A film that stands still is recorded for as long as it stands.
    if (since !== undefined) redraw();
    show();
  }

  const show = () => set({ recording: { status: 'recording', seconds: seconds(), bytes } });

  function pause() {
    if (!recorder || since === undefined) return;
    recorder.pause();
    before += performance.now() - since;
    since = undefined;
  }

  function resume() {
    if (!recorder || since !== undefined) return;
    recorder.resume();
    since = performance.now();
  }

  /** What the visitor does now ends a recording, for this reason. */
  function endFor(code: Ended) {
    if (!recorder) return;
    notify({ code });
    void stop();
  }

  /** Resolves when the file is there. What was recorded so far is kept, whatever ended it. */
  async function stop() {
    if (recorder) await finish(end(recorder));
  }

  /** The picture is about to get another shape, and a file has one. Resolves when the canvas may change. */
  async function turn() {
    if (!recorder) return;
    notify({ code: 'recording/turned' });
    const ended = end(recorder);
    void finish(ended);
    await ended.stopped;
  }

  function end(ending: CanvasRecorder) {
    recorder = undefined;
    clearInterval(timer);
    set({ recording: { status: 'finishing' } });
    // Another one may begin before this file is there.
    const made = { id, seconds: seconds(), styles: styles(), downloaded: false };
    return { made, base: name(), stopped: ending.stop(), written: release };
  }

  async function finish({ made, base, stopped, written }: ReturnType<typeof end>) {
    const recorded = await stopped;
    written();
    const blob = await completeRecording(recorded);
    if (blob.size === 0) {
      set({ recording: undefined });
      notify({ code: 'recording/empty' });
      return;
    }
    const file = { blob, name: `${base}.${extensionOf(blob)}` };
    set({ recording: { status: 'done', ...made, file } });
  }

  /** Offer what an earlier visit or another tab recorded and did not download. */
  async function recall() {
    if (recalled) return;
    recalled = true;
    await keeper.recall(({ name: base, blob, ...found }) => {
      const file = { blob, name: `${base}.${extensionOf(blob)}` };
      list.add({ ...found, file, downloaded: false, recalled: true });
    });
  }

  /** @returns the file of what is offered; of a recording that the page did not end, with the length that it lacks */
  async function fileOf(of: string): Promise<SavedFile | undefined> {
    const one = offered(get()).find((made) => made.id === of);
    if (!one) return undefined;
    if (!one.recalled) return one.file;
    const complete = one.isFilm ? inMemory : completeRecording;
    const file = { ...one.file, blob: await complete(one.file.blob) };
    // One that is too large for the memory is still read from where it is kept.
    list.change(of, { file, recalled: one.isFilm === true && file.blob === one.file.blob });
    return file;
  }

  /** The visitor has asked for the download of a recording. It is still shown, and not kept for the next visit. */
  function letGo(of: string) {
    const made = offered(get()).find(({ id }) => id === of);
    if (!made?.recalled) void keeper.forget(of);
    list.change(of, { downloaded: true, unkept: false });
  }

  const active = () => Boolean(recorder);
  return { start, pause, resume, stop, endFor, turn, recall, fileOf, letGo, active };
}

/** @returns a recording that has ended, as it is in the list */
export function finished(recording: FinishedRecording): FinishedRecording {
  const { id, file, seconds, downloaded, styles, unkept, recalled } = recording;
  return { id, file, seconds, downloaded, ...given({ styles, unkept, recalled }) };
}

/** @returns the same bytes, in memory: what the browser kept can't be read any more once that is erased */
export async function inMemory(blob: Blob): Promise<Blob> {
  try {
    return new Blob([await blob.arrayBuffer()], { type: blob.type });
  } catch {
    return blob; // too large for the memory
  }
}

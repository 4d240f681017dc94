import { completeRecording } from '../../picture/index.ts';
import { faultOf, type AppFault, type SavedFile } from '../shared/index.ts';
import { extensionOf, recordCanvas, type CanvasRecorder } from './recorder.ts';
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
}

/** Time and size are shown again so often. */
const SHOWN_MS = 250;

/**
 * What goes on in the fields `recording` and `earlierRecordings` of the state. A recording is kept in the browser while
 * it is made, until it is downloaded or removed, so it outlives the page. One that was downloaded is offered until the
 * page is closed: the page can't know whether the visitor cancelled the download, or the disk was full.
 */
export function createRecordings({ store, canvas, redraw, notify, name, keeper }: Needs) {
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
  const ms = () => before + (since === undefined ? 0 : performance.now() - since);
  const seconds = () => ms() / 1000;

  function start() {
    if (recorder) return;
    // In the order of time, as their names are shown in.
    const own = `${Date.now()}-${Math.random().toString(36).slice(2)}`;
    let index = 0;
    try {
      recorder = recordCanvas(canvas, {
        redraw,
        onData: (data, size) => {
          bytes = size;
          void keeper.add({ id: own, index: index++, data, name: name(), ms: ms() });
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
    if (recording?.status !== 'done') return;
    const { id: of, file, seconds: length, downloaded } = recording;
    addEarlier({ id: of, file, seconds: length, downloaded });
  }

  function addEarlier(made: FinishedRecording) {
    set({ earlierRecordings: inOrder([...get().earlierRecordings, made]) });
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
    return { its: id, length: seconds(), stopped: ending.stop(), written: release };
  }

  async function finish({ its, length, stopped, written }: ReturnType<typeof end>) {
    const recorded = await stopped;
    written();
    const blob = await completeRecording(recorded);
    if (blob.size === 0) {
      set({ recording: undefined });
      notify({ code: 'recording/empty' });
      return;
    }
    const file = { blob, name: `${name()}.${extensionOf(blob)}` };
    set({ recording: { status: 'done', id: its, file, seconds: length, downloaded: false } });
  }

  /** Offer what an earlier visit or another tab recorded and did not download. */
  async function recall() {
    if (recalled) return;
    recalled = true;
    await keeper.recall(({ id: of, name: base, blob, seconds: length }) => {
      const file = { blob, name: `${base}.${extensionOf(blob)}` };
      addEarlier({ id: of, file, seconds: length, downloaded: false, cutShort: true });
    });
  }

  /** @returns the file of a recording that is offered; of one that the page did not end, with the length that it lacks */
  async function fileOf(of: string): Promise<SavedFile | undefined> {
    const { recording, earlierRecordings } = get();
    const present = recording?.status === 'done' ? [recording] : [];
    const one = [...present, ...earlierRecordings].find((made) => made.id === of);
    if (!one) return undefined;
    if (!one.cutShort) return one.file;
    const file = { ...one.file, blob: await completeRecording(one.file.blob) };
    change(of, { file, cutShort: false });
    return file;
  }

  function change(of: string, changes: Partial<FinishedRecording>) {
    const { recording, earlierRecordings } = get();
    if (recording?.status === 'done' && recording.id === of) {
      set({ recording: { ...recording, ...changes } });
    }
    set({
      earlierRecordings: earlierRecordings.map((one) =>
        one.id === of ? { ...one, ...changes } : one,
      ),
    });
  }

  /** The visitor has asked for the download of a recording. It is still shown, and not kept for the next visit. */
  function letGo(of: string) {
    void keeper.forget(of);
    change(of, { downloaded: true });
  }

  const active = () => Boolean(recorder);
  return { start, pause, resume, stop, turn, recall, fileOf, letGo, active };
}

/** @returns the recordings, the oldest first: their ids begin with the time */
export const inOrder = (all: readonly FinishedRecording[]): FinishedRecording[] =>
  [...all].sort((a, b) => (a.id < b.id ? -1 : 1));

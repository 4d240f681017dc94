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
 * it is made, until it is downloaded or removed, so it outlives the page.
 */
export function createRecordings({ store, canvas, redraw, notify, name, keeper }: Needs) {
  let recorder: CanvasRecorder | undefined;
  /** Of the present recording. */
  let id = '';
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
    before = 0;
    bytes = 0;
    since = performance.now();
    timer = setInterval(tick, SHOWN_MS);
    show();
  }

  /** The last recording stays, if it was not downloaded. */
  function setAside() {
    const { recording, earlierRecordings } = get();
    if (recording?.status !== 'done' || recording.downloaded) return;
    const { id: of, file, seconds: length } = recording;
    set({ earlierRecordings: [...earlierRecordings, { id: of, file, seconds: length }] });
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
    return { its: id, length: seconds(), stopped: ending.stop() };
  }

  async function finish({ its, length, stopped }: ReturnType<typeof end>) {
    const blob = await completeRecording(await stopped);
    if (blob.size === 0) {
      set({ recording: undefined });
      notify({ code: 'recording/empty' });
      return;
    }
    const file = { blob, name: `${name()}.${extensionOf(blob)}` };
    set({ recording: { status: 'done', id: its, file, seconds: length, downloaded: false } });
  }

  /** Offer what an earlier visit recorded and did not download. */
  async function recall() {
    if (recalled) return;
    recalled = true;
    const found = (await keeper.recall())
      .filter((one) => one.id !== id)
      .map((one): FinishedRecording => {
        const { blob } = one;
        const file = { blob, name: `${one.name}.${extensionOf(blob)}` };
        return { id: one.id, file, seconds: one.seconds, cutShort: true };
      });
    set({ earlierRecordings: [...found, ...get().earlierRecordings] });
  }

  /** @returns the file of a recording that is offered; of one that the page did not end, with the length that it lacks */
  async function fileOf(of: string): Promise<SavedFile | undefined> {
    const { recording, earlierRecordings } = get();
    const present = recording?.status === 'done' ? [recording] : [];
    const one = [...present, ...earlierRecordings].find((made) => made.id === of);
    if (!one) return undefined;
    const { file, cutShort } = one;
    return cutShort ? { ...file, blob: await completeRecording(file.blob) } : file;
  }

  /** The visitor has downloaded a recording. It is shown until the next one, and not kept. */
  function letGo(of: string) {
    void keeper.forget(of);
    const { recording, earlierRecordings } = get();
    if (recording?.status === 'done' && recording.id === of) {
      set({ recording: { ...recording, downloaded: true } });
    }
    set({ earlierRecordings: earlierRecordings.filter((one) => one.id !== of) });
  }

  /** The visitor does not want a recording. */
  function remove(of: string) {
    letGo(of);
    const { recording } = get();
    if (recording?.status === 'done' && recording.id === of) set({ recording: undefined });
  }

  const active = () => Boolean(recorder);
  return { start, pause, resume, stop, turn, recall, fileOf, letGo, remove, active };
}

import { completeRecording } from '../../picture/index.ts';
import { faultOf, type AppFault } from '../shared/index.ts';
import { extensionOf, recordCanvas, type CanvasRecorder } from './recorder.ts';
import type { LiveStore } from './types.ts';

interface Needs {
  readonly store: LiveStore;
  readonly canvas: HTMLCanvasElement;
  /** Draws on the canvas what it shows. */
  readonly redraw: () => void;
  readonly notify: (fault: AppFault) => void;
  /** For the file's name. */
  readonly name: () => string;
}

/** Time and size are shown anew so often. */
const SHOWN_MS = 250;

/** What goes on in the field `recording` of the state. */
export function createRecordings({ store, canvas, redraw, notify, name }: Needs) {
  let recorder: CanvasRecorder | undefined;
  /** Recorded before the last pause, and when the present stretch began. */
  let before = 0;
  let since: number | undefined;
  let bytes = 0;
  let timer: ReturnType<typeof setInterval> | undefined;

  const seconds = () => (before + (since === undefined ? 0 : performance.now() - since)) / 1000;

  function start() {
    if (recorder) return;
    try {
      recorder = recordCanvas(canvas, { redraw, onSize: (size) => (bytes = size) });
    } catch (error) {
      notify(faultOf(error));
      return;
    }
    before = 0;
    bytes = 0;
    since = performance.now();
    timer = setInterval(tick, SHOWN_MS);
    show();
  }

  function tick() {
    // A film that stands still is recorded for as long as it stands.
    if (since !== undefined) redraw();
    show();
  }

  const show = () =>
    store.setState({ recording: { status: 'recording', seconds: seconds(), bytes } });

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
    const ending = recorder;
    if (!ending) return;
    recorder = undefined;
    clearInterval(timer);
    const length = seconds();
    store.setState({ recording: { status: 'finishing' } });
    const blob = await completeRecording(await ending.stop());
    if (blob.size === 0) {
      store.setState({ recording: undefined });
      notify({ code: 'recording/empty' });
      return;
    }
    const file = { blob, name: `${name()}.${extensionOf(blob)}` };
    store.setState({ recording: { status: 'done', file, seconds: length } });
  }

  return { start, pause, resume, stop, active: () => Boolean(recorder) };
}

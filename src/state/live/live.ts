import { createStore } from 'zustand/vanilla';
import type { Engines, Manifest } from '../../engine/index.ts';
import type { Tab } from '../compare/tab.ts';
import type { Photos } from '../photos.ts';
import { sentence } from '../sentence.ts';
import { CameraProblem, listCameras, openCamera, problems, type MediaAccess } from './camera.ts';
import { createExporting } from './exporting.ts';
import { filmProblems, followFilm, oneFilm, openFilm } from './film.ts';
import { createRecordings } from './recordings.ts';
import { Screen } from './screen.ts';
import { runSession, type Session } from './session.ts';
import { keepLive, recallLive } from './settings.ts';
import { firstFrame, streamSource, type Source } from './source.ts';
import { createConnecting } from './studio.ts';
import type { LiveActions, LiveSettings, LiveSource, LiveState, LiveStore } from './types.ts';

export interface LiveDependencies {
  readonly photos: Photos;
  readonly connect: () => Promise<{ readonly manifest: Manifest; readonly engines: Engines }>;
  /** Absent where the address is not secure. */
  readonly media: MediaAccess | undefined;
  readonly tab: Pick<Tab, 'hidden' | 'onChange'>;
  /** The visitor's system asks for little motion. */
  readonly calm: boolean;
  readonly createCanvas: () => HTMLCanvasElement;
  readonly createVideo: () => HTMLVideoElement;
}

export interface Live {
  readonly store: LiveStore;
  readonly actions: LiveActions;
  /** All that is shown; the page only gives it a place. */
  readonly canvas: HTMLCanvasElement;
}

/** The Live page: its state, and what can be done with it. */
export function createLive(needs: LiveDependencies): Live {
  const { photos, media, tab, calm, createVideo } = needs;
  const canvas = needs.createCanvas();
  const screen = new Screen(canvas);
  const store: LiveStore = createStore<LiveState>(() => ({
    connection: { status: 'connecting' },
    settings: recallLive(calm),
    stage: { status: 'empty' },
    mirror: true,
    cameras: [],
  }));
  const { getState: get, setState: set } = store;
  const { notify } = photos.actions;
  const connect = createConnecting(store, needs.connect);
  const fileName = () => `brushlite-${get().settings.style}`;
  const recordings = createRecordings({ store, canvas, notify, name: fileName });
  const exporting = createExporting(store, notify);
  let session: Session | undefined;
  let film: File | undefined;
  let dividers: readonly [number, number] = [1 / 3, 2 / 3];
  /** Counts what was started, so that what comes too late is told apart. */
  let starts = 0;

  const look = () => ({ strength: get().settings.strength, mirror: get().mirror, dividers });
  const playing = () => (session?.from.kind === 'film' ? session.source.video : undefined);

  async function startCamera() {
    const id = begin('camera');
    try {
      const { stream, camera, other } = await openCamera(media, get().settings.camera);
      const source = streamSource(createVideo(), stream);
      if (id !== starts) {
        source.close();
        return;
      }
      if (other) notify(problems.gone);
      const [track] = stream.getVideoTracks();
      track?.addEventListener('ended', () => id === starts && fail(problems.unplugged));
      set({ mirror: camera.facing !== 'rear' });
      await firstFrame(source.video);
      await source.video.play();
      await run(id, source, { kind: 'camera', camera });
      await refreshCameras();
    } catch (error) {
      if (id === starts) fail(error instanceof CameraProblem ? error.message : problems.busy);
    }
  }

  async function open(files: readonly File[]) {
    try {
      const file = oneFilm(files);
      // Looked at before what runs is given up for it.
      const source = await openFilm(createVideo(), file);
      const id = begin('film');
      film = file;
      set({ mirror: false, exporting: undefined });
      const { video } = source;
      video.addEventListener('error', () => {
        if (id === starts && video.error) fail(filmProblems.damaged(file.name));
      });
      video.addEventListener('pause', () => session?.rest());
      video.addEventListener('seeked', () => session?.refresh(get().settings));
      // A visitor who wants little motion starts it by hand.
      if (!calm) await video.play().catch(() => {});
      followFilm(video, store, () => id === starts);
      await run(id, source, { kind: 'film', name: file.name });
    } catch (error) {
      notify(sentence(error));
    }
  }

  /** Another source is coming: what runs ends. -> what tells whether it is still wanted */
  function begin(kind: LiveSource['kind']): number {
    end();
    set({ stage: { status: 'starting', kind } });
    return starts;
  }

  async function run(id: number, source: Source, from: LiveSource) {
    const studio = await connect();
    if (id !== starts || !studio) {
      source.close();
      const { connection } = get();
      if (id === starts && connection.status === 'failed') fail(connection.problem);
      return;
    }
    const { painter, firstSize } = studio;
    session = runSession({
      source,
      from,
      painter,
      store,
      screen,
      look,
      firstSize,
      keepsSize: recordings.active,
      rests: exporting.active,
      onFail: fail,
    });
    if (tab.hidden()) session.pause();
    const { videoWidth, videoHeight } = source.video;
    set({ stage: { status: 'running', source: from, aspect: videoWidth / videoHeight } });
    await prepare();
  }

  /** Load the networks that the settings want, behind the frames that go on. */
  async function prepare() {
    const studio = await connect();
    if (!studio || !session) return;
    try {
      const changed = await studio.painter.prepare(get().settings, (switching) =>
        set({ switching }),
      );
      if (changed) session?.restart();
    } catch (error) {
      if (studio.painter.models.length === 0) fail(sentence(error));
      else notify(sentence(error));
    }
  }

  async function refreshCameras() {
    set({ cameras: await listCameras(media) });
  }

  /** Let go of everything that runs; the last picture stays. */
  function end() {
    starts += 1;
    void recordings.stop();
    exporting.cancel();
    session?.end();
    session = undefined;
  }

  function stop() {
    end();
    film = undefined;
    set({ stage: { status: 'stopped' }, switching: undefined });
    void connect().then((studio) => studio?.painter.cancel());
  }

  function fail(problem: string) {
    end();
    set({ stage: { status: 'failed', problem }, switching: undefined });
    void refreshCameras();
  }

  function enter() {
    void connect();
    void refreshCameras();
  }

  function leave() {
    const { status } = get().stage;
    void recordings.stop();
    exporting.cancel();
    // A film only waits: it holds no camera, and its place would be lost.
    if (session?.from.kind === 'film') session.source.video.pause();
    else if (status === 'running' || status === 'starting') stop();
  }

  function choose(changes: Partial<LiveSettings>) {
    const settings = { ...get().settings, ...changes };
    set({ settings });
    keepLive(settings);
    if (changes.strength !== undefined) screen.redraw(look());
    else session?.refresh(settings);
    if (changes.network !== undefined || changes.view !== undefined) void prepare();
    if (changes.camera !== undefined && session?.from.kind === 'camera') void startCamera();
  }

  function setMirror(mirror: boolean) {
    set({ mirror });
    screen.redraw(look());
  }

  function divide(first: number, second: number) {
    dividers = [first, second];
    screen.redraw(look());
  }

  async function snapshot() {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob) return { blob, name: `${fileName()}.png` };
    notify('The snapshot could not be made. Try again.');
    return undefined;
  }

  async function exportFilm() {
    const studio = await connect();
    const model = studio?.painter.models.at(-1);
    if (!session || !film || !studio || !model) return;
    session.source.video.pause();
    const { settings } = get();
    const longSide = session.longSide();
    const work = { file: film, name: film.name, model: model.id, settings, longSide };
    await exporting.start({ ...work, ...studio });
    session?.refresh(settings);
  }

  tab.onChange(() => {
    if (tab.hidden()) {
      session?.pause();
      recordings.pause();
    } else {
      session?.resume();
      recordings.resume();
    }
  });
  media?.addEventListener('devicechange', () => void refreshCameras());

  const actions: LiveActions = {
    connect: async () => void (await connect()),
    enter,
    leave,
    choose,
    setMirror,
    startCamera,
    open,
    stop,
    play: () => void playing()?.play(),
    pause: () => playing()?.pause(),
    seek: (position) => {
      const video = playing();
      const { film: shown } = get();
      if (!video || !shown) return;
      video.currentTime = position;
      // Now, or the slider jumps back until the video says so, and seeks there.
      set({ film: { ...shown, position } });
    },
    setMuted: (muted) => {
      const video = playing();
      if (video) video.muted = muted;
    },
    divide,
    snapshot,
    record: recordings.start,
    endRecording: recordings.stop,
    exportFilm,
    cancelExport: exporting.cancel,
  };
  return { store, actions, canvas };
}

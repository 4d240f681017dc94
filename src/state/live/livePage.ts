import { createStore } from 'zustand/vanilla';
import { checkReading } from '../../browser/index.ts';
import {
  stylesInFileName,
  faultOf,
  given,
  nameOfStyles,
  type AppFault,
  PageProblem,
  withChanges,
} from '../shared/index.ts';
import { listCameras, nextCamera, openCamera, wantedPicture } from './camera.ts';
import { createCameraWatch } from './cameraWatch.ts';
import { createExporting } from './exporting.ts';
import { followFilm, oneFilm, openFilm } from './openFilm.ts';
import { createNetworkLoading } from './networkLoading.ts';
import { networksOf, type Painter } from './painter.ts';
import { createPlayer } from './player.ts';
import { createRecordingList } from './recordingList.ts';
import { createRecordingRemoving } from './recordingRemoving.ts';
import { createRecordings } from './recordings.ts';
import { Screen, type Look } from './screen.ts';
import { runSession, type Session } from './session.ts';
import { createSnapshots } from './snapshots.ts';
import { keepLive, recallLive, settleLive } from './liveSettings.ts';
import { firstFrame, streamSource, type Source } from './source.ts';
import { createPainterConnection } from './painterConnection.ts';
import { keepAwake } from './wakeLock.ts';
import type { LiveDependencies } from './dependencies.ts';
import type { LiveActions, LiveSettings, LiveSource, LiveState, LiveStore } from './types.ts';

/** HTMLMediaElement.HAVE_CURRENT_DATA. */
const HAVE_FRAME = 2;

export interface Live {
  readonly store: LiveStore;
  readonly actions: LiveActions;
  /** All that is shown; the page only gives it a place. */
  readonly canvas: HTMLCanvasElement;
}

/** The Live page: its state, and what can be done with it. */
export function createLive(needs: LiveDependencies): Live {
  const { photos, choices, connecting, media, tab, calm, createVideo } = needs;
  const chosen = () => {
    const { style, mix, network, boldness } = choices.get();
    return { style, mix, network, boldness };
  };
  const canvas = needs.createCanvas();
  const screen = new Screen(canvas);
  const store: LiveStore = createStore<LiveState>(() => ({
    connection: connecting.store.getState(),
    settings: { ...recallLive(calm), ...chosen() },
    stage: { status: 'empty' },
    mirror: true,
    dividers: [1 / 3, 2 / 3],
    cameras: [],
    earlierRecordings: [],
    exporting: { status: 'idle' },
    snapshot: { status: 'idle' },
  }));
  const { getState: get, setState: set } = store;
  const { notify, dismissNotice } = photos.actions;
  const askPainter = createPainterConnection(store, connecting);
  const fileName = () => `brushlite-${stylesInFileName(get().settings)}`;
  const kept = { store, keeper: needs.recordingStore };
  const list = createRecordingList(kept);
  const recordings = createRecordings({
    ...{ ...kept, list, canvas, notify },
    redraw: () => screen.redraw(look()),
    name: fileName,
  });
  const removing = createRecordingRemoving({ ...kept, list });
  const exporting = createExporting(store, list, notify);
  const snapshots = createSnapshots({
    ...{ store, screen, notify, pictures: needs.pictures },
    name: fileName,
  });
  // Nothing is expected of a camera that has a frame and waits for the engine.
  const waitsForEngine = () => (pending?.video.readyState ?? 0) >= HAVE_FRAME;
  const watch = createCameraWatch(store, () => tab.hidden() || waitsForEngine());
  const loadNetworks = createNetworkLoading({
    ...{ store, choices, askPainter, notify, fail },
    session: () => session,
  });
  const stayAwake = keepAwake(store, needs.wakeLocks);
  let session: Session | undefined;
  /** A source that has no session yet: the engine may still be starting, and the camera is on. */
  let pending: Source | undefined;
  let painter: Painter | undefined;
  /** What is painted, or was last. It stays after a stop, so that it can go on. */
  let film: File | undefined;
  /** Seconds, where it goes on then. */
  let filmEnd = 0;
  /** Count what was started and what was to be opened, so that what comes too late is told apart. */
  let starts = 0;
  let opens = 0;

  function look(): Look {
    const { settings, mirror, dividers } = get();
    return { strength: settings.strength, mirror, dividers };
  }
  const player = createPlayer(store, () =>
    session?.from.kind === 'film' ? session.source.video : undefined,
  );

  async function startCamera() {
    const id = begin('camera');
    film = undefined;
    watch.ask();
    try {
      const { connection, settings } = get();
      const capabilities = connection.status === 'connected' ? connection.capabilities : undefined;
      const { stream, camera, other } = await openCamera(media, {
        wanted: settings.camera,
        picture: wantedPicture(capabilities?.chosen.firstSizes.frame),
        withheld: needs.withheld,
      });
      const source = streamSource(createVideo(), stream);
      if (id !== starts) {
        source.close();
        return;
      }
      pending = source;
      if (other) notify({ code: 'camera/other' });
      const [track] = stream.getVideoTracks();
      track?.addEventListener('ended', () => id === starts && fail({ code: 'camera/unplugged' }));
      watch.watch(track);
      set({ mirror: camera.facing !== 'rear' && get().settings.mirror });
      await firstFrame(source.video);
      await source.video.play();
      await run(id, source, { kind: 'camera', camera });
      await refreshCameras();
    } catch (error) {
      if (id === starts) fail(error instanceof PageProblem ? error.fault : { code: 'camera/busy' });
    }
  }

  /** @param at - seconds, where the film begins */
  async function open(files: readonly File[], at = 0) {
    opens += 1;
    const [start, turn] = [starts, opens];
    let isOvertaken = () => start !== starts || turn !== opens;
    try {
      const file = oneFilm(files);
      // Looked at before what runs is given up for it.
      const source = await openFilm(createVideo, file);
      if (isOvertaken()) {
        source.close();
        return;
      }
      const id = begin('film');
      isOvertaken = () => id !== starts;
      pending = source;
      [film, filmEnd] = [file, at];
      set({ mirror: false });
      const { video } = source;
      if (at > 0) video.currentTime = at;
      video.addEventListener('error', () => {
        if (id === starts && video.error) fail({ code: 'film/damaged', name: file.name });
      });
      video.addEventListener('pause', () => id === starts && session?.restartMeter());
      video.addEventListener('seeked', () => id === starts && session?.refresh(get().settings));
      // A visitor who wants little motion starts it by hand.
      if (!calm) await video.play().catch(() => {});
      followFilm(video, store, () => id === starts);
      void exporting.look(file, () => film === file);
      await run(id, source, { kind: 'film', name: file.name });
    } catch (error) {
      if (!isOvertaken()) notify(faultOf(error), files);
    }
  }

  /** The film that was stopped, or could not be painted, goes on where it was. */
  async function resumeFilm() {
    if (film) await open([film], filmEnd);
  }

  /** Another source is coming: what runs ends, and what was told of it is over. */
  function begin(kind: LiveSource['kind']): number {
    dismissNotice();
    recordings.endFor('recording/ended');
    end();
    set({ stage: { status: 'starting', kind } });
    return starts;
  }

  async function run(id: number, source: Source, from: LiveSource) {
    const connected = await askPainter();
    if (id !== starts) return;
    const { connection } = get();
    if (!connected) {
      if (connection.status === 'failed') fail(connection.problem);
      return;
    }
    const { firstSize } = connected;
    painter = connected.painter;
    pending = undefined;
    session = runSession({
      source,
      from,
      painter,
      store,
      screen,
      look,
      firstSize,
      keepsSize: recordings.active,
      endsRecording: recordings.turn,
      onFrame: watch.frame,
      // The film's own machine time goes to its file.
      rests: () => from.kind === 'film' && exporting.active(),
      onFail: fail,
    });
    if (tab.hidden()) session.pause();
    const { videoWidth, videoHeight } = source.video;
    set({ stage: { status: 'running', source: from, aspect: videoWidth / videoHeight } });
    await loadNetworks();
  }

  async function refreshCameras() {
    set({ cameras: await listCameras(media) });
  }

  /** Let go of everything that runs; the last picture stays. */
  function end() {
    starts += 1;
    watch.end();
    void recordings.stop();
    if (session?.from.kind === 'film') filmEnd = session.source.video.currentTime;
    pending?.close();
    session?.end();
    [pending, session] = [undefined, undefined];
  }

  function stop() {
    end();
    const resumes = film !== undefined;
    set({
      stage: screen.blank ? { status: 'empty' } : { status: 'stopped', resumes },
      switching: undefined,
    });
    painter?.cancel();
  }

  function fail(problem: AppFault) {
    const kind = usesCamera() ? 'camera' : 'film';
    end();
    // Another try does not mend the file.
    const resumes = kind === 'film' && !problem.code.startsWith('film/');
    set({ stage: { status: 'failed', problem, kind, resumes }, switching: undefined });
    void refreshCameras();
  }

  /** Take what was chosen on other pages. */
  function adopt() {
    const { settings: before, connection } = get();
    const wanted = { ...before, ...chosen() };
    const settings =
      connection.status === 'connected' ? settleLive(wanted, connection.manifest) : wanted;
    set({ settings });
    const { network, boldness } = settings;
    const sameStyles = nameOfStyles(settings) === nameOfStyles(before);
    if (network !== before.network) void loadNetworks();
    if (!sameStyles || boldness !== before.boldness) session?.refresh(settings);
  }

  function enter() {
    adopt();
    void askPainter();
    void refreshCameras();
    void recordings.recall();
  }

  function leave() {
    const { status } = get().stage;
    opens += 1;
    recordings.endFor('recording/left');
    // A film only waits: it holds no camera, and its place would be lost.
    if (session?.from.kind === 'film') session.source.video.pause();
    else if (status === 'running' || status === 'starting') stop();
  }

  function choose(changes: Partial<LiveSettings>) {
    const settings = withChanges(get().settings, changes);
    set({ settings });
    keepLive(settings);
    const { style, mix, network, boldness } = changes;
    choices.choose(given({ style, mix, network, boldness }));
    if (changes.strength !== undefined) screen.redraw(look());
    if (Object.keys(changes).some((name) => name !== 'strength')) session?.refresh(settings);
    if (changes.network !== undefined || changes.view !== undefined) void loadNetworks();
    if (changes.camera !== undefined && usesCamera()) void startCamera();
  }

  function usesCamera() {
    const { stage } = get();
    return stage.status === 'starting' ? stage.kind === 'camera' : session?.from.kind === 'camera';
  }

  function setMirror(mirror: boolean) {
    set({ mirror });
    // Of a camera that sees its visitor; others are never turned by themselves.
    if (session?.from.kind === 'camera' && session.from.camera.facing !== 'rear')
      choose({ mirror });
    screen.redraw(look());
  }

  function divide(first: number, second: number) {
    set({ dividers: [first, second] });
    screen.redraw(look());
  }

  function switchCamera() {
    const { cameras, stage, settings } = get();
    const source = stage.status === 'running' ? stage.source : undefined;
    const present = source?.kind === 'camera' ? source.camera.id : settings.camera;
    const next = nextCamera(cameras, present);
    if (next) choose({ camera: next.id });
  }

  async function snapshot() {
    dismissNotice();
    try {
      checkReading();
    } catch (error) {
      notify(faultOf(error));
      return undefined;
    }
    const connected = await askPainter();
    const { settings } = get();
    return snapshots.take(
      connected && { ...connected, models: connected.painter.models, settings, look: look() },
    );
  }

  async function exportFilm() {
    dismissNotice();
    const connected = await askPainter();
    const { settings, mirror } = get();
    const [model] = connected
      ? networksOf({ ...settings, view: 'painting' }, connected.manifest)
      : [];
    if (!session || !film || !connected || !model) return;
    session.source.video.pause();
    recordings.endFor('recording/film');
    const wanted = { file: film, name: film.name, model: model.id, settings, mirror };
    await exporting.start({ ...wanted, ...connected });
    session?.refresh(get().settings);
  }

  tab.onChange(() => {
    if (tab.hidden()) {
      session?.pause();
      recordings.pause();
      player.hide();
    } else {
      session?.resume();
      recordings.resume();
      player.show();
      stayAwake();
    }
  });
  media?.addEventListener('devicechange', () => void refreshCameras());

  const actions: LiveActions = {
    connect: connecting.connect,
    enter,
    leave,
    choose,
    setMirror,
    startCamera,
    open,
    resumeFilm,
    stop,
    play: player.play,
    pause: player.pause,
    seek: player.seek,
    setMuted: player.setMuted,
    divide,
    switchCamera,
    snapshot,
    cancelSnapshot: snapshots.cancel,
    record: () => {
      dismissNotice();
      recordings.start();
    },
    endRecording: recordings.stop,
    recordingFile: recordings.fileOf,
    letGoRecording: recordings.letGo,
    removeRecording: (id) => void removing.remove(id),
    putBackRecording: removing.putBack,
    letGoRemovedRecording: removing.letGoRemoved,
    exportFilm,
    cancelExport: exporting.cancel,
  };
  return { store, actions, canvas };
}

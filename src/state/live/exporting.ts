import {
  EngineProblem,
  frameSize,
  isLost,
  type Manifest,
  type Stylizer,
} from '../../engine/index.ts';
import { inspectFilm, repaintFilm, type FilmLoss, type Size } from '../../picture/index.ts';
import { createTask, faultOf, mixOf, stylesInFileName, type AppFault } from '../shared/index.ts';
import { extensionOf } from './recorder.ts';
import { offered, type RecordingList } from './recordingList.ts';
import type { ExportProgress, LiveSettings, LiveState, LiveStore, PaintedFilm } from './types.ts';

/** A film, and how it is to be painted. */
interface Export {
  readonly file: Blob;
  readonly name: string;
  readonly manifest: Manifest;
  readonly stylizer: Stylizer;
  readonly model: string;
  readonly settings: LiveSettings;
  readonly mirror: boolean;
}

/** The shorter sides to choose from, in pixels. A larger film is made smaller: nobody waits for that many pixels. */
export const FILM_SIZES = [1080, 720, 480, 360, 240] as const;

/** Share of the film that is painted before its time left is told: the first frames are slower. */
const TOLD_FROM = 0.02;

/**
 * The size of the file for a film of width x height pixels: its own where `shortSide` is undefined, or that shorter
 * side, never larger than the film. Sides are even, as codecs want them.
 */
export function writtenSize({ width, height }: Size, shortSide?: number): Size {
  const most = shortSide ?? FILM_SIZES[0];
  const scale = Math.min(1, most / Math.min(width, height));
  const even = (pixels: number) => Math.max(2, 2 * Math.round((pixels * scale) / 2));
  return { width: even(width), height: even(height) };
}

/**
 * Paints a film to a file, and keeps the fields `exporting` and `filmFacts` of the state true. The file goes to `list`, so
 * nothing that is done afterwards loses it.
 */
export function createExporting(
  store: LiveStore,
  list: RecordingList,
  notify: (fault: AppFault) => void,
) {
  const task = createTask<PaintedFilm, ExportProgress>((exporting) =>
    store.setState({ exporting }),
  );
  const active = () => task.state().status === 'running';

  /** Resolves when the file is there, or the visitor knows why not. One film at a time. */
  async function start(wanted: Export) {
    if (active()) return;
    task.reset();
    const { file, name, stylizer, manifest, model, settings, mirror } = wanted;
    const { steady, strength, style: one, mix } = settings;
    const of = { name, styles: { style: one, mix } };
    const begun = performance.now();
    const end = await task.start({ ...of, done: 0 }, async (signal, tell) => {
      const style = mixOf(settings, manifest, model);
      const { blob, loss, seconds } = await repaintFilm({
        ...{ file, name, signal, mirror, strength },
        onProgress: (done) =>
          tell({ ...of, done, msLeft: msLeft(done, performance.now() - begun) }),
        size: (film) => {
          const written = writtenSize(film, settings.filmSize);
          const { width, height } = written;
          return { written, painted: frameSize(width, height, Math.max(width, height)) };
        },
        paint: async (frame, size) =>
          (await stylizer.paintFrame({ model, target: 'file', style, frame, ...size, steady }))
            .bitmap,
        // What was sent to a lost worker is lost, too. The next try has a new worker.
        mayPaintAgain: (error) => error instanceof EngineProblem && isLost(error.fault),
      });
      const base = name.replace(/\.[^.]*$/, '');
      const painted = { blob, name: `${base}-${stylesInFileName(settings)}.${extensionOf(blob)}` };
      // Also where the visitor has cancelled it in its last moment: it is there.
      return { id: list.addFilm({ file: painted, seconds, styles: of.styles }), of: name, loss };
    });
    if (end?.status === 'failed') notify(end.fault);
    if (end?.status === 'done' && isLoss(end.result.loss)) {
      notify({ code: 'film/incomplete', name, ...end.result.loss });
    }
  }

  /** Look at a film, so that the page says beforehand what it becomes. */
  async function look(file: File, wanted: () => boolean) {
    store.setState({ filmFacts: undefined });
    try {
      const facts = await inspectFilm(file, file.name);
      if (wanted()) store.setState({ filmFacts: { status: 'known', facts } });
    } catch (error) {
      if (wanted()) store.setState({ filmFacts: { status: 'unknown', fault: faultOf(error) } });
    }
  }

  return { start, look, cancel: task.cancel, active };
}

/** @returns whether closing the page would lose a painted film: one in work, or one that the browser does not keep */
export const isFilmAtRisk = (state: LiveState): boolean =>
  state.exporting.status === 'running' || offered(state).some(({ unkept }) => unkept);

/** @returns whether the open film stands still, because the machine paints a film to a file */
export const standsStill = ({ exporting, stage }: Pick<LiveState, 'exporting' | 'stage'>) =>
  exporting.status === 'running' && stage.status === 'running' && stage.source.kind === 'film';

const isLoss = ({ sound, end }: FilmLoss) =>
  sound === 'unplayable' || sound === 'lost' || end !== undefined;

/** @returns milliseconds until all is done, of what was done in `ms`; undefined where that says too little yet */
const msLeft = (done: number, ms: number) =>
  done < TOLD_FROM ? undefined : (ms / done) * (1 - done);

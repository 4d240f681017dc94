import { inspectFilm, type FilmLoss, type Size } from '../../picture/index.ts';
import { createTask, faultOf, loadCode, type AppFault } from '../shared/index.ts';
import type { FilmPainting } from './paintFilm.ts';
import { offered, type RecordingList } from './recordingList.ts';
import type { ExportProgress, LiveState, LiveStore, PaintedFilm } from './types.ts';

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
 * Paints a film to a file, and keeps the fields `exporting` and `filmFacts` of the state true. The file goes to `list`,
 * so nothing that is done afterwards loses it.
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
  async function start(wanted: FilmPainting) {
    if (active()) return;
    task.reset();
    const { name, settings } = wanted;
    const styles = { style: settings.style, mix: settings.mix };
    const begun = performance.now();
    const end = await task.start({ name, styles, done: 0 }, async (signal, tell) => {
      const { paintFilm } = await loadCode(() => import('./paintFilm.ts'));
      const { file, seconds, loss } = await paintFilm(wanted, signal, (done) =>
        tell({ name, styles, done, msLeft: msLeft(done, performance.now() - begun) }),
      );
      // Also where the visitor has cancelled it in its last moment: it is there.
      return { id: list.addFilm({ file, seconds, styles }), of: name, loss };
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

/** @returns whether closing the page would lose a film in work, or a film or a recording that the browser does not keep */
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

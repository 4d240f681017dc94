/**
 * Brings a painting to the size of the file, in one or two steps. In each it is enlarged with the detail of the photo,
 * which takes a second. Then the network adds fine strokes in tiles, which takes as long as so many pixels take.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { Pictures, Pixels, Size } from '../../picture/index.ts';
import {
  faultOf,
  lastResult,
  noStrokes,
  outputSize,
  paintFineStrokes,
  type AppFault,
  type Painting,
  type Photo,
  type StrokesSoFar,
} from '../shared/index.ts';
import {
  enlargeInSteps,
  isSmaller,
  pixelsOf,
  type EnlargingStep,
  type Large,
} from './enlarging.ts';
import type { StylizeState } from './stylizePage.ts';
import { withPauses } from './pausing.ts';

/** A painting that is larger than the network painted it, as far as it is. */
export interface Refined {
  readonly of: Painting;
  /** What it is to become. */
  readonly target: Size;
  /**
   * - `enlarging`: nothing of this step is shown yet
   * - `painting`: it is shown without the fine strokes of this step; these are being added. While the page may not
   *   work, they wait as they are
   * - `enlarged`: it has the size of the file, without fine strokes of that size: they would take long, were stopped, or
   *   did not work
   * - `done`: it has them
   * - `failed`: it could not be made. What is there, of a step before, is smaller than the file was to be
   */
  readonly status: 'enlarging' | 'painting' | 'enlarged' | 'done' | 'failed';
  /** The share of the fine strokes of this step that is there, 0..1. */
  readonly share: number;
  /** How long the fine strokes of this step take from now on, in milliseconds; an estimate. */
  readonly msLeft: number;
  /** How long the fine strokes of all steps took that are there, in milliseconds: measured. */
  readonly strokesMs?: number | undefined;
  /** The large painting that is there; none before the first step shows something. */
  readonly large?: Large | undefined;
  /** What the page shows of it, reduced. */
  readonly pixels?: Pixels | undefined;
}

/** Tiles overlap, and the statistics are measured first. */
const OVERHEAD = 1.3;
interface Tools {
  readonly pictures: Pictures;
  readonly notify: (fault: AppFault) => void;
}

interface Refining {
  /** Add the fine strokes now, however long that takes. */
  refine(): void;
  /** Leave the fine strokes out. */
  stop(): void;
}

interface Due {
  readonly photo: Photo;
  readonly of: Painting;
  readonly target: Size;
}

/** @returns what is made of the newest painting, if it is smaller than its file is to be */
function wantedOf({ stage, settings }: StylizeState): Due | undefined {
  if (stage.status !== 'done') return undefined;
  const { photo, result: of } = stage;
  const target = outputSize(photo, settings.output);
  if (!isSmaller(of.pixels, target)) return undefined;
  return { photo, of, target };
}

const isOf = (refined: Refined | undefined, due: Due | undefined): boolean =>
  refined !== undefined &&
  refined.of === due?.of &&
  refined.target.width === due.target.width &&
  refined.target.height === due.target.height;

/** @returns what is being made of it, or is about to be: nothing begins while the page may not work */
function dueOf(state: StylizeState): Due | undefined {
  const wanted = wantedOf(state);
  const goesOn = isRunning(state.refined) && isOf(state.refined, wanted);
  return state.mayWork || goesOn ? wanted : undefined;
}

/** @returns the size that the painting on the page is about to get; undefined where it has that, or does not get it now */
export function growsTo(state: StylizeState): Size | undefined {
  const due = dueOf(state);
  if (!due) return undefined;
  const { refined } = state;
  if (!refined || !isOf(refined, due)) return due.target; // it is about to start
  const isThere = refined.large !== undefined && !isSmaller(refined.large, due.target);
  return isThere || refined.status === 'failed' ? undefined : due.target;
}

/** @returns whether the painting on the page is about to get more: its size, or the fine strokes of that size */
export function isUnfinished(state: StylizeState): boolean {
  const { refined } = state;
  const addsStrokes = refined?.status === 'painting' && isOf(refined, dueOf(state));
  return addsStrokes || growsTo(state) !== undefined;
}

/** @returns whether the painting on the page gets more once the machine is free for it again */
export function isPutOff(state: StylizeState): boolean {
  const { stage, mayWork } = state;
  return !mayWork && stage.status === 'done' && smallSize(state) !== undefined;
}

/** @returns the size of what is saved now, where that is smaller than the visitor chose, and stays so for now */
export function smallSize(state: StylizeState): Size | undefined {
  const { stage, refined, settings } = state;
  const painting = lastResult(stage);
  if (stage.status === 'empty' || !painting || growsTo(state)) return undefined;
  const size = (refined?.of === painting ? refined.large : undefined) ?? painting.pixels;
  return isSmaller(size, outputSize(stage.photo, settings.output)) ? size : undefined;
}

/** @returns how long the fine strokes of a size take, in milliseconds; an estimate from the painting */
const strokesMs = ({ ms, pixels }: Pick<Painting, 'ms' | 'pixels'>, size: Size): number =>
  OVERHEAD * ms * (pixelsOf(size) / pixelsOf(pixels));

const isRunning = (refined: Refined | undefined): boolean =>
  refined?.status === 'enlarging' || refined?.status === 'painting';

/** @returns whether the painting on the page is of the present settings, and nothing is added to it by itself any more */
export function isFinal(state: StylizeState): boolean {
  const { stage, refined, masking } = state;
  const isLarge = !growsTo(state) && !smallSize(state) && !isRunning(refined);
  return stage.status === 'done' && !masking.drawing && isLarge;
}

export function createRefining(
  store: StoreApi<StylizeState>,
  { pictures, notify }: Tools,
): Refining {
  const { getState: get, setState: set } = store;
  let job = new AbortController();
  /** Of the fine strokes that are being added. */
  let strokes = new AbortController();
  /** How far those of the newest large painting are, and how long they took, in milliseconds. */
  let soFar: { readonly of: Large['id']; readonly strokes: StrokesSoFar; ms: number } | undefined;
  /** The visitor wants no fine strokes on this painting. */
  let stopped = false;
  /** What is shown was being enlarged when another painting began. It begins again where the visitor comes back to it. */
  let brokenOff = false;
  let photo: number | undefined;
  /** The last one that was finished, before the present one. The picture worker may have it still. */
  let finished: Refined | undefined;

  const change = (changes: Partial<Refined>) => {
    const { refined } = get();
    if (refined) set({ refined: { ...refined, ...changes } });
  };

  /** Start what is due. */
  function update() {
    const { refined, stage, mayWork } = get();
    const due = dueOf(get());
    const now = stage.status === 'empty' ? undefined : stage.photo.id;
    if (photo !== now && photo !== undefined)
      void pictures.large.close('page').catch(() => undefined);
    if (photo !== now) finished = undefined;
    photo = now;
    // What is finished stays while the page may not work.
    if (!mayWork && !isRunning(refined)) return;
    if (isOf(refined, due) && !brokenOff) return;
    job.abort();
    job = new AbortController();
    brokenOff = !due && isRunning(refined);
    // While another painting is under way, the one before stays in sight as it is.
    const isOver = refined?.of !== lastResult(stage) || !mayWork || stage.status === 'done';
    if (due && mayWork) void work(due, job.signal);
    else if (refined && isOver) set({ refined: undefined });
  }

  async function work({ photo, of, target }: Due, signal: AbortSignal) {
    stopped = false;
    const { refined: before } = get();
    const [held, kept] = [finished, before?.status === 'done' ? before : finished];
    // A step back: nothing is painted again.
    if (held?.large && isOf(held, { photo, of, target })) {
      const isThere = await pictures.large.goBack(held.large.id).catch(() => false);
      if (signal.aborted) return;
      finished = kept === held ? undefined : kept;
      if (isThere) {
        set({ refined: held });
        return;
      }
    } else finished = kept;
    set({ refined: { of, target, status: 'enlarging', share: 0, msLeft: 0 } });
    const step = async ({ large, wantsStrokes }: EnlargingStep): Promise<Pixels> => {
      const pixels = await pictures.large.view(large.id);
      signal.throwIfAborted();
      const msLeft = strokesMs(of, large);
      change({ large, pixels, msLeft, share: 0, status: 'enlarged' });
      if (wantsStrokes && !stopped) await addStrokes(signal);
      if (large.width < target.width) change({ status: 'enlarging' });
      return get().refined?.pixels ?? pixels;
    };
    try {
      const keep = finished?.large?.id;
      const start = { owner: 'page', photo, painting: of, target, keep } as const;
      await enlargeInSteps(pictures.large, start, step, signal);
    } catch (error) {
      if (signal.aborted) return;
      // What is there stays, and can be saved.
      change({ status: 'failed', share: 0 });
      notify(faultOf(error));
    }
  }

  /**
   * Add the fine strokes of a step. Where they are stopped or do not work, the picture stays as it was without them.
   * Rejects with the signal's reason once that is aborted.
   */
  async function addStrokes(signal: AbortSignal) {
    const { refined, connection } = get();
    if (!refined?.large || connection.status !== 'connected') return;
    const { large, of, target, pixels: before } = refined;
    const tools = { ...connection, pictures };
    if (soFar?.of !== large.id) soFar = { of: large.id, strokes: noStrokes(), ms: 0 };
    const all = soFar;
    const known = all.strokes;
    strokes = new AbortController();
    const { signal: ended } = strokes;
    const stopToo = () => strokes.abort();
    signal.addEventListener('abort', stopToo);
    change({ status: 'painting', share: known.share });
    const turn = async (signal: AbortSignal) => {
      const start = performance.now();
      const tell = async (share: number) => {
        const pixels = await pictures.large.view(large.id);
        if (ended.aborted) return;
        const elapsed = all.ms + performance.now() - start;
        change({ share, pixels, msLeft: (elapsed / share) * (1 - share) });
      };
      try {
        await paintFineStrokes(tools, large.id, large, of, known, signal, tell);
      } finally {
        all.ms += performance.now() - start;
      }
    };
    try {
      await withPauses(store, turn, ended);
      change({ strokesMs: (refined.strokesMs ?? 0) + all.ms });
      if (large.width === target.width) change({ status: 'done', share: 1, msLeft: 0 });
    } catch (error) {
      signal.throwIfAborted();
      const msLeft = strokesMs(of, large) * (1 - known.share);
      change({ status: 'enlarged', share: 0, pixels: before, msLeft });
      if (!ended.aborted) notify(faultOf(error));
    } finally {
      signal.removeEventListener('abort', stopToo);
    }
  }

  function refine() {
    if (get().refined?.status === 'enlarged') void addStrokes(job.signal).catch(() => undefined);
  }

  function stop() {
    stopped = true;
    strokes.abort();
  }

  store.subscribe((state, before) => {
    const changed = (['stage', 'settings', 'mayWork'] as const).some(
      (key) => state[key] !== before[key],
    );
    if (changed) update();
  });
  return { refine, stop };
}

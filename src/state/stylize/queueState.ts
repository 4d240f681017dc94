import * as v from 'valibot';
import { isSameCrop, isSameMask, type Crop, type Mask } from '../../picture/index.ts';
import { keep, recall, type AppFault, type Progress, type Settings } from '../shared/index.ts';

/** The most photos that a queue holds. */
export const QUEUE_LIMIT = 200;

/** Where one photo of the queue stands. */
export type PhotoState =
  | { readonly status: 'waiting' }
  | { readonly status: 'painting'; readonly progress: Progress }
  | { readonly status: 'done' }
  | { readonly status: 'failed'; readonly fault: AppFault };

/** One photo of the queue. Of the photo itself nothing is in memory: the file stays on the disk until it is painted. */
export interface QueuedPhoto {
  readonly id: number;
  /** The file's name. */
  readonly name: string;
  readonly file: File;
  /** A small picture file, once it is made. */
  readonly thumbnail?: Blob | undefined;
  /** How it is to be painted. */
  readonly settings: Settings;
  /** Where the style applies, as the visitor drew it while the photo was open; everywhere without one. */
  readonly mask?: Mask | undefined;
  /** The part of it that is painted, as the visitor chose while it was open; the whole without one. */
  readonly crop?: Crop | undefined;
  /** It takes over what the visitor chooses on the page: it has no settings of its own yet. */
  readonly follows: boolean;
  readonly state: PhotoState;
  /** Its last painting, also while it waits to be painted again. */
  readonly result?: QueueResult | undefined;
}

/** What a photo's painting is made with. */
export type Look = Pick<QueuedPhoto, 'settings' | 'mask' | 'crop'>;

/** A finished painting, as an encoded file. */
export interface QueueResult {
  readonly blob: Blob;
  /** The file's name for a download. */
  readonly name: string;
  /** A small picture file of it, where one could be made. */
  readonly thumbnail?: Blob | undefined;
  /** What it was made with; unknown where an older version of this page kept it. */
  readonly look?: Look | undefined;
  /** It was downloaded. */
  readonly saved: boolean;
}

/**
 * `idle`: nothing is to be painted until somebody starts. `running`: one photo after the other is painted.
 * `paused`: the photo in work is finished, and then the rest waits.
 */
export type QueueStatus = 'idle' | 'running' | 'paused';

/** A photo that was removed from the queue, and the place where it stood. */
export interface RemovedPhoto {
  readonly photo: QueuedPhoto;
  readonly at: number;
}

export interface QueueState {
  /** In the order in which they are painted. */
  readonly photos: readonly QueuedPhoto[];
  readonly status: QueueStatus;
  /** Something else goes first: the photo on the page, or what another page that is shown does. */
  readonly givesWay: boolean;
  /** The one that is open on the page, by its id. */
  readonly open?: number | undefined;
  /** What was removed last, until the visitor no longer wants it back. */
  readonly removed?: readonly RemovedPhoto[] | undefined;
  /** The settings that photos had before they got those of all, until the visitor no longer wants them back. */
  readonly overwritten?: readonly Pick<QueuedPhoto, 'id' | 'settings'>[] | undefined;
  /** Milliseconds that each of the last photos took, from file to file. */
  readonly times: readonly number[];
  /** The archive is being written. */
  readonly saving: boolean;
  /** Another tab has the queue that is kept for the next visit, or it can't be read: this one lasts as long as the page. */
  readonly isTemporary?: boolean | undefined;
  /** Files and paintings that the next visit will have: they are written, and so is the list that names them. */
  readonly kept: ReadonlySet<Blob>;
}

export const EMPTY_QUEUE: QueueState = {
  ...{ photos: [], status: 'idle', givesWay: false, times: [], saving: false, kept: new Set() },
};

/** How many photos of a queue are in which state. */
interface QueueCounts {
  readonly all: number;
  readonly waiting: number;
  readonly done: number;
  readonly failed: number;
  /** Those that have a painting to download. */
  readonly results: number;
  /** Of these the ones whose painting is of earlier settings. */
  readonly earlier: number;
}

/** @returns how many photos are in which state; the one that is being painted counts as waiting */
export function countsOf({ photos }: QueueState): QueueCounts {
  const having = (holds: (photo: QueuedPhoto) => boolean) => photos.filter(holds).length;
  const done = having(({ state }) => state.status === 'done');
  const failed = having(({ state }) => state.status === 'failed');
  return {
    ...{ all: photos.length, waiting: photos.length - done - failed, done, failed },
    results: having(({ result }) => result !== undefined),
    earlier: having(isOfEarlier),
  };
}

/** @returns whether a photo has a painting of earlier settings, and is to be painted again */
export const isOfEarlier = ({ state, result }: QueuedPhoto): boolean =>
  result !== undefined && state.status !== 'done';

/** @returns milliseconds until all is painted, as the last photos took; undefined where that is not known */
export function timeLeft({ photos, status, times }: QueueState): number | undefined {
  if (status !== 'running' || times.length === 0) return undefined;
  const each = times.reduce((sum, ms) => sum + ms, 0) / times.length;
  const shares = photos.map(({ state }) => {
    if (state.status === 'waiting') return 1;
    if (state.status !== 'painting') return 0;
    const { phase, done = 0 } = state.progress;
    return phase === 'paint' ? 1 - done : 1;
  });
  return each * shares.reduce<number>((sum, share) => sum + share, 0);
}

/**
 * @returns whether closing the page would lose something: the work that is going on, since nothing paints after a
 *   reload until somebody starts; and what the browser does not keep of photos that were started or painted. Files that
 *   nobody started are still on the disk.
 */
export function isAtRisk(queue: QueueState): boolean {
  const { photos, status, kept } = queue;
  const works = status === 'running' && countsOf(queue).waiting > 0;
  return works || photos.some(isLost);

  function isLost({ file, result, state }: QueuedPhoto): boolean {
    const waits = state.status === 'waiting' || state.status === 'painting';
    const isLostPainting = result?.saved === false && !kept.has(result.blob);
    return isLostPainting || (status !== 'idle' && waits && !kept.has(file));
  }
}

/**
 * @returns how many photos have other settings than the page: what is chosen there is not for these. A file that could
 *   not be opened does not count: it has failed, and has no thumbnail.
 */
export const countOthers = ({ photos }: QueueState, present: Settings): number =>
  photos.filter(
    ({ settings, state, thumbnail }) =>
      (state.status !== 'failed' || thumbnail) &&
      settings !== present &&
      !sameSettings(settings, present),
  ).length;

/** @returns whether two settings paint the same picture */
export const sameSettings = (a: Settings, b: Settings): boolean =>
  JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

const sorted = (settings: Settings) =>
  Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1));

/** @returns what the photo's next painting is made with */
export const lookOf = ({ settings, mask, crop }: Look): Look => ({ settings, mask, crop });

/** @returns whether two looks make the same picture */
export const isSameLook = (a: Look, b: Look): boolean =>
  sameSettings(a.settings, b.settings) && isSameMask(a.mask, b.mask) && isSameCrop(a.crop, b.crop);

/** @returns the photo with another look. Where that is another picture than it has, it waits again. */
export function withLook(photo: QueuedPhoto, changes: Partial<Look>): QueuedPhoto {
  const look = { ...lookOf(photo), ...changes };
  return isSameLook(photo, look) ? photo : { ...photo, ...look, state: stateWith(photo, look) };
}

function stateWith({ state, result }: QueuedPhoto, look: Look): PhotoState {
  if (state.status === 'painting') return state;
  // The visitor may have come back to what is painted already.
  if (result?.look && isSameLook(result.look, look)) return { status: 'done' };
  return state.status === 'done' ? { status: 'waiting' } : state;
}

/** @returns a fault of a queued photo. A file that can't be read any more was there when it was added. */
export const asOfQueue = (fault: AppFault, { name }: QueuedPhoto): AppFault =>
  fault.code === 'picture/unreadable' ? { code: 'queue/file-changed', name } : fault;

const KEPT = 'brushlite-queue-kept';

/** @returns whether this browser keeps a queue, as far as is known before it is looked for */
export const hasKeptQueue = (): boolean => recall(KEPT, v.fallback(v.boolean(), false));

/** Remember whether this browser keeps a queue. */
export const noteKeptQueue = (isKept: boolean): void => keep(KEPT, isKept);

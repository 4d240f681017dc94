import * as v from 'valibot';
import { nameOfCrop, smallSquare, type Mask, type Pixels } from '../../picture/index.ts';
import {
  createKeeper,
  cropSchema,
  type Keeper,
  lastResult,
  nameOfStyles,
  type Photo,
  settingsSchema,
  versionOfStyles,
} from '../shared/index.ts';
import { readyPixels } from './composing.ts';
import type { History, Snapshot } from './history.ts';
import type { StylizeState, StylizeStore } from './stylizePage.ts';

/** A picture that the visitor has made of the open photo: how it was made, and how it looks. */
export interface Result extends Snapshot {
  readonly id: number;
  /** The same for what looks the same, but for the mask. */
  readonly name: string;
  readonly thumbnail: Pixels;
}

/** How many results are remembered. One is a thumbnail of 37 kB and a mask of up to 0.3 MB. */
const LIMIT = 12;

/** Pixels along a side of a thumbnail: sharp on the screens of phones. */
const THUMBNAIL = 96;

interface Needs {
  readonly store: StylizeStore;
  readonly keeper?: ResultKeeper | undefined;
  /** Put it into the page's history. */
  readonly change: (changes: Pick<History, 'results' | 'shown'>) => void;
  /** A number for each step of the visitor. */
  readonly step: () => number;
  /** @returns what the visitor has made by now */
  readonly take: () => Snapshot;
}

/**
 * Remembers the last pictures of the open photo, and keeps them for the next visit. Of the pictures of one step, such
 * as the move of a slider, only the last one is remembered.
 */
export function createResults({ store, keeper, change, step, take }: Needs) {
  const { getState: get } = store;
  let photo: Photo | undefined;
  let lastId = 0;
  /** The step of the newest result, and the result. */
  let newest: { readonly step: number; readonly result: Result } | undefined;
  let scheduled = false;

  // Settings and painting change one after the other: looked at when both have.
  store.subscribe(() => {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      look();
    });
  });

  function look() {
    const state = get();
    // While a mask is drawn, every stroke is a picture. The last one counts.
    const pixels = state.masking.on ? undefined : readyPixels(state);
    const name = nameOf(state);
    // A painting that was cancelled or failed leaves the one before, which is not of these settings.
    if (!photo || !pixels || !name || state.stage.status !== 'done') return;
    const { results, shown } = state.history;
    const known = results.find((result) => result.name === name && result.mask === state.mask);
    if (known) {
      if (known !== shown) change({ results, shown: known });
      return;
    }
    const thumbnail = smallSquare(pixels, THUMBNAIL);
    const result: Result = { ...take(), id: ++lastId, name, thumbnail };
    const replaced = newest?.step === step() ? newest.result : undefined;
    newest = { step: step(), result };
    put([result, ...results.filter((other) => other !== replaced)], result);
  }

  function put(all: readonly Result[], shown: Result | undefined) {
    const results = all.slice(0, LIMIT);
    change({ results, shown });
    if (photo) void keeper?.keep({ photo: factsOf(photo), results });
  }

  /** Those of the last visit, behind those of this one. */
  async function recall(of: Photo) {
    const kept = await keeper?.recall();
    if (!kept || of !== photo) return;
    if (JSON.stringify(kept.photo) !== JSON.stringify(factsOf(of))) return;
    const { results, shown } = get().history;
    const isNew = (old: Result) =>
      results.every((result) => result.name !== old.name || result.mask || old.mask);
    const older = kept.results.filter(isNew).map((result) => ({ ...result, id: ++lastId }));
    put([...results, ...older], shown);
  }

  return {
    /** @param restored the photo of the last visit is back, and its results are wanted */
    begin(next: Photo | undefined, restored: boolean) {
      photo = next;
      newest = undefined;
      change({ results: [], shown: undefined });
      if (photo && restored) void recall(photo);
      else void keeper?.forget();
    },
  };
}

/** @returns a name for the picture that is shown now, without the mask; undefined where there is none */
function nameOf({ stage, settings, connection }: StylizeState): string | undefined {
  const painting = lastResult(stage);
  if (!painting) return undefined;
  const { boldness, model, pixels } = painting;
  const { strength, keepColours } = settings;
  const { width, height } = pixels;
  const version =
    connection.status === 'connected' ? versionOfStyles(painting, connection.manifest) : '';
  const styles = nameOfStyles(painting) + version;
  const crop = stage.status === 'empty' ? undefined : stage.photo.crop;
  const made = [boldness, model, width, height, strength, keepColours, nameOfCrop(crop)];
  return [styles, ...made].join('/');
}

interface Kept {
  /** What tells the photo from others. */
  readonly photo: ReturnType<typeof factsOf>;
  readonly results: readonly Result[];
}

export type ResultKeeper = Keeper<Kept>;

const factsOf = ({ name, whole }: Photo) => ({ name, width: whole.width, height: whole.height });

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const size = { width: count, height: count };

const maskSchema = v.pipe(
  v.object({ ...size, data: v.instance(Uint8Array) }),
  v.check(({ width, height, data }) => data.length === width * height),
  v.transform((mask) => mask as Mask), // on a buffer of its own: it was read from the database
);

const keptSchema = v.object({
  photo: v.object({ name: v.string(), ...size }),
  results: v.array(
    v.object({
      settings: settingsSchema,
      mask: v.optional(maskSchema),
      crop: cropSchema,
      id: v.number(),
      name: v.string(),
      thumbnail: v.pipe(
        v.object({ ...size, data: v.instance(Uint8ClampedArray) }),
        v.check(({ width, height, data }) => data.length === 4 * width * height),
        v.transform((thumbnail) => thumbnail as Pixels),
      ),
    }),
  ),
});

/** Keeps results in the browser's database, beside the photo. */
export const createResultKeeper = (database?: () => IDBFactory): ResultKeeper =>
  createKeeper('results', readKept, database);

function readKept(value: unknown): Kept | undefined {
  const { success, output } = v.safeParse(keptSchema, value);
  if (!success) return undefined;
  const results = output.results.map(({ mask, crop, ...result }) => ({
    ...{ ...result, mask },
    ...(crop && { crop }),
  }));
  return { photo: output.photo, results };
}

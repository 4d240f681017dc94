import * as v from 'valibot';
import {
  isSameMask,
  nameOfCrop,
  smallSquare,
  type Mask,
  type Pixels,
} from '../../picture/index.ts';
import {
  cropSchema,
  type Keeper,
  lastResult,
  nameOfStyles,
  type Photo,
  settingsSchema,
  type TabRecords,
  versionOfStyles,
} from '../shared/index.ts';
import { readyPixels } from './composing.ts';
import { maskSchema, size } from './keptMask.ts';
import type { History, Snapshot } from './history.ts';
import type { KeptSteps } from './steps.ts';
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
  /** @returns the newest steps */
  readonly steps: () => KeptSteps<Snapshot>;
  /** The mask and the steps of the last visit are here. */
  readonly bring: (kept: KeptWork) => void;
}

/** What the visitor was at. */
interface KeptWork {
  readonly mask: Mask | undefined;
  readonly steps: KeptSteps<Snapshot>;
}

/**
 * Remembers the last pictures of the open photo, and keeps them for the next visit. Of the pictures of one step, such
 * as the move of a slider, only the last one is remembered.
 */
export function createResults({ store, keeper, change, step, take, steps, bring }: Needs) {
  const { getState: get } = store;
  let photo: Photo | undefined;
  let lastId = 0;
  /** The step of the newest result, and the result. */
  let newest: { readonly step: number; readonly result: Result } | undefined;
  let scheduled = false;
  /** Of the last visit nothing more comes: until then what is kept is not written over. */
  let settled = false;
  let writing = false;
  let stale = false;

  // Settings and painting change one after the other: looked at when both have.
  store.subscribe(() => {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      look();
    });
  });

  /** Keep all for the next visit: once at a time, and then the newest. */
  async function keep() {
    stale = true;
    if (writing || !keeper) return;
    writing = true;
    while (stale && settled && photo) {
      stale = false;
      const { results } = get().history;
      const { mask } = get();
      await keeper.keep({ photo: factsOf(photo), results, mask, steps: steps() });
    }
    writing = false;
  }

  function look() {
    const state = get();
    // While a mask is drawn, every stroke is a picture. The last one counts.
    const pixels = state.masking.on ? undefined : readyPixels(state);
    const name = nameOf(state);
    // A painting that was cancelled or failed leaves the one before, which is not of these settings.
    if (!photo || !pixels || !name || state.stage.status !== 'done') return;
    const { results, shown } = state.history;
    const known = results.find(
      (result) => result.name === name && isSameMask(result.mask, state.mask),
    );
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
    void keep();
  }

  /** Those of the last visit, behind those of this one. */
  async function recall(of: Photo) {
    const count = step();
    const kept = await keeper?.recall().catch(() => undefined);
    if (of !== photo) return;
    settled = true;
    if (!kept || JSON.stringify(kept.photo) !== JSON.stringify(factsOf(of))) {
      void keep();
      return;
    }
    // A visitor who has done something by now has begun a new history.
    if (step() === count) bring(kept);
    const { results, shown } = get().history;
    const isNew = (old: Result) =>
      results.every((result) => result.name !== old.name || !isSameMask(result.mask, old.mask));
    const older = kept.results.filter(isNew).map((result) => ({ ...result, id: ++lastId }));
    put([...results, ...older], shown);
  }

  return {
    /**
     * @param restored the photo of the last visit is back, and its results are wanted
     * @param known its results, where it is put back
     */
    begin(next: Photo | undefined, restored: boolean, known: readonly Result[] = []) {
      photo = next;
      newest = undefined;
      change({ results: known, shown: undefined });
      settled = !(photo && restored);
      if (photo && restored) void recall(photo);
      else void keeper?.forget();
    },
    /** A step was taken, or taken back. */
    stepped: () => void keep(),
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
  readonly mask: Mask | undefined;
  readonly steps: KeptSteps<Snapshot>;
}

export type ResultKeeper = Keeper<Kept>;

const factsOf = ({ name, whole }: Photo) => ({ name, width: whole.width, height: whole.height });

const snapshotSchema = v.pipe(
  v.object({ settings: settingsSchema, mask: v.optional(maskSchema), crop: cropSchema }),
  v.transform(({ settings, mask, crop }): Snapshot => ({ settings, mask, ...(crop && { crop }) })),
);

const resultSchema = v.pipe(
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
  v.transform(({ mask, crop, ...result }): Result => ({
    ...{ ...result, mask },
    ...(crop && { crop }),
  })),
);

const keptSchema = v.object({
  photo: v.object({ name: v.string(), ...size }),
  results: v.array(resultSchema),
  mask: v.optional(maskSchema),
  // An older version of the page kept none.
  steps: v.optional(v.object({ past: v.array(snapshotSchema), future: v.array(snapshotSchema) }), {
    past: [],
    future: [],
  }),
});

/** Keeps results and steps in the browser's database, beside the photo of this tab. */
export const createResultKeeper = (records: TabRecords): ResultKeeper =>
  records.keeper('results', readKept);

function readKept(value: unknown): Kept | undefined {
  const { success, output } = v.safeParse(keptSchema, value);
  return success ? { ...output, mask: output.mask } : undefined;
}

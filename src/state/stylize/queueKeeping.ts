/**
 * Keeps the queue in this browser, so that it is there after a reload. The files are copied once. How each photo is to
 * look is in one small record, which is written again at each change. Paintings are kept as long as there is room: they
 * can be made again. Of several tabs only one has the kept queue, and the others leave it alone while that one is there.
 */
import type { StoreApi } from 'zustand/vanilla';
import * as v from 'valibot';
import {
  createCollection,
  createKeeper,
  cropSchema,
  type AppFault,
  type Collection,
  type Keeper,
  settingsSchema,
  uniqueId,
} from '../shared/index.ts';
import { maskSchema } from './keptMask.ts';
import {
  isSameLook,
  type Look,
  lookOf,
  noteKeptQueue,
  type QueuedPhoto,
  type QueueState,
} from './queueState.ts';

export { takeOver } from './queueTakeOver.ts';

const look = { settings: settingsSchema, mask: v.optional(maskSchema), crop: cropSchema };

/** What is kept of each photo beside its file. `key`: of its file and its painting. */
const rowSchema = v.object({
  key: v.string(),
  name: v.string(),
  ...look,
  follows: v.boolean(),
  /** Its painting is of these settings. */
  done: v.boolean(),
  saved: v.boolean(),
  /** It was the one on the page. */
  open: v.boolean(),
});

const fileSchema = v.object({ key: v.string(), file: v.instance(Blob) });

const resultSchema = v.object({
  key: v.string(),
  blob: v.instance(Blob),
  name: v.string(),
  thumbnail: v.optional(v.instance(Blob)),
  look: v.fallback(v.optional(v.object(look)), undefined),
});

type Row = v.InferOutput<typeof rowSchema>;
type KeptFile = v.InferOutput<typeof fileSchema>;
type KeptResult = v.InferOutput<typeof resultSchema>;

export interface QueueStorage {
  readonly looks: Keeper<readonly Row[]>;
  readonly files: Collection<KeptFile>;
  readonly results: Collection<KeptResult>;
  /** @returns how many bytes the queue may take beside what is kept already */
  room(): Promise<number>;
  /** @returns whether this tab has the kept queue from now on, until it is closed; false where another one has it */
  claim(): Promise<boolean>;
  /** Wait until no other tab has the kept queue: then this one has it. @returns what gives it back */
  claimNext(): Promise<() => void>;
}

/** The share of what the browser gives this site that is used, at most. The networks are in there, too. */
const SHARE = 0.5;

/** The tab that holds this lock has the kept queue. */
const LOCK = 'brushlite-queue';

interface Device {
  /** Tells how much room there is; without that the browser refuses what is too much. */
  readonly storage?: Pick<StorageManager, 'estimate'> | undefined;
  /** Without it each tab takes the queue to be its own. */
  readonly locks?: Pick<LockManager, 'request'> | undefined;
}

export function createQueueStorage(
  { storage, locks }: Device = {},
  database?: () => IDBFactory,
): QueueStorage {
  const reader =
    <T>(schema: v.GenericSchema<unknown, T>) =>
    (value: unknown) => {
      const { success, output } = v.safeParse(schema, value);
      return success ? output : undefined;
    };
  return {
    looks: createKeeper('queue', reader(v.array(rowSchema)), database),
    files: createCollection('queue-file', reader(fileSchema), database),
    results: createCollection('queue-result', reader(resultSchema), database),
    async room() {
      const { quota, usage } = (await storage?.estimate().catch(() => undefined)) ?? {};
      return quota === undefined || usage === undefined ? Infinity : SHARE * quota - usage;
    },
    claim: () =>
      new Promise((resolve) => {
        const hold = (lock: Lock | null) => {
          resolve(lock !== null);
          return lock && new Promise<never>(() => {});
        };
        // Where a browser lends no locks, it lends no database either, as a rule.
        if (!locks) resolve(true);
        else locks.request(LOCK, { ifAvailable: true }, hold).catch(() => resolve(true));
      }),
    claimNext: () =>
      new Promise((resolve, reject) => {
        const hold = () => new Promise<void>((giveBack) => resolve(giveBack));
        locks?.request(LOCK, hold).catch(reject);
      }),
  };
}

/** A photo that comes back. */
export interface Restored {
  readonly photos: readonly Omit<QueuedPhoto, 'id'>[];
  /** The place among them of the one that was on the page. */
  readonly open?: number | undefined;
}

interface Needs {
  readonly store: StoreApi<QueueState>;
  readonly storage: QueueStorage;
  readonly notify: (fault: AppFault) => void;
}

export function createQueueKeeping({ store, storage, notify }: Needs) {
  const { looks, files, results, room } = storage;
  /** Of the photos that are kept, by their ids. */
  const keys = new Map<number, string>();
  /** The painting that was kept last, or was too large for that, by the photo's id. */
  const seen = new Map<number, Blob>();
  /** Files and paintings that are in the database. */
  const stored = new WeakSet<Blob>();
  /** Photos that came back: these need no second copy. */
  let known: ReadonlyMap<Blob, string> = new Map();
  const visit = uniqueId();
  let written: readonly Row[] = [];
  let running = false;
  let changed = false;

  const setStored = (blob: Blob, is: boolean) => void (is ? stored.add(blob) : stored.delete(blob));

  const fits = async ({ size }: Blob) => size <= (await room());

  async function work() {
    changed = true;
    if (running) return;
    running = true;
    const lost: string[] = [];
    // Something may change between the last step and the look at it.
    while (changed) {
      changed = false;
      while (await step(lost));
    }
    tellKept();
    running = false;
    if (lost.length > 0) notify({ code: 'queue/not-kept', names: lost });
  }

  /** Do the next thing that is to be done. @returns whether there was one */
  async function step(lost: string[]): Promise<boolean> {
    const { photos } = store.getState();
    for (const [id, key] of keys) {
      if (photos.some((one) => one.id === id)) continue;
      keys.delete(id);
      seen.delete(id);
      tellKept();
      // Put back, it needs a copy again.
      known = new Map([...known].filter(([, of]) => of !== key));
      await Promise.all([files.remove(key), results.remove(key)]);
      return true;
    }
    for (const { id, name, file } of photos) {
      if (keys.has(id)) continue;
      const key = known.get(file) ?? `${visit}-${id}`;
      const isThere =
        known.has(file) || ((await fits(file)) && (await files.put(key, { key, file })));
      // Without room it has a key all the same, so that it is not tried again.
      keys.set(id, key);
      setStored(file, isThere);
      if (!isThere) lost.push(name);
      return true;
    }
    for (const { id, result } of photos) {
      if (!result || seen.get(id) === result.blob) continue;
      const { blob, name, thumbnail, look } = result;
      const key = keys.get(id)!;
      seen.set(id, blob);
      const record = { key, blob, name, thumbnail, look: look && toKeep(look) };
      const kept = (await fits(blob)) && (await results.put(key, record));
      setStored(blob, kept);
      // An older painting is not this one.
      if (!kept) await results.remove(key);
      return true;
    }
    const now = looksOf(store.getState());
    if (isSameList(now, written)) return false;
    written = now;
    noteKeptQueue(now.length > 0);
    await (now.length > 0 ? looks.keep(now) : looks.forget());
    return true;
  }

  /** Tell what the next visit will have. */
  function tellKept() {
    const listed = new Set(written.map(({ key }) => key));
    const kept = store.getState().photos.flatMap(({ id, file, result }) => {
      // Without its file a painting does not come back either.
      if (!listed.has(keys.get(id) ?? '') || !stored.has(file)) return [];
      return result && stored.has(result.blob) ? [file, result.blob] : [file];
    });
    store.setState({ kept: new Set(kept) });
  }

  const looksOf = ({ photos, open }: QueueState): Row[] =>
    photos.flatMap(({ id, name, follows, state, result, ...photo }) => {
      const key = keys.get(id);
      if (key === undefined) return [];
      return {
        ...{ key, name, ...toKeep(photo), follows },
        ...{ done: state.status === 'done', saved: result?.saved === true, open: id === open },
      };
    });

  /**
   * @returns the queue of the last visit. What else is there of queues is removed. Rejects where something of it can't
   *   be read, and then nothing is removed
   */
  async function recall(): Promise<Restored> {
    const kept = (await looks.recall()) ?? [];
    const [allFiles, allResults] = await Promise.all([files.all(), results.all()]);
    const found = kept.flatMap((look) => {
      const { file } = allFiles.find(({ key }) => key === look.key) ?? {};
      return file ? [{ look, file }] : [];
    });
    known = new Map(found.map(({ look, file }) => [file, look.key]));
    const wanted = new Set(found.map(({ look }) => look.key));
    const left = [...allFiles, ...allResults].filter(({ key }) => !wanted.has(key));
    for (const { key } of left) await Promise.all([files.remove(key), results.remove(key)]);
    const photos = found.map(({ look, file }) => {
      const { name, follows } = look;
      const painting = allResults.find(({ key }) => key === look.key);
      const result = painting && resultOf(painting, look);
      const isDone = result?.look !== undefined && isSameLook(result.look, look);
      return {
        ...{ name, file: asFile(file, name), ...lookOf(look), follows },
        state: { status: isDone ? ('done' as const) : ('waiting' as const) },
        ...(result && { result }),
      };
    });
    const open = found.findIndex(({ look }) => look.open);
    return { photos, ...(open >= 0 && { open }) };

    function asFile(file: Blob, name: string): File {
      const made = file instanceof File ? file : new File([file], name, { type: file.type });
      known = new Map([...known, [made, known.get(file)!]]);
      return made;
    }
  }

  /** Keep what becomes of the queue from now on. @param restored photos that came back, which are kept already */
  function follow(restored: readonly QueuedPhoto[]) {
    for (const { id, result } of restored) {
      if (!result) continue;
      seen.set(id, result.blob);
      stored.add(result.blob);
    }
    store.subscribe((state, before) => {
      if (state.photos !== before.photos || state.open !== before.open) void work();
    });
  }

  return { recall, follow };
}

const toKeep = ({ settings, mask, crop }: Look) => ({
  ...{ settings: { ...settings, mix: [...settings.mix] }, mask, crop },
});

const resultOf = ({ blob, name, thumbnail, look }: KeptResult, { done, saved, ...of }: Row) => ({
  // An older version of this page kept no look.
  ...{ blob, name, thumbnail, look: look ?? (done ? lookOf(of) : undefined), saved },
});

const isSameList = (a: readonly Row[], b: readonly Row[]): boolean =>
  a.length === b.length && a.every((row, at) => isSameRow(row, b[at]!));

const isSameRow = (a: Row, b: Row): boolean =>
  (['key', 'mask', 'crop', 'follows', 'done', 'saved', 'open'] as const).every(
    (name) => a[name] === b[name],
  ) && JSON.stringify(a.settings) === JSON.stringify(b.settings);

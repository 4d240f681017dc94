import * as v from 'valibot';
import { createCollection, mixSchema, type Collection } from '../shared/index.ts';

const stylesSchema = v.object({ style: v.string(), mix: v.pipe(mixSchema, v.readonly()) });

const partSchema = v.object({
  /** Of the recording. */
  id: v.string(),
  index: v.number(),
  data: v.instance(Blob),
  /** Of the file, without its ending. */
  name: v.string(),
  /** Milliseconds from the recording's start to the end of this part. */
  ms: v.number(),
  /** What was painted in. Without it the row says less. */
  styles: v.fallback(v.optional(stylesSchema), undefined),
  /** It is a film that was painted to a file, and the only part. */
  isFilm: v.optional(v.boolean()),
});

/** A piece of a recording's file, or a painted film. */
export type Part = Readonly<v.InferOutput<typeof partSchema>>;

/** A recording or a painted film that was not downloaded, of an earlier visit or of another tab. */
export interface KeptRecording extends Pick<Part, 'id' | 'name' | 'styles' | 'isFilm'> {
  readonly seconds: number;
  readonly blob: Blob;
}

/** Keeps recordings while they are made, piece by piece, and painted films. Nothing rejects: what can't be kept is not. */
export interface RecordingStore {
  /**
   * This tab begins a recording. Until it is released or the tab is gone, other tabs do not offer it: they would remove
   * what is still being written.
   *
   * @returns what releases it, once all that was added is written
   */
  claim(id: string): () => void;
  /** @returns whether it is kept */
  add(part: Part): Promise<boolean>;
  /**
   * Offer each kept recording that this tab did not make, and one that another tab is still making as soon as it has
   * ended. Resolves when all are offered.
   */
  recall(offer: (found: KeptRecording) => void): Promise<void>;
  forget(id: string): Promise<void>;
}

interface Device {
  /** Without it a tab can't tell what another one is still recording. */
  readonly locks?: Pick<LockManager, 'request'> | undefined;
}

/** Keeps recordings in `parts`, by default in the browser's own database. */
export function createRecordingStore(
  { locks }: Device = {},
  parts: Collection<Part> = createCollection('recording', readPart),
): RecordingStore {
  const own = new Set<string>();
  let written: Promise<unknown> = Promise.resolve();
  // What can't be read now is offered at the next visit.
  const all = () => parts.all().catch(() => []);
  const read = async (id: string) => joined((await all()).filter((part) => part.id === id));

  return {
    claim(id) {
      own.add(id);
      let release = () => {};
      const released = new Promise<void>((resolve) => (release = resolve));
      locks?.request(lockOf(id), () => released).catch(() => undefined);
      return () => void written.then(release);
    },
    async add(part) {
      const kept = parts.put(keyOf(part), part);
      written = kept;
      return kept;
    },
    async recall(offer) {
      const found = idsOf(await all()).filter((id) => !own.has(id));
      await Promise.all(
        found.map(async (id) => {
          // Read once more: its last parts may have come meanwhile, or the visitor has removed it.
          const readWhenFree = locks?.request(lockOf(id), () => read(id));
          const recordings = await (readWhenFree ?? read(id)).catch(() => read(id));
          recordings.forEach(offer);
        }),
      );
    },
    forget: (id) => parts.removeAll(`${id}/`),
  };
}

/** The tab that makes the recording holds this lock. */
const lockOf = (id: string) => `brushlite-recording/${id}`;

const keyOf = ({ id, index }: Part) => `${id}/${index}`;

/** @returns a part of what was kept, perhaps by an older version of this page; undefined where that is none */
export function readPart(value: unknown): Part | undefined {
  const { success, output } = v.safeParse(partSchema, value);
  return success ? output : undefined;
}

/** The ids of the recordings that parts are of. */
const idsOf = (parts: readonly Part[]) => [...new Set(parts.map(({ id }) => id))];

/** The recordings that parts are of. */
function joined(parts: readonly Part[]): KeptRecording[] {
  return idsOf(parts).flatMap((id) => {
    const own = parts.filter((part) => part.id === id).sort((a, b) => a.index - b.index);
    const last = own.at(-1);
    if (!last) return [];
    const blob = new Blob(
      own.map(({ data }) => data),
      { type: last.data.type },
    );
    const { name, styles, isFilm } = last;
    return [{ id, name, seconds: last.ms / 1000, blob, styles, isFilm }];
  });
}

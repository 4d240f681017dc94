import * as v from 'valibot';
import { createCollection, type Collection } from '../shared/index.ts';

const partSchema = v.object({
  /** Of the recording. */
  id: v.string(),
  index: v.number(),
  data: v.instance(Blob),
  /** Of the file, without its ending. */
  name: v.string(),
  /** Milliseconds from the recording's start to the end of this part. */
  ms: v.number(),
});

/** A piece of a recording's file. */
export type Part = Readonly<v.InferOutput<typeof partSchema>>;

/** A recording of an earlier visit that was not downloaded. */
export interface KeptRecording {
  readonly id: string;
  readonly name: string;
  readonly seconds: number;
  readonly blob: Blob;
}

/** Keeps recordings while they are made, piece by piece. Nothing rejects: what can't be kept is not. */
export interface RecordingStore {
  add(part: Part): Promise<void>;
  /** All that is kept, the oldest first. */
  recall(): Promise<readonly KeptRecording[]>;
  forget(id: string): Promise<void>;
}

/** Keeps recordings in `parts`, by default in the browser's own database. */
export function createRecordingStore(
  parts: Collection<Part> = createCollection('recording', readPart),
): RecordingStore {
  return {
    async add(part) {
      await parts.put(keyOf(part), part);
    },
    recall: async () => joined(await parts.all()),
    forget: (id) => parts.removeAll(`${id}/`),
  };
}

const keyOf = ({ id, index }: Part) => `${id}/${index}`;

function readPart(value: unknown): Part | undefined {
  const { success, output } = v.safeParse(partSchema, value);
  return success ? output : undefined;
}

/** The recordings that parts are of. Ids begin with the time. */
function joined(parts: readonly Part[]): KeptRecording[] {
  const ids = [...new Set(parts.map(({ id }) => id))].sort();
  return ids.flatMap((id) => {
    const own = parts.filter((part) => part.id === id).sort((a, b) => a.index - b.index);
    const last = own.at(-1);
    if (!last) return [];
    const blob = new Blob(
      own.map(({ data }) => data),
      { type: last.data.type },
    );
    return [{ id, name: last.name, seconds: last.ms / 1000, blob }];
  });
}

import type { RecordingStore } from './recordingStore.ts';
import type { FinishedRecording, LiveState, LiveStore } from './types.ts';

interface Needs {
  readonly store: LiveStore;
  readonly keeper: RecordingStore;
}

/** A film that was painted to a file, before it is in the list. */
type NewFilm = Pick<FinishedRecording, 'file' | 'seconds' | 'styles'>;

/** The recordings and painted films that the page offers, and what the browser keeps of them. */
export function createRecordingList({ store, keeper }: Needs) {
  const { getState: get, setState: set } = store;

  function add(made: FinishedRecording) {
    set({ earlierRecordings: inOrder([...get().earlierRecordings, made]) });
  }

  function change(of: string, changes: Partial<FinishedRecording>) {
    const { recording, earlierRecordings } = get();
    if (recording?.status === 'done' && recording.id === of) {
      set({ recording: { ...recording, ...changes } });
    }
    set({
      earlierRecordings: earlierRecordings.map((one) =>
        one.id === of ? { ...one, ...changes } : one,
      ),
    });
  }

  /** Have the browser keep one that is offered, as a whole. Until that is done it is marked as not kept. */
  async function keep(made: FinishedRecording) {
    change(made.id, { unkept: true });
    const release = keeper.claim(made.id);
    const isKept = await keeper.add(wholeOf(made));
    release();
    if (isKept) change(made.id, { unkept: false });
  }

  /** Offer a painted film, and keep it. @returns its id */
  function addFilm(film: NewFilm): string {
    const made = { ...film, id: newId(), isFilm: true, downloaded: false };
    add(made);
    void keep(made);
    return made.id;
  }

  return { add, change, keep, addFilm };
}

export type RecordingList = ReturnType<typeof createRecordingList>;

/** @returns an id. They begin with the time, in whose order they are shown. */
export const newId = () => `${Date.now()}-${Math.random().toString(36).slice(2)}`;

/** @returns when a recording began or a film was painted, in milliseconds since 1970; undefined where its id lacks it */
export const madeAt = ({ id }: FinishedRecording): number | undefined =>
  Number.parseInt(id, 10) || undefined;

/** @returns the recordings, the oldest first */
export const inOrder = (all: readonly FinishedRecording[]): FinishedRecording[] =>
  [...all].sort((a, b) => (a.id < b.id ? -1 : 1));

/** @returns all that can be downloaded: the last recording, and what is in the list */
export function offered({
  recording,
  earlierRecordings,
}: Pick<LiveState, 'recording' | 'earlierRecordings'>): readonly FinishedRecording[] {
  return recording?.status === 'done' ? [recording, ...earlierRecordings] : earlierRecordings;
}

/** As one part, as it is kept. */
const wholeOf = ({ id, file: { blob, name }, seconds, styles, isFilm }: FinishedRecording) => ({
  ...{ id, index: 0, data: blob, ms: 1000 * seconds, styles, isFilm },
  name: name.replace(/\.[^.]*$/, ''),
});

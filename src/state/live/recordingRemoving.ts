import { finished, inMemory } from './recordings.ts';
import { inOrder, type RecordingList } from './recordingList.ts';
import type { RecordingStore } from './recordingStore.ts';
import type { LiveSettings, LiveState, LiveStore } from './types.ts';

interface Needs {
  readonly store: LiveStore;
  readonly keeper: RecordingStore;
  readonly list: RecordingList;
}

/** What was removed is let go after the visitor has done so many other things: by then it is not missed. */
const GONE_ON = 3;

/**
 * Removes recordings and painted films, and holds the one that was removed last in the field `removedRecording` of the
 * state. The browser keeps it no longer, unless it is put back: who closes the page does not find it again.
 */
export function createRecordingRemoving({ store, keeper, list }: Needs) {
  const { getState: get, setState: set } = store;
  /** What the visitor did last since then, and how many things that were. */
  let last = '';
  let done = 0;

  store.subscribe((state, before) => {
    if (state.removedRecording !== before.removedRecording) [last, done] = ['', 0];
    const doing = begun(state, before);
    if (!state.removedRecording || !doing || doing === last) return;
    last = doing;
    if (++done === GONE_ON) letGoRemoved();
  });

  /** The visitor does not want a recording. */
  async function remove(of: string) {
    const { recording, earlierRecordings } = get();
    const isLast = recording?.status === 'done' && recording.id === of;
    const found = isLast ? finished(recording) : earlierRecordings.find(({ id }) => id === of);
    if (!found) return;
    const { file, recalled } = found;
    const blob = recalled ? await inMemory(file.blob) : file.blob;
    set({
      removedRecording: { made: { ...found, file: { ...file, blob } }, last: isLast },
      earlierRecordings: get().earlierRecordings.filter((one) => one.id !== of),
      ...(isLast && { recording: undefined }),
    });
    void keeper.forget(of);
  }

  /** Bring back what was removed last, to where it was. */
  function putBack() {
    const { removedRecording: removed, recording, earlierRecordings } = get();
    if (!removed) return;
    const { made, last: wasLast } = removed;
    set({
      removedRecording: undefined,
      ...(wasLast && !recording
        ? { recording: { status: 'done', ...made } }
        : { earlierRecordings: inOrder([...earlierRecordings, made]) }),
    });
    if (!made.downloaded) void list.keep(made);
  }

  /** The visitor no longer wants it back. */
  const letGoRemoved = () => set({ removedRecording: undefined });

  return { remove, putBack, letGoRemoved };
}

/**
 * @returns what the visitor did from one state to the next; undefined for nothing. Each step of a slider is the same:
 *   only another style is another thing.
 */
function begun(now: LiveState, before: LiveState): string | undefined {
  const isNew = (of: (state: LiveState) => string | undefined, status: string) =>
    of(now) === status && of(before) !== status;
  if (isNew(({ stage }) => stage.status, 'starting')) return 'source';
  if (isNew(({ recording }) => recording?.status, 'recording')) return 'recording';
  if (isNew(({ exporting }) => exporting.status, 'running')) return 'film';
  if (now.settings === before.settings) return undefined;
  const { style, mix } = now.settings;
  if (mix.length === 0 && style !== before.settings.style) return `style ${style}`;
  const names = Object.keys(now.settings) as (keyof LiveSettings)[];
  return names.find((name) => now.settings[name] !== before.settings[name]);
}

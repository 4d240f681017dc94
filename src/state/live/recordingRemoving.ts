import { inOrder } from './recordings.ts';
import type { RecordingStore } from './recordingStore.ts';
import type { FinishedRecording, LiveStore } from './types.ts';

interface Needs {
  readonly store: LiveStore;
  readonly keeper: RecordingStore;
}

/**
 * Removes recordings, and holds the one that was removed last in the field `removedRecording` of the state. The browser
 * keeps it no longer, unless it is put back: who closes the page does not find it again.
 */
export function createRecordingRemoving({ store, keeper }: Needs) {
  const { getState: get, setState: set } = store;

  /** The visitor does not want a recording. */
  async function remove(of: string) {
    const { recording, earlierRecordings } = get();
    const last = recording?.status === 'done' && recording.id === of ? recording : undefined;
    const found = last ?? earlierRecordings.find(({ id }) => id === of);
    if (!found) return;
    const { id, file, seconds, downloaded, cutShort } = found;
    const blob = cutShort ? await inMemory(file.blob) : file.blob;
    const made = {
      id,
      file: { ...file, blob },
      seconds,
      downloaded,
      ...(cutShort && { cutShort }),
    };
    set({
      removedRecording: { made, last: last !== undefined },
      earlierRecordings: get().earlierRecordings.filter((one) => one.id !== of),
      ...(last && { recording: undefined }),
    });
    void keeper.forget(of);
  }

  /** Bring back what was removed last, to where it was. */
  function putBack() {
    const { removedRecording: removed, recording, earlierRecordings } = get();
    if (!removed) return;
    const { made, last } = removed;
    set({
      removedRecording: undefined,
      ...(last && !recording
        ? { recording: { status: 'done', ...made } }
        : { earlierRecordings: inOrder([...earlierRecordings, made]) }),
    });
    if (!made.downloaded) void keeper.add(wholeOf(made));
  }

  /** The visitor no longer wants it back. */
  const letGoRemoved = () => set({ removedRecording: undefined });

  return { remove, putBack, letGoRemoved };
}

/** What the browser kept can't be read any more once that is erased. */
async function inMemory(blob: Blob): Promise<Blob> {
  try {
    return new Blob([await blob.arrayBuffer()], { type: blob.type });
  } catch {
    return blob; // too large for the memory
  }
}

/** A recording as one part, as it is kept. */
const wholeOf = ({ id, file: { blob, name }, seconds }: FinishedRecording) => ({
  ...{ id, index: 0, data: blob, ms: 1000 * seconds },
  name: name.replace(/\.[^.]*$/, ''),
});

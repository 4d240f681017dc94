import type { StoreApi } from 'zustand/vanilla';
import { faultOf, isNamed, type AppFault, type SavedFile } from '../shared/index.ts';
import type { QueueState } from './queueState.ts';
import { zipOf } from './zip.ts';

const ZIP = { headers: { 'content-type': 'application/zip' } };

/** A file on the disk that can be written. */
export interface WritableFile {
  createWritable(): Promise<WritableStream<Uint8Array>>;
}

/** Asks the visitor where to write. Rejects with an AbortError where the visitor does not say. */
export type PickFile = (name: string) => Promise<WritableFile>;

/** The parts of a window that ask where to write. Firefox and Safari have none. */
interface Picker {
  readonly showSaveFilePicker?: (options: {
    readonly suggestedName: string;
    readonly types: readonly { readonly accept: Record<string, readonly string[]> }[];
  }) => Promise<WritableFile>;
}

/** @returns what asks where to write an archive; undefined where the browser can't */
export function filePicker(window: object): PickFile | undefined {
  const picker: Picker = window;
  if (!picker.showSaveFilePicker) return undefined;
  const types = [{ accept: { 'application/zip': ['.zip'] } }];
  return (name) => picker.showSaveFilePicker!({ suggestedName: name, types });
}

interface SavingDependencies {
  readonly store: StoreApi<QueueState>;
  readonly notify: (fault: AppFault) => void;
  readonly pickFile?: PickFile | undefined;
}

/**
 * Makes the function that writes all paintings into one archive. With a `pickFile` it goes to the disk as it is made,
 * and nothing of it stays in memory; without, the browser keeps it until it is downloaded.
 */
export function createSavingAll({ store, notify, pickFile }: SavingDependencies) {
  const { getState: get, setState: set } = store;

  /** @returns the results, of each the newest at this moment */
  const results = () => get().photos.flatMap(({ result }) => (result ? [result] : []));

  return async (): Promise<SavedFile | undefined> => {
    const files = results();
    if (files.length === 0 || get().saving) return undefined;
    set({ saving: true });
    try {
      const name = `brushlite-${files.length}.zip`;
      const target = await pickFile?.(name);
      if (target) await (await zipOf(files)).pipeTo(await target.createWritable());
      const blob = target ? undefined : await new Response(await zipOf(files), ZIP).blob();
      const written = new Set(files);
      set({
        photos: get().photos.map((one) =>
          one.result && written.has(one.result)
            ? { ...one, result: { ...one.result, saved: true } }
            : one,
        ),
      });
      return blob && { blob, name };
    } catch (error) {
      // The visitor may have closed the dialog.
      if (!isNamed(error, 'AbortError')) notify(asZipFault(error));
      return undefined;
    } finally {
      set({ saving: false });
    }
  };
}

function asZipFault(error: unknown): AppFault {
  const full = isNamed(error, 'QuotaExceededError');
  if (full || error instanceof DOMException) return { code: 'queue/zip-not-written', full };
  return faultOf(error);
}

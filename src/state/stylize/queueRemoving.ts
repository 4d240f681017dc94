import type { StoreApi } from 'zustand/vanilla';
import type { QueuedPhoto, QueueState } from './queueState.ts';

export interface RemovingActions {
  remove(id: number): void;
  /** Stop, and remove all. */
  clear(): void;
  /** Bring back what was removed last, with its paintings. */
  putBack(): void;
  /** The visitor no longer wants it back. */
  letGo(): void;
}

interface Needs {
  readonly store: StoreApi<QueueState>;
  /** Stop painting the queue. */
  readonly cancel: () => void;
  /** The list has become longer. */
  readonly onBack: () => void;
}

/** Removes photos of the queue, and keeps those of the last step in the field `removed` of the state. */
export function createRemoving({ store, cancel, onBack }: Needs): RemovingActions {
  const { getState: get, setState: set } = store;
  const placesOf = (isGone: (photo: QueuedPhoto) => boolean) =>
    get().photos.flatMap((photo, at) => (isGone(photo) ? [{ photo, at }] : []));

  return {
    remove(id) {
      const removed = placesOf((photo) => photo.id === id);
      // Which cancels it, if it is in work.
      set({ photos: get().photos.filter((photo) => photo.id !== id), removed });
    },
    clear() {
      cancel();
      set({ removed: placesOf(() => true), photos: [], times: [], open: undefined });
    },
    putBack() {
      const { photos, removed = [] } = get();
      const all = [...photos];
      for (const { photo, at } of removed) {
        const isCut = photo.state.status === 'painting';
        all.splice(at, 0, isCut ? { ...photo, state: { status: 'waiting' } } : photo);
      }
      set({ photos: all, removed: undefined });
      onBack();
    },
    letGo: () => set({ removed: undefined }),
  };
}

import type { StoreApi } from 'zustand/vanilla';
import type { Pictures } from '../../picture/index.ts';
import { faultOf, type SavedFile } from '../shared/index.ts';
import { asOfQueue, type QueuedPhoto, type QueueState } from './queueState.ts';

/** Pixels of the longer side: what the list shows, on a screen with two pixels to a point. */
const SIDE = 128;

interface ThumbnailsDependencies {
  readonly store: StoreApi<QueueState>;
  readonly pictures: Pick<Pictures, 'thumbnail'>;
  readonly patch: (id: number, changes: Partial<QueuedPhoto>) => void;
}

/**
 * Makes the thumbnails of a queue, one at a time, so that no two photos are decoded for it at once. A file that can't
 * be opened has failed before its turn comes, and the visitor hears of it early.
 */
export function createThumbnails({ store, pictures, patch }: ThumbnailsDependencies) {
  const tried = new Set<number>();
  let running = false;

  const due = () =>
    store
      .getState()
      .photos.find(
        ({ id, thumbnail, state }) => !thumbnail && state.status !== 'failed' && !tried.has(id),
      );

  async function work() {
    if (running) return;
    running = true;
    for (let photo = due(); photo; photo = due()) {
      tried.add(photo.id);
      const { id, file, name } = photo;
      try {
        patch(id, { thumbnail: await pictures.thumbnail(file, name, SIDE) });
      } catch (error) {
        const now = store.getState().photos.find((one) => one.id === id);
        // One that is painted already tells itself how that ends.
        if (now?.state.status !== 'waiting') continue;
        patch(id, { state: { status: 'failed', fault: asOfQueue(faultOf(error), photo) } });
      }
    }
    running = false;
  }

  return {
    /** @returns the thumbnail of a finished painting; undefined where it can't be made */
    ofResult: ({ blob, name }: SavedFile) =>
      pictures.thumbnail(blob, name, SIDE).catch(() => undefined),
    /** Make those that are missing, and try those that failed once more. */
    make(): void {
      tried.clear();
      void work();
    },
  };
}

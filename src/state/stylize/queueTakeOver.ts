/** Of several tabs one has the kept queue. When that one is gone, a tab that is looked at takes the queue over. */
import type { StoreApi } from 'zustand/vanilla';
import type { Front } from '../shared/index.ts';
import type { QueueStorage, Restored } from './queueKeeping.ts';
import { QUEUE_LIMIT, type QueueState } from './queueState.ts';

interface Needs {
  readonly store: StoreApi<QueueState>;
  readonly storage: Pick<QueueStorage, 'claimNext'>;
  readonly front: Front;
  readonly recall: () => Promise<Restored>;
}

/**
 * Wait until this tab may have the kept queue beside its own. Not while it paints: what comes back would be painted,
 * too. Not while another window is in front: a reload there gives the queue free for a moment, and wants it back.
 *
 * @returns the kept queue, which this tab has from now on. Rejects where that can't be read
 */
export async function takeOver({ store, storage, front, recall }: Needs): Promise<Restored> {
  let most = QUEUE_LIMIT;
  const mayTake = () => {
    const { photos, status } = store.getState();
    return status === 'idle' && photos.length <= most && front.isInFront();
  };
  const untilItMay = () =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!mayTake()) return;
        stops.forEach((stop) => stop());
        resolve();
      };
      const stops = [store.subscribe(look), front.onChange(look)];
      look();
    });
  for (;;) {
    await untilItMay();
    const giveBack = await storage.claimNext();
    if (mayTake()) {
      const restored = await recall().catch((error: unknown) => {
        giveBack();
        throw error;
      });
      // No photo of either is left out. What is kept may be more than a queue takes: an empty one may take that.
      most = Math.max(0, QUEUE_LIMIT - restored.photos.length);
      if (mayTake()) return restored;
    }
    giveBack();
  }
}

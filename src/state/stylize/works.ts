import type { Photo } from '../shared/index.ts';
import type { Work } from './history.ts';

/** So many photos are a few megabytes: of each there are small pictures and masks. */
const MOST = 12;

/**
 * Remembers what was made of the photos that were open before, as long as the page is open: the visitor comes back to
 * those of the queue.
 *
 * @param fileOf a number for the file of a photo, the same whenever that is opened
 */
export function createWorks(fileOf: (photo: Photo) => number) {
  /** The newest is the last one. */
  const works = new Map<number, Work>();
  return {
    /**
     * Another photo is open, or none: then the one before was removed, and nothing of it is remembered.
     *
     * @param work what was made of the one before
     * @returns what was made of the one that is open now, where it was open before
     */
    change(before: Photo | undefined, now: Photo | undefined, work: Work): Work | undefined {
      if (before) {
        works.delete(fileOf(before));
        if (now) works.set(fileOf(before), work);
      }
      for (const oldest of works.keys()) {
        if (works.size <= MOST) break;
        works.delete(oldest);
      }
      return now && works.get(fileOf(now));
    },
  };
}

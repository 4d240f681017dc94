import type { StoreApi } from 'zustand/vanilla';
import type { ClosedPhoto, Photo } from '../shared/index.ts';
import type { Work } from './history.ts';
import type { StylizeState } from './stylizePage.ts';

/** One that was replaced is let go after so many pictures of the new one: by then the visitor has gone on. */
const GONE_ON = 3;

/** The photo that was open before, until the visitor no longer wants it back: its file, and what was made of it. */
export interface Gone {
  readonly photo: ClosedPhoto;
  readonly work: Work;
  /** The visitor has removed it; else another photo has taken its place. */
  readonly removed: boolean;
}

export interface GoneActions {
  /** Open the photo that is gone again, with what was made of it. */
  putBack(): void;
  /** The visitor no longer wants it back. */
  letGo(): void;
}

/**
 * Keeps the photo that the visitor removed, or that another one replaced, in the field `gone` of the state. Only the
 * last one, and nothing that is decoded.
 *
 * @param reopen opens a photo again
 */
export function createGone(
  { getState: get, setState: set, subscribe }: StoreApi<StylizeState>,
  reopen: (photo: ClosedPhoto) => Promise<void>,
) {
  /** Pictures of the open photo since the other one is gone. */
  let pictures = 0;
  subscribe((state, before) => {
    const isNew = state.history.results.length > before.history.results.length;
    if (!isNew || state.stage.status === 'empty' || !state.gone || state.gone.removed) return;
    if (++pictures === GONE_ON) actions.letGo();
  });

  const actions: GoneActions = {
    putBack() {
      const { gone } = get();
      if (gone) void reopen(gone.photo);
    },
    letGo: () => set({ gone: undefined }),
  };
  return {
    actions,
    /**
     * Another photo is open, or none.
     *
     * @param work what was made of the one before
     * @returns what was made of the one that is open now, where it is put back
     */
    change(before: Photo | undefined, now: Photo | undefined, work: Work): Work | undefined {
      const { gone } = get();
      pictures = 0;
      set({ gone: before && goneOf(before, now, work) });
      return gone && gone.photo.opened === now?.opened ? gone.work : undefined;
    },
  };
}

/** @returns what is to be put back; undefined where nothing is lost that one click can not make again */
function goneOf(before: Photo, now: Photo | undefined, work: Work): Gone | undefined {
  const { opened, name, sample, crop, file } = before;
  const photo = { opened, name, sample, crop, file };
  const { steps, results } = work;
  const removed = now === undefined;
  const isWorth = steps.past.length + steps.future.length > 0 || results.length > 1;
  return removed || isWorth ? { photo, work, removed } : undefined;
}

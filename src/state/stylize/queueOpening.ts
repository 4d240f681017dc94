import type { StoreApi } from 'zustand/vanilla';
import { settle, type Photos } from '../shared/index.ts';
import { withLook, type QueuedPhoto, type QueueState } from './queueState.ts';
import type { StylizeActions, StylizeStore } from './stylizePage.ts';

interface OpeningDependencies {
  readonly store: StoreApi<QueueState>;
  readonly photos: Photos;
  readonly stylize: {
    readonly store: StylizeStore;
    readonly actions: Pick<StylizeActions, 'startFrom' | 'letGo'>;
  };
}

/**
 * Which photo of the queue is the one on the page. What the visitor chooses on the page becomes the settings of that
 * one, and of those that have none of their own yet.
 */
export function createOpening({ store, photos, stylize }: OpeningDependencies) {
  const { getState: get, setState: set } = store;
  /** The photo that was opened last: what the page calls its opening, and its id here. */
  let last: { readonly opened: number; readonly id: number } | undefined;
  let lastOpening = 0;

  const change = (id: number | undefined, look: Parameters<typeof withLook>[1]) =>
    set({ photos: get().photos.map((one) => (one.id === id ? withLook(one, look) : one)) });

  const isOnPage = () =>
    last !== undefined && photos.store.getState().photo?.opened === last.opened;

  photos.store.subscribe(({ photo }, before) => {
    if (photo === before.photo) return;
    // One that was removed from the page may be put back.
    const open = isOnPage() ? get().photos.find(({ id }) => id === last?.id)?.id : undefined;
    if (open !== get().open) set({ open });
    if (open !== undefined) change(open, { crop: photo?.crop });
  });

  stylize.store.subscribe(({ settings, mask }, before) => {
    if (get().photos.length === 0) return;
    if (settings !== before.settings) {
      // The page may just have got another photo with settings of its own: those are none of the open one's.
      const open = isOnPage() ? get().open : undefined;
      const takes = ({ id, follows }: QueuedPhoto) => follows || id === open;
      set({
        photos: get().photos.map((one) => (takes(one) ? withLook(one, { settings }) : one)),
      });
    }
    // With another photo the page begins with no mask: that is none of this one.
    if (mask !== before.mask && isOnPage()) change(get().open, { mask });
  });

  /** @returns whether it is on the page now: it may be broken, or the visitor may have opened another one */
  async function show({ id, file, crop }: QueuedPhoto): Promise<boolean> {
    const opening = ++lastOpening;
    const before = photos.store.getState().photo;
    await photos.actions.open([file], crop);
    const { photo } = photos.store.getState();
    const isIt = photo && photo !== before && photo.brought === file;
    if (opening !== lastOpening || !isIt) return false;
    last = { opened: photo.opened, id };
    set({ open: id });
    return true;
  }

  return {
    /** The page has brought back the photo that was open in the last visit: it is this one of the queue. */
    adopt(one: QueuedPhoto | undefined) {
      const { photo } = photos.store.getState();
      if (!one || !photo || photo.sample || photo.name !== one.name) return;
      if (photo.file.size !== one.file.size) return;
      // Each was kept by itself. What is made of the photo is found by the file of the queue.
      photos.actions.partOf(photo.file, photo.crop, one.file);
      last = { opened: photo.opened, id: one.id };
      set({ open: one.id });
    },
    /** Open the first that can be opened, where nothing is open. */
    async openFirst(added: readonly QueuedPhoto[]): Promise<void> {
      for (const one of added) {
        const { photo, opening } = photos.store.getState();
        if (photo || opening || (await show(one))) return;
      }
    },
    async openPhoto(id: number): Promise<void> {
      const { photos: all, open } = get();
      const photo = all.find((one) => one.id === id);
      if (!photo) return;
      // From now on what is chosen is for this one, and not for all.
      set({ photos: all.map((one) => ({ ...one, follows: false })) });
      if (id === open || !(await show(photo))) return;
      // The one before is in the queue, with its settings and its mask.
      if (open !== undefined) stylize.actions.letGo();
      const { connection } = stylize.store.getState();
      const { settings, mask, crop } = get().photos.find((one) => one.id === id) ?? photo;
      const known =
        connection.status === 'connected' ? settle(settings, connection.manifest) : settings;
      stylize.actions.startFrom({ settings: known, mask, ...(crop && { crop }) });
    },
  };
}

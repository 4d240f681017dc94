import { isOwn, type PhotosStore } from './photos.ts';
import { unlessClosed } from './storage.ts';

const KEY = 'brushlite-own-photo';

/** The parts of a window that know what the tab has done before. */
interface TabWindow {
  /** Throws where storage is closed. */
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly performance: Pick<Performance, 'getEntriesByType'>;
}

/**
 * Remembers in this tab whether the open photo is the visitor's own. A reload, Back and Forward bring the visitor's photo
 * back whatever sample the address names: the address may be older than the photo. A link that is opened again shows the
 * sample that it names.
 *
 * @returns whether the page was loaded by a reload, Back or Forward, and the tab had the visitor's own photo then
 */
export function ownPhotoReturns(store: PhotosStore, window: TabWindow): boolean {
  const had = unlessClosed(() => window.sessionStorage.getItem(KEY)) === 'yes';
  store.subscribe(({ photo, removed }) => {
    if (!photo && !removed) return;
    unlessClosed(() => window.sessionStorage.setItem(KEY, isOwn(photo) ? 'yes' : 'no'));
  });
  return had && isLoadedAgain(window);
}

/** @returns whether the page was loaded by a reload, Back or Forward */
export function isLoadedAgain({ performance }: Pick<TabWindow, 'performance'>): boolean {
  const entry = performance.getEntriesByType('navigation')[0];
  const { type } = (entry ?? {}) as { readonly type?: NavigationTimingType };
  return type === 'reload' || type === 'back_forward';
}

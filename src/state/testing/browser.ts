import { vi } from 'vitest';
import type { KeptPhoto, PhotoKeeper, Tab } from '../shared/index.ts';

/** Stub localStorage with one that is empty. @returns what is kept in it */
export function stubStorage(): Map<string, string> {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  return kept;
}

interface Listener {
  readonly type: string;
  readonly call: (event: { readonly key: string; readonly newValue: string }) => void;
}

/** A browser with tabs. Each tab has a storage of its own, and all have one together. */
export function browserOfTabs() {
  const shared = itemsOf(new Map());
  /** What each page listens to. */
  const pages = new Set<Listener[]>();

  /** A page is loaded in a tab that has such a storage. */
  function load(own: Map<string, string>) {
    const listeners: Listener[] = [];
    pages.add(listeners);
    const tell = (to: readonly Listener[], wanted: string, change = { key: '', newValue: '' }) =>
      to.forEach(({ type, call }) => type === wanted && call(change));
    return {
      sessionStorage: itemsOf(own),
      localStorage: {
        ...shared,
        setItem(key: string, newValue: string) {
          shared.setItem(key, newValue);
          for (const page of pages)
            if (page !== listeners) tell(page, 'storage', { key, newValue });
        },
      },
      addEventListener: (type: string, call: Listener['call']) =>
        void listeners.push({ type, call }),
      /** The page is left and comes back as it was, without being loaded. */
      leaveAndReturn() {
        tell(listeners, 'pagehide');
        tell(listeners, 'pageshow');
      },
      close() {
        tell(listeners, 'pagehide');
        pages.delete(listeners);
      },
      /** @returns the window after a reload */
      reload() {
        this.close();
        return load(own);
      },
      /** @returns the window after the page has crashed: it was not told */
      reloadAfterCrash() {
        pages.delete(listeners);
        return load(own);
      },
      /** @returns the window of another tab, which has a copy of this one's storage */
      duplicate: () => load(new Map(own)),
    };
  }
  return { open: () => load(new Map()) };
}

const itemsOf = (kept: Map<string, string>) => ({
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
});

/** A tab that is never hidden. */
export const shownTab: Tab = {
  hidden: () => false,
  timesHidden: () => 0,
  shown: async () => {},
  onChange: () => {},
};

/** A keeper of the open photo with a photo in it, or none. It keeps nothing. */
export const fakePhotoKeeper = (kept?: KeptPhoto) => ({
  keep: vi.fn<PhotoKeeper['keep']>(async () => {}),
  recall: vi.fn<PhotoKeeper['recall']>(async () => kept),
  forget: vi.fn<PhotoKeeper['forget']>(async () => {}),
  forgetAll: vi.fn<PhotoKeeper['forgetAll']>(async () => {}),
});

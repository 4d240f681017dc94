/**
 * What this browser keeps of each tab: two tabs may have two photos, and a reload brings each its own. A new tab begins
 * with what the last one kept.
 */
import { createCollection, createKeeper, type Keeper } from './database.ts';
import { unlessClosed } from './storage.ts';
import { uniqueId } from './uniqueId.ts';

/**
 * In this tab's storage: its id; whether its page was left; and the id of the tab whose things it begins with, until it
 * has kept or removed something itself.
 */
const TAB = 'brushlite-tab';
const LEFT = 'brushlite-tab-left';
const BEGINS = 'brushlite-tab-begins';
/** In the storage of all tabs: the ids of those that kept something, the last one first. */
const TABS = 'brushlite-tabs';
const NONE = '[]';

/** How many tabs something is kept of. */
const LIMIT = 6;

type Items = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

type Change = Pick<StorageEvent, 'key' | 'newValue'>;

/** The parts of a window that know one tab from another. */
export interface TabsWindow {
  /** Both throw where storage is closed. */
  readonly sessionStorage: Items;
  readonly localStorage: Items;
  addEventListener(type: 'pagehide' | 'pageshow', listener: () => void): void;
  /** Calls back when another tab has changed `localStorage`. */
  addEventListener(type: 'storage', listener: (change: Change) => void): void;
}

export interface TabRecords {
  /**
   * @param name of what is kept
   * @param read as in `createKeeper`
   * @param leads a new tab begins with what that tab has kept that was the last one to keep this
   */
  keeper<T>(name: string, read: (kept: unknown) => T | undefined, leads?: boolean): Keeper<T>;
  /** Remove what is kept of this tab and of those that are closed. Other open tabs keep theirs. */
  forgetAll(): Promise<void>;
}

/** @param database as in `createKeeper` */
export function createTabRecords(window: TabsWindow, database?: () => IDBFactory): TabRecords {
  const { id, from } = identify(window);
  const all = createCollection('tab', () => undefined, database);
  /** What earlier versions of this page kept, under the name alone, for all tabs. */
  const earlier: Keeper<unknown>[] = [];

  /** Each keeps what is kept of this tab once more. */
  const keptAgain: (() => Promise<void>)[] = [];

  // Another tab has removed everything. It can't know which tabs are open.
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === TABS && newValue === NONE) for (const again of keptAgain) void again();
  });

  /** Remember that there is something of this tab. @param leads as above */
  function enlist(leads: boolean) {
    const before = listed(window);
    if (before.includes(id) && !leads) return;
    const ids = before.filter((other) => other !== id);
    ids.splice(leads ? 0 : 1, 0, id);
    const dropped = ids.splice(LIMIT);
    unlessClosed(() => window.localStorage.setItem(TABS, JSON.stringify(ids)));
    for (const one of dropped) void all.removeAll(`${one}/`);
  }

  return {
    keeper<T>(
      name: string,
      read: (kept: unknown) => T | undefined,
      leads: boolean = false,
    ): Keeper<T> {
      const own = createKeeper(`tab/${id}/${name}`, read, database);
      const ofAll = createKeeper(name, read, database);
      earlier.push(ofAll);
      /** What this tab begins with. */
      const first = from ? createKeeper(`tab/${from}/${name}`, read, database) : ofAll;
      /** Something was kept or removed since the page was loaded: what was there before is no longer wanted. */
      let isChanged = false;
      /** What is kept of this tab. */
      let last: T | undefined;
      const change = (value: T | undefined) => {
        isChanged = true;
        last = value;
        if (leads) unlessClosed(() => window.sessionStorage.removeItem(BEGINS));
      };
      const keep = async (value: T) => {
        change(value);
        enlist(leads);
        await own.keep(value);
        if (!from) await ofAll.forget();
      };
      keptAgain.push(async () => {
        if (last !== undefined) await keep(last);
      });
      return {
        keep,
        async recall() {
          const isOwn = isChanged || from === id;
          const kept = await (isOwn ? own : first).recall();
          if (isChanged || kept === undefined) return kept;
          if (isOwn) last = kept;
          // The other tab may get another photo later, or none.
          else await keep(kept);
          return kept;
        },
        forget() {
          change(undefined);
          return own.forget();
        },
      };
    },
    async forgetAll() {
      await Promise.all([all.removeAll(''), ...earlier.map((one) => one.forget())]);
      // Tells the other tabs that are open.
      unlessClosed(() => window.localStorage.setItem(TABS, NONE));
    },
  };
}

/**
 * @returns the id under which this tab keeps things, and the id of the tab whose things it begins with; undefined where
 *   no tab has kept anything. They are the same after a reload.
 */
function identify(window: TabsWindow): { readonly id: string; readonly from: string | undefined } {
  const item = (key: string) => unlessClosed(() => window.sessionStorage.getItem(key)) ?? undefined;
  const before = item(TAB);
  // A tab that was duplicated has a copy of the other one's storage, whose page was not left. Some browsers tell a page
  // too late that it is left: then this is taken for a duplicate, too.
  const wasLeft = item(LEFT) !== undefined;
  const id = before !== undefined && wasLeft ? before : uniqueId();
  const from = item(BEGINS) ?? before ?? listed(window)[0];
  const isHere = () =>
    unlessClosed(() => {
      window.sessionStorage.setItem(TAB, id);
      window.sessionStorage.removeItem(LEFT);
    });
  isHere();
  if (from !== undefined && from !== id) {
    unlessClosed(() => window.sessionStorage.setItem(BEGINS, from));
  }
  window.addEventListener('pagehide', () =>
    unlessClosed(() => window.sessionStorage.setItem(LEFT, 'yes')),
  );
  window.addEventListener('pageshow', isHere);
  return { id, from };
}

/** @returns the ids of the tabs that kept something, the last one first */
function listed(window: TabsWindow): readonly string[] {
  const ids = unlessClosed(() => JSON.parse(window.localStorage.getItem(TABS) ?? NONE) as unknown);
  return Array.isArray(ids) ? ids.filter((one) => typeof one === 'string') : [];
}

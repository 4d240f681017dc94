import { loadCode } from '../../loading/index.ts';

/**
 * Something that is kept in this browser. Only reading rejects: where nothing can be kept, nothing is.
 */
export interface Keeper<T> {
  /** Takes the place of what was kept before, also where it can't be kept itself. */
  keep(value: T): Promise<void>;
  /** @returns what is kept; undefined where there is nothing. Rejects where the database can't be read. */
  recall(): Promise<T | undefined>;
  forget(): Promise<void>;
}

const DATABASE = 'brushlite';
const STORE = 'photos';

/**
 * Keeps one thing in IndexedDB, the browser's own database, which no other site can read.
 *
 * @param key the name under which it is kept
 * @param read makes it of what was kept; undefined where that is none: an older version of this page may have kept
 *   something else
 * @param database how to get at the database. Private windows and closed storage may lack it, or throw.
 */
export function createKeeper<T>(
  key: string,
  read: (kept: unknown) => T | undefined,
  database: () => IDBFactory = () => indexedDB,
): Keeper<T> {
  const { inTurn, put } = createTurns(database);
  const forget = () => inTurn('readwrite', (store) => store.delete(key)).catch(() => undefined);

  return {
    async keep(value) {
      try {
        await put(key, value);
      } catch {
        // No room, as a rule. What was kept before would come back in place of this.
        await forget();
      }
    },
    recall: async () =>
      read(
        await withBlobs(await inTurn('readonly', (store) => store.get(key) as IDBRequest<unknown>)),
      ),
    forget,
  };
}

/** Things of one kind that are kept in this browser, each under its id. Only reading rejects. */
export interface Collection<T> {
  /** @returns all of this kind. Rejects where the database can't be read. */
  all(): Promise<readonly T[]>;
  /** @returns whether it is kept. Where there is no room, what was kept under the id before stays. */
  put(id: string, value: T): Promise<boolean>;
  remove(id: string): Promise<void>;
  /** Removes all whose ids begin so, without reading them. */
  removeAll(prefix: string): Promise<void>;
}

/**
 * Keeps things in IndexedDB.
 *
 * @param name of the kind
 * @param read makes one of what was kept; undefined where that is none
 * @param database as in `createKeeper`
 */
export function createCollection<T>(
  name: string,
  read: (kept: unknown) => T | undefined,
  database: () => IDBFactory = () => indexedDB,
): Collection<T> {
  const { inTurn, put } = createTurns(database);
  const keyOf = (id: string) => `${name}/${id}`;
  return {
    async all() {
      const kept = await inTurn(
        'readonly',
        (store) => store.getAll(beginningWith(keyOf(''))) as IDBRequest<unknown[]>,
      );
      const whole = await Promise.all(kept.map(withBlobs));
      return whole.flatMap((value) => read(value) ?? []);
    },
    put: (id, value) =>
      put(keyOf(id), value).then(
        () => true,
        () => false,
      ),
    remove: (id) => inTurn('readwrite', (store) => store.delete(keyOf(id))).catch(() => undefined),
    removeAll: (prefix) =>
      inTurn('readwrite', (store) => store.delete(beginningWith(keyOf(prefix)))).catch(
        () => undefined,
      ),
  };
}

/** Keys that begin so. */
const beginningWith = (start: string) => IDBKeyRange.bound(start, `${start}\uffff`);

/** @returns what does one thing after the other with the database, so that the last word counts */
function createTurns(database: () => IDBFactory) {
  let last: Promise<unknown> = Promise.resolve();
  const next = <R>(job: () => Promise<R>) => {
    const turn = last.then(job);
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    inTurn: <R>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<R>) =>
      next(() => withStore(database, mode, work)),
    put: (key: string, value: unknown) => next(() => putInto(database, key, value)),
  };
}

/** Rejects where it can't be kept. */
function putInto(database: () => IDBFactory, key: string, value: unknown): Promise<unknown> {
  const put = (what: unknown) => withStore(database, 'readwrite', (store) => store.put(what, key));
  return put(value).catch(async (error) =>
    put({ plain: await (await plainBlobs()).withoutBlobs(value, error) }),
  );
}

/** Wanted in few browsers. */
const plainBlobs = () => loadCode(() => import('./plainBlobs.ts'));

/** @returns what was kept, with its Blobs again where it was kept without them */
async function withBlobs(kept: unknown): Promise<unknown> {
  const plain = (kept as { readonly plain?: unknown } | null | undefined)?.plain;
  return plain ? (await plainBlobs()).withBlobs(plain) : kept;
}

/** Do one thing with the database, and close it. Rejects where that is not possible. */
async function withStore<T>(
  database: () => IDBFactory,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opening = database().open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(asError(opening.error));
  });
  try {
    const transaction = db.transaction(STORE, mode);
    const request = work(transaction.objectStore(STORE));
    return await new Promise<T>((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(asError(transaction.error));
    });
  } finally {
    db.close();
  }
}

const asError = (error: DOMException | null) => error ?? new Error('The database gave no reason.');

/** What is kept of the open photo: the visitor's own file, or which sample it is. */
export interface KeptPhoto {
  readonly name: string;
  /** Where it is one of this site's. */
  readonly sample?: string | undefined;
  /** The file, where it is the visitor's. */
  readonly file?: Blob | undefined;
}

/** Keeps the one open photo in this browser. Nothing rejects: where nothing can be kept, nothing is. */
export interface PhotoKeeper {
  /** Takes the place of what was kept before, also where it can't be kept itself. */
  keep(photo: KeptPhoto): Promise<void>;
  recall(): Promise<KeptPhoto | undefined>;
  forget(): Promise<void>;
}

const DATABASE = 'brushlite';
const STORE = 'photos';
const KEY = 'open';

/**
 * Keeps the photo in IndexedDB, the browser's own database, which no other site can read.
 *
 * @param database how to get at the database. Private windows and closed storage may lack it, or throw.
 */
export function createPhotoKeeper(database: () => IDBFactory = () => indexedDB): PhotoKeeper {
  /** One after the other, so that the last word counts. */
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>) {
    const turn = last.then(() => withStore(database, mode, work));
    last = turn.catch(() => undefined);
    return turn;
  }

  const forget = () => inTurn('readwrite', (store) => store.delete(KEY)).catch(() => undefined);

  return {
    async keep(photo) {
      try {
        await inTurn('readwrite', (store) => store.put(photo, KEY));
      } catch {
        // No room, as a rule. The photo before would come back in place of this one.
        await forget();
      }
    },
    async recall() {
      try {
        return kept(await inTurn('readonly', (store) => store.get(KEY) as IDBRequest<unknown>));
      } catch {
        return undefined;
      }
    },
    forget,
  };
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

/** @returns what was kept, if it is a photo: an older version of this page may have kept something else */
function kept(value: unknown): KeptPhoto | undefined {
  const { name, sample, file } = (value ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string') return undefined;
  if (typeof sample === 'string') return { name, sample };
  return file instanceof Blob ? { name, file } : undefined;
}

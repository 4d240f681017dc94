import { createKeeper, type Keeper } from './database.ts';

/** What is kept of the open photo: the visitor's own file, or which sample it is. */
export interface KeptPhoto {
  readonly name: string;
  /** Where it is one of this site's. */
  readonly sample?: string | undefined;
  /** The file, where it is the visitor's. */
  readonly file?: Blob | undefined;
}

/** Keeps the one open photo in this browser. */
export type PhotoKeeper = Keeper<KeptPhoto>;

/** @param database how to get at the browser's database */
export const createPhotoKeeper = (database?: () => IDBFactory): PhotoKeeper =>
  createKeeper('open', readKept, database);

/** @returns what was kept, if it is a photo */
function readKept(value: unknown): KeptPhoto | undefined {
  const { name, sample, file } = (value ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string') return undefined;
  if (typeof sample === 'string') return { name, sample };
  return file instanceof Blob ? { name, file } : undefined;
}

import * as v from 'valibot';
import type { Crop } from '../../picture/index.ts';
import { cropSchema } from './crop.ts';
import { createKeeper, type Keeper } from './database.ts';
import { given } from './choices.ts';

/** What is kept of the open photo. */
export interface KeptPhoto {
  readonly name: string;
  /** Where it is one of this site's. */
  readonly sample?: string | undefined;
  /** The file. Of a sample, too, since there may be no network at the next visit; earlier versions kept none of it. */
  readonly file?: Blob | undefined;
  /** The part of it that is open. */
  readonly crop?: Crop | undefined;
}

/** Keeps the one open photo in this browser. */
export type PhotoKeeper = Keeper<KeptPhoto>;

/** @param database how to get at the browser's database */
export const createPhotoKeeper = (database?: () => IDBFactory): PhotoKeeper =>
  createKeeper('open', readKept, database);

/** @returns what was kept, if it is a photo */
function readKept(value: unknown): KeptPhoto | undefined {
  const { name, sample, file, crop: kept } = (value ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string') return undefined;
  const crop = v.parse(cropSchema, kept);
  const bytes = file instanceof Blob ? { file } : {};
  if (typeof sample === 'string') return { name, sample, ...bytes, ...given({ crop }) };
  return file instanceof Blob ? { name, file, ...given({ crop }) } : undefined;
}

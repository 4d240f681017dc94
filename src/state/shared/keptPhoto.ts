import * as v from 'valibot';
import type { Crop } from '../../picture/index.ts';
import { cropSchema } from './crop.ts';
import type { Keeper } from './database.ts';
import { given } from './choices.ts';
import type { TabRecords } from './tabRecords.ts';

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

/** Keeps this tab's open photo in this browser. */
export interface PhotoKeeper extends Keeper<KeptPhoto> {
  /** Remove this photo and those of closed tabs, and what was made of them. Other open tabs keep theirs. */
  forgetAll(): Promise<void>;
}

export function createPhotoKeeper(records: TabRecords): PhotoKeeper {
  const keeper = records.keeper('open', readKept, true);
  return {
    ...keeper,
    async forgetAll() {
      // In turn with what is being kept.
      await keeper.forget();
      await records.forgetAll();
    },
  };
}

/** @returns what was kept, if it is a photo */
function readKept(value: unknown): KeptPhoto | undefined {
  const { name, sample, file, crop: kept } = (value ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string') return undefined;
  const crop = v.parse(cropSchema, kept);
  const bytes = file instanceof Blob ? { file } : {};
  if (typeof sample === 'string') return { name, sample, ...bytes, ...given({ crop }) };
  return file instanceof Blob ? { name, file, ...given({ crop }) } : undefined;
}

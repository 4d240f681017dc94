import * as v from 'valibot';
import type { FileOptions } from '../../picture/index.ts';
import { keep, recall } from '../shared/index.ts';

/** The formats of a download. */
export const FORMATS = ['png', 'jpeg', 'webp'] as const;

export type Format = (typeof FORMATS)[number];

/** How a painting is saved. Kept from visit to visit. */
export interface SavingSettings {
  readonly format: Format;
  /** Of JPEG and WebP, 0..1: smallest file to best picture. */
  readonly quality: number;
}

const KEY = 'brushlite-saving';

const schema = v.object({
  format: v.fallback(v.picklist(FORMATS), 'png'),
  quality: v.fallback(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.9),
});

/** The settings of the last visit; the defaults where there are none or storage is closed. */
export const recallSaving = (): SavingSettings => recall(KEY, schema);

export const keepSaving = (settings: SavingSettings): void => keep(KEY, settings);

/** Whether the files of a format are exact, and have no quality to choose. */
export const isExact = (format: Format): boolean => format === 'png';

/** @returns what the picture worker is told to write */
export function fileOptions({ format, quality }: SavingSettings): FileOptions {
  return isExact(format) ? { type: 'image/png' } : { type: `image/${format}`, quality };
}

/** @returns the end of a file's name, without the dot */
export const extensionOf = (format: Format): string => (format === 'jpeg' ? 'jpg' : format);

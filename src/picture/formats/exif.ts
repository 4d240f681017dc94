import { hasAt, viewOf } from './bytes.ts';
import type { Bytes, Orientation } from './header.ts';

const ORIENTATION = 0x0112;

/** Some writers put this in front, which is how EXIF stands in a JPEG. */
const PREFIX = 'Exif\0\0';

/**
 * The orientation that EXIF data asks for.
 *
 * @param exif a TIFF structure
 * @returns 1 where it names none, and where it is damaged: then browsers ignore it, too
 */
export function orientationIn(exif: Bytes): Orientation {
  const tiff = hasAt(exif, 0, PREFIX) ? exif.subarray(PREFIX.length) : exif;
  try {
    const value = tagsOf(tiff).get(ORIENTATION) ?? 1;
    return value >= 1 && value <= 8 ? (value as Orientation) : 1;
  } catch (error) {
    if (error instanceof RangeError) return 1;
    throw error;
  }
}

const SHORT = 3;
const LONG = 4;

/**
 * The numbers in the first directory of a TIFF structure, by tag: of each entry the first one. Entries of
 * other kinds are left out. Throws RangeError where it ends before its directory does.
 */
export function tagsOf(tiff: Bytes): Map<number, number> {
  const tags = new Map<number, number>();
  const little = hasAt(tiff, 0, 'II');
  if (!little && !hasAt(tiff, 0, 'MM')) return tags;
  const view = viewOf(tiff);
  const directory = view.getUint32(4, little);
  const count = view.getUint16(directory, little);
  for (let i = 0; i < count; i++) {
    const at = directory + 2 + 12 * i;
    const tag = view.getUint16(at, little);
    const kind = view.getUint16(at + 2, little);
    const isLong = view.getUint32(at + 4, little) * (kind === LONG ? 4 : 2) > 4;
    if ((kind !== SHORT && kind !== LONG) || tags.has(tag)) continue;
    const place = isLong ? view.getUint32(at + 8, little) : at + 8;
    const read = kind === LONG ? view.getUint32 : view.getUint16;
    tags.set(tag, read.call(view, place, little));
  }
  return tags;
}

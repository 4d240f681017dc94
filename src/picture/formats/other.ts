import { hasAt, textAt } from './bytes.ts';
import { tagsOf } from './exif.ts';
import type { Bytes } from './header.ts';
import { isFilm } from './heif.ts';
import { brandsOf } from './isobmff.ts';
import { isTiff } from './tiff.ts';

/** Kinds of files that are taken for photos, and that no browser opens as one. */
export type OtherKind = 'film' | 'svg' | 'pdf' | 'photoshop' | 'raw' | 'jpeg-2000';

type Start = readonly [number, string | readonly number[]];

/** What files of a kind have at a place. */
const STARTS: Readonly<Record<OtherKind, readonly Start[]>> = {
  film: [
    [0, [0x1a, 0x45, 0xdf, 0xa3]], // WebM, Matroska
    [8, 'AVI '],
    [0, [0, 0, 1, 0xba]], // MPEG
    [0, [0, 0, 1, 0xb3]],
    [0, [0x30, 0x26, 0xb2, 0x75]], // Windows Media
    [0, 'FLV'],
  ],
  svg: [],
  pdf: [[0, '%PDF']],
  photoshop: [[0, '8BPS']],
  raw: [
    [8, 'CR\x02'], // Canon, in a TIFF
    [6, 'HEAPCCDR'],
    [0, 'FUJIFILMCCD-RAW'],
    [0, 'IIRO'], // Olympus
    [0, 'IIRS'],
    [0, 'MMOR'],
    [0, 'IIU\0'], // Panasonic
    [0, '\0MRM'], // Minolta
    [0, 'FOVb'], // Sigma
  ],
  'jpeg-2000': [
    [0, [0, 0, 0, 0x0c, 0x6a, 0x50, 0x20, 0x20]],
    [0, [0xff, 0x4f, 0xff, 0x51]],
  ],
};

const RAW_NAME = /\.(3fr|arw|dcr|dng|erf|iiq|kdc|mef|mos|nef|nrw|orf|pef|raw|rwl|sr2|srf|srw)$/i;
const DNG_VERSION = 50_706;
const SUBFILE_TYPE = 254;

/** Whether a TIFF is a camera's raw file: by its tags, or by its name, since old ones have nothing of their own. */
function isRawTiff(data: Bytes, name: string): boolean {
  if (!isTiff(data)) return false;
  if (RAW_NAME.test(name)) return true;
  try {
    const tags = tagsOf(data);
    // The first picture of a raw file is a small one, for previews.
    return tags.has(DNG_VERSION) || ((tags.get(SUBFILE_TYPE) ?? 0) & 1) === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** SVG is text. Comments and declarations may come before its first element. */
function isSvg(data: Bytes): boolean {
  const utf16 = hasAt(data, 0, [0xff, 0xfe]) || hasAt(data, 0, [0xfe, 0xff]);
  const start = textAt(data, 0, 4096);
  const text = (utf16 ? start.replaceAll('\0', '') : start).replace(/^[^<]{0,3}/, '').trimStart();
  const rest = text.replace(
    /^(?:\s|<\?[^>]*>|<!--[\s\S]*?-->|<!DOCTYPE[^>[]*(?:\[[\s\S]*?\]\s*)?>)*/i,
    '',
  );
  return text.startsWith('<') && /^<(?:\w+:)?svg[\s>]/i.test(rest);
}

/** @returns what the file is, if it is no picture for a browser but of a kind that people take for one */
export function otherKind(data: Bytes, name: string): OtherKind | undefined {
  for (const [kind, starts] of Object.entries(STARTS) as [OtherKind, readonly Start[]][]) {
    if (starts.some(([at, wanted]) => hasAt(data, at, wanted))) return kind;
  }
  if (isRawTiff(data, name) || brandsOf(data).includes('crx ')) return 'raw';
  if (isFilm(data)) return 'film';
  return isSvg(data) ? 'svg' : undefined;
}

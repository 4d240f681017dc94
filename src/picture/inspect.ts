import { imageDimensionsFromData } from 'image-dimensions';
import { PictureProblem } from './problems.ts';

/** Larger files are refused: no camera makes them, and decoding could take the tab down. */
export const MAX_BYTES = 50e6;
/** A decoded picture takes 4 bytes a pixel; 100 megapixels are 400 MB for a moment. */
export const MAX_PIXELS = 100e6;
/** Enough for the size in the header, behind the largest EXIF thumbnails and colour profiles. */
const HEADER_BYTES = 1 << 20;

/**
 * Look at a file before it is decoded, so that a decompression bomb never is.
 * Throws PictureProblem when the file is empty, too large, not a picture, or cut off.
 */
export async function inspect(file: Blob, name: string): Promise<void> {
  if (file.size === 0) throw new PictureProblem({ code: 'picture/empty', name });
  if (file.size > MAX_BYTES) {
    throw new PictureProblem({
      code: 'picture/too-many-bytes',
      name,
      bytes: file.size,
      limit: MAX_BYTES,
    });
  }
  const head = await bytes(file.slice(0, HEADER_BYTES));
  const header = sizeInHeader(head);
  if (!header) {
    throw new PictureProblem({
      code: knownStart(head) ? 'picture/damaged' : 'picture/not-a-picture',
      name,
    });
  }
  if (header.width * header.height > MAX_PIXELS) {
    throw new PictureProblem({
      code: 'picture/too-many-pixels',
      name,
      width: header.width,
      height: header.height,
      limit: MAX_PIXELS,
    });
  }
  // Some browsers paint what they have of a cut-off file and leave the rest grey, without an error.
  if (!isComplete(header.type, await bytes(file)))
    throw new PictureProblem({ code: 'picture/damaged', name });
}

/** The type that a decoder's refusal is explained with: "heic", "avif", or nothing where unknown. */
export async function pictureType(file: Blob): Promise<string | undefined> {
  return sizeInHeader(await bytes(file.slice(0, HEADER_BYTES)))?.type;
}

async function bytes(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}

function sizeInHeader(head: Uint8Array) {
  try {
    return imageDimensionsFromData(head);
  } catch {
    return undefined; // it reads past the end of some cut-off headers
  }
}

const STARTS = [
  [0xff, 0xd8, 0xff],
  [0x89, 0x50, 0x4e, 0x47],
  [0x47, 0x49, 0x46, 0x38],
];

function knownStart(head: Uint8Array): boolean {
  return STARTS.some((start) => start.every((byte, i) => head[i] === byte));
}

const END_OF_PNG = [0x49, 0x45, 0x4e, 0x44];

/** JPEG and PNG have an end marker. What stands behind it, such as a phone's short video, is no matter. */
function isComplete(type: string, data: Uint8Array): boolean {
  if (type === 'jpeg') return contains(data, [0xff, 0xd9], startOfScan(data));
  if (type === 'png') return contains(data, END_OF_PNG, 8);
  return true;
}

/**
 * Where a JPEG's compressed pixels start, or its length. Before that come segments, each with its
 * length; they may hold a thumbnail, which has an end marker of its own.
 */
function startOfScan(data: Uint8Array): number {
  let at = 2;
  while (at + 4 <= data.length && data[at] === 0xff) {
    if (data[at + 1] === 0xda) return at;
    if (data[at + 1] === 0xff)
      at += 1; // fill byte
    else at += 2 + (((data[at + 2] ?? 0) << 8) | (data[at + 3] ?? 0));
  }
  return data.length;
}

function contains(data: Uint8Array, pattern: readonly number[], from: number): boolean {
  const [first = 0] = pattern;
  for (let at = data.indexOf(first, from); at >= 0; at = data.indexOf(first, at + 1)) {
    if (pattern.every((byte, j) => data[at + j] === byte)) return true;
  }
  return false;
}

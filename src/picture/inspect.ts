import { imageDimensionsFromData } from 'image-dimensions';
import { PictureProblem, problems } from './problem.ts';

/** Larger files are refused: no camera makes them, and decoding could take the tab down. */
export const MAX_BYTES = 50e6;
/** A decoded picture takes 4 bytes a pixel; 100 megapixels are 400 MB for a moment. */
export const MAX_PIXELS = 100e6;
/** Enough for the size in the header, behind the largest EXIF thumbnails and colour profiles. */
const HEADER_BYTES = 1 << 20;
const TAIL_BYTES = 1 << 16;

/**
 * Look at a file before it is decoded, so that a decompression bomb never is.
 * Throws PictureProblem when the file is empty, too large, not a picture, or cut off.
 */
export async function inspect(file: Blob, name: string): Promise<void> {
  if (file.size === 0) throw new PictureProblem(problems.empty(name));
  if (file.size > MAX_BYTES) {
    throw new PictureProblem(problems.tooManyBytes(name, file.size, MAX_BYTES));
  }
  const head = await bytes(file.slice(0, HEADER_BYTES));
  const header = sizeInHeader(head);
  if (!header) {
    throw new PictureProblem(
      knownStart(head) ? problems.damaged(name) : problems.notAPicture(name),
    );
  }
  if (header.width * header.height > MAX_PIXELS) {
    throw new PictureProblem(problems.tooManyPixels(name, header.width, header.height, MAX_PIXELS));
  }
  // Browsers paint what they have of a cut-off file and leave the rest grey, without an error.
  const tail = await bytes(file.slice(-TAIL_BYTES));
  if (!isComplete(header.type, tail)) throw new PictureProblem(problems.damaged(name));
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

const END_OF_JPEG = [0xff, 0xd9];
const END_OF_PNG = [0x49, 0x45, 0x4e, 0x44];

/** JPEG and PNG end with a marker; cameras may write some bytes behind it. */
function isComplete(type: string, tail: Uint8Array): boolean {
  if (type === 'jpeg') return contains(tail, END_OF_JPEG);
  if (type === 'png') return contains(tail, END_OF_PNG);
  return true;
}

function contains(data: Uint8Array, pattern: readonly number[]): boolean {
  for (let i = data.length - pattern.length; i >= 0; i--) {
    if (pattern.every((byte, j) => data[i + j] === byte)) return true;
  }
  return false;
}

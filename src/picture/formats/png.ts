import { hasAt, textAt, viewOf } from './bytes.ts';
import { orientationIn } from './exif.ts';
import {
  largest,
  type Bytes,
  type Format,
  type Header,
  type Orientation,
  type Parts,
  type Size,
} from './header.ts';
import { inflatedLength } from './inflate.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const IEND = new Uint8Array([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]);

interface Chunk {
  readonly type: string;
  /** Where it starts, where its content starts and ends, and where the next chunk starts. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** The chunks that are there as a whole, up to IEND. */
function* chunksOf(data: Bytes): Generator<Chunk> {
  const view = viewOf(data);
  for (let at = SIGNATURE.length; at + 12 <= data.length;) {
    const start = at + 8;
    const end = start + view.getUint32(at);
    const next = end + 4; // behind the checksum
    if (next > data.length) return;
    const type = textAt(data, at + 4, 4);
    yield { type, at, start, end, next };
    if (type === 'IEND') return;
    at = next;
  }
}

/** How many bytes the pixels are before they are compressed: enough, also for interlaced pictures. */
function bytesOfPixels(data: Bytes): number {
  const view = viewOf(data);
  const start = SIGNATURE.length + 8;
  const [width, height] = [view.getUint32(start), view.getUint32(start + 4)];
  const channels = [1, 1, 3, 1, 2, 1, 4][view.getUint8(start + 9)] ?? 4;
  return height * (Math.ceil((width * channels * view.getUint8(start + 8)) / 8) + 1) * 2;
}

function read(data: Bytes): Header {
  const view = viewOf(data);
  const sizes: Size[] = [];
  let orientation: Orientation = 1;
  let apple = false;
  for (const { type, start, end } of chunksOf(data)) {
    if (type === 'CgBI') apple = true;
    if (type === 'IHDR') {
      sizes.push({ width: view.getUint32(start), height: view.getUint32(start + 4) });
    }
    if (type === 'fcTL') {
      // A frame of an animation, with its place on the canvas.
      const [width = 0, height = 0, x = 0, y = 0] = [4, 8, 12, 16].map((offset) =>
        view.getUint32(start + offset),
      );
      sizes.push({ width: x + width, height: y + height });
    }
    if (type === 'eXIf') orientation = orientationIn(data.subarray(start, end));
  }
  if (sizes.length === 0) throw new RangeError('The file ends before its header.');
  const variant = apple ? 'png-apple' : undefined;
  return { type: 'png', ...largest(sizes), variant, orientation };
}

/**
 * The orientation is left out, since some browsers apply it and others do not. Where the end is missing
 * but all pixels are there, an end is made.
 */
async function whole(data: Bytes): Promise<Parts | undefined> {
  const chunks = [...chunksOf(data)];
  const last = chunks.at(-1);
  const ends = last?.type === 'IEND';
  if (!ends) {
    const pixels = chunks.filter(({ type }) => type === 'IDAT');
    const packed = pixels.map(({ start, end }) => data.subarray(start, end));
    if ((await inflatedLength(packed, bytesOfPixels(data))) === undefined) return undefined;
  }
  const turns = chunks.filter(({ type }) => type === 'eXIf');
  if (ends && turns.length === 0) return [data];
  const parts: Bytes[] = [];
  let from = 0;
  for (const { at, next } of turns) {
    parts.push(data.subarray(from, at));
    from = next;
  }
  if (ends) return [...parts, data.subarray(from)];
  return [...parts, data.subarray(from, last?.next), IEND];
}

export const png: Format = {
  // Files that were cut off within the signature are damaged PNGs, too.
  matches: (data) => hasAt(data, 0, SIGNATURE.slice(0, 4)),
  read,
  whole,
};

import { hasAt, textAt, viewOf } from './bytes.ts';
import { orientationIn } from './exif.ts';
import {
  largest,
  type Bytes,
  type Format,
  type Header,
  type Orientation,
  type Size,
} from './header.ts';

interface Chunk {
  readonly type: string;
  /** Where its content starts, and where it ends, which may be behind the end of the file. */
  readonly start: number;
  readonly end: number;
}

function* chunksOf(data: Bytes, from: number, to: number): Generator<Chunk> {
  const view = viewOf(data);
  for (let at = from; at + 8 <= Math.min(to, data.length);) {
    const start = at + 8;
    const end = start + view.getUint32(at + 4, true);
    yield { type: textAt(data, at, 4), start, end };
    at = end + (end & 1); // chunks start at even places
  }
}

const FIRST_CHUNK = 12;

/** A frame of an animation: its place and size, and then chunks of its own. */
const FRAME_HEAD = 16;

/** All chunks, with those inside of frames. */
function* allChunks(data: Bytes): Generator<Chunk> {
  for (const chunk of chunksOf(data, FIRST_CHUNK, data.length)) {
    yield chunk;
    if (chunk.type === 'ANMF') yield* chunksOf(data, chunk.start + FRAME_HEAD, chunk.end);
  }
}

/** The canvas that a chunk asks for. Throws RangeError. */
function sizeIn(data: Bytes, { type, start }: Chunk): Size | undefined {
  const view = viewOf(data);
  const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  if (type === 'VP8X') return { width: uint24(start + 4) + 1, height: uint24(start + 7) + 1 };
  if (type === 'VP8 ') {
    return {
      width: view.getUint16(start + 6, true) & 0x3fff,
      height: view.getUint16(start + 8, true) & 0x3fff,
    };
  }
  if (type === 'VP8L') {
    const bits = view.getUint32(start + 1, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  if (type !== 'ANMF') return undefined;
  const [x = 0, y = 0, width = 0, height = 0] = [0, 3, 6, 9].map((at) => uint24(start + at));
  return { width: 2 * x + width + 1, height: 2 * y + height + 1 };
}

function read(data: Bytes): Header {
  const sizes: Size[] = [];
  let orientation: Orientation = 1;
  for (const chunk of allChunks(data)) {
    const size = sizeIn(data, chunk);
    if (size) sizes.push(size);
    if (chunk.type === 'EXIF') orientation = orientationIn(data.subarray(chunk.start, chunk.end));
  }
  if (sizes.length === 0) throw new RangeError('The file ends before its size.');
  return { type: 'webp', ...largest(sizes), orientation };
}

/** In the first byte of VP8X: there is EXIF data. */
const EXIF_FLAG = 0x08;

/**
 * The orientation is hidden: WebKit applies it, Chromium does not. What is cut off behind the picture is
 * left out, since the decoder would refuse the whole.
 */
function whole(data: Bytes): Bytes[] | undefined {
  const chunks = [...allChunks(data)];
  const picture = chunks.find(({ type }) => type === 'VP8 ' || type === 'VP8L');
  if (!picture || picture.end > data.length) return undefined;
  const isCut = 8 + viewOf(data).getUint32(4, true) > data.length;
  const kept = isCut ? data.subarray(0, wholeEnd(data)) : data;
  const copy = new Uint8Array(kept.length + (kept.length & 1));
  copy.set(kept);
  if (isCut) viewOf(copy).setUint32(4, copy.length - 8, true);
  const turns = chunks.filter(({ type, start }) => type === 'EXIF' && start <= copy.length);
  // A name that nobody reads.
  for (const { start } of turns) copy.set(new TextEncoder().encode('none'), start - 8);
  const extended = chunks.find(({ type }) => type === 'VP8X');
  if (extended) copy[extended.start] = (copy[extended.start] ?? 0) & ~EXIF_FLAG;
  return turns.length > 0 || isCut ? [copy] : [data];
}

/** Behind the last chunk that is there as a whole. */
function wholeEnd(data: Bytes): number {
  const ends = [...chunksOf(data, FIRST_CHUNK, data.length)].map(({ end }) => end);
  return Math.max(FIRST_CHUNK, ...ends.filter((end) => end <= data.length));
}

export const webp: Format = {
  matches: (data) => hasAt(data, 0, 'RIFF') && hasAt(data, 8, 'WEBP'),
  read,
  whole,
};

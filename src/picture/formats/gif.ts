import { hasAt, viewOf } from './bytes.ts';
import { gifPixels } from './gifPixels.ts';
import { largest, type Bytes, type Format, type Header, type Parts, type Size } from './header.ts';

const EXTENSION = 0x21;
const FRAME = 0x2c;
const TRAILER = 0x3b;

interface Frame extends Size {
  readonly x: number;
  readonly y: number;
  /** The length of its first codes, and the blocks of the codes. */
  readonly codeLength: number;
  readonly blocks: Blocks;
}

interface Blocks {
  readonly parts: readonly Bytes[];
  /** Behind the empty block that ends them; undefined where the file ends before. */
  readonly end: number | undefined;
  /** How many bytes the last block lacks. */
  readonly missing: number;
}

/** Bytes of a colour table, by the flags of a screen or a frame. */
const tableBytes = (flags: number) => ((flags & 0x80) === 0 ? 0 : 3 * (2 << (flags & 7)));

/** Throws RangeError where the file ends within the head of a frame. */
function* framesOf(data: Bytes): Generator<Frame> {
  const view = viewOf(data);
  let at = 13 + tableBytes(view.getUint8(10));
  while (at < data.length) {
    const kind = data[at];
    if (kind === EXTENSION) {
      const { end } = blocksAt(data, at + 2);
      if (end === undefined) return;
      at = end;
    } else if (kind === FRAME) {
      const start = at + 10 + tableBytes(view.getUint8(at + 9));
      const blocks = blocksAt(data, start + 1);
      yield {
        x: view.getUint16(at + 1, true),
        y: view.getUint16(at + 3, true),
        width: view.getUint16(at + 5, true),
        height: view.getUint16(at + 7, true),
        codeLength: view.getUint8(start),
        blocks,
      };
      if (blocks.end === undefined) return;
      at = blocks.end;
    } else if (kind === 0) {
      at += 1; // an empty block too many: browsers pass over it
    } else {
      return;
    }
  }
}

function blocksAt(data: Bytes, from: number): Blocks {
  const parts: Bytes[] = [];
  let missing = 0;
  let at = from;
  while (at < data.length) {
    const length = data[at] ?? 0;
    at += 1;
    if (length === 0) return { parts, end: at, missing };
    const part = data.subarray(at, at + length);
    parts.push(part);
    missing = length - part.length;
    at += length;
  }
  return { parts, end: undefined, missing };
}

function read(data: Bytes): Header {
  const view = viewOf(data);
  const screen = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  const sizes: Size[] = [screen];
  try {
    for (const { x, y, width, height } of framesOf(data)) {
      // Browsers enlarge the canvas for a frame that is larger than it.
      sizes.push({
        width: Math.max(screen.width, x + width),
        height: Math.max(screen.height, y + height),
      });
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // The head of a later frame was cut off. The first one is enough.
  }
  return { type: 'gif', ...largest(sizes) };
}

/** Where the first frame's pixels are all there but its end is not, an end is made. */
function whole(data: Bytes): Parts | undefined {
  const { value: first } = framesOf(data).next();
  if (!first) return undefined;
  const { width, height, codeLength, blocks } = first;
  if (blocks.end !== undefined) return [data];
  if (gifPixels(blocks.parts, codeLength) < width * height) return undefined;
  return [data, new Uint8Array([...new Uint8Array(blocks.missing), 0, TRAILER])];
}

export const gif: Format = { matches: (data) => hasAt(data, 0, 'GIF8'), read, whole };

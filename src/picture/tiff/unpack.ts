import type { Bytes } from '../formats/index.ts';

type Unpack = (packed: Bytes, length: number) => Bytes | Promise<Bytes>;

/**
 * Ways to pack the pixels of a TIFF file, by the number that it names them with. Each unpacks so many bytes, and
 * throws RangeError, or rejects with it, where there are fewer.
 */
export const UNPACK: Readonly<Record<number, Unpack>> = {
  1: (packed, length) => whole(packed.subarray(0, length), length),
  5: lzw,
  8: inflate,
  32_946: inflate,
  32_773: packBits,
};

function whole(bytes: Bytes, length: number): Bytes {
  if (bytes.length < length) throw new RangeError('The file ends too early.');
  return bytes;
}

async function inflate(packed: Bytes, length: number): Promise<Bytes> {
  const out = new Uint8Array(length);
  const reader = new Blob([packed])
    .stream()
    .pipeThrough(new DecompressionStream('deflate'))
    .getReader();
  let at = 0;
  while (at < length) {
    // How the stream tells that it can't go on.
    const { value } = await reader.read().catch(() => ({ value: undefined }));
    if (!value) throw new RangeError('The file ends too early.');
    out.set(value.subarray(0, length - at), at);
    at += value.length;
  }
  await reader.cancel().catch(() => undefined);
  return out;
}

/** A number n: n + 1 bytes as they are, or a byte 1 - n times. */
function packBits(packed: Bytes, length: number): Bytes {
  const out = new Uint8Array(length);
  let at = 0;
  for (let from = 0; at < length && from < packed.length;) {
    const n = (packed[from++]! << 24) >> 24;
    if (n === -128) continue;
    if (n >= 0) {
      const bytes = packed.subarray(from, from + Math.min(n + 1, length - at));
      out.set(bytes, at);
      at += bytes.length;
      from += n + 1;
    } else {
      out.fill(packed[from++] ?? 0, at, at + 1 - n);
      at += 1 - n;
    }
  }
  if (at < length) throw new RangeError('The file ends too early.');
  return out;
}

const [CLEAR, END, FIRST] = [256, 257, 258];
/** Codes have 12 bits at most. */
const CODES = 4096;

/** LZW as TIFF has it: the highest bit first, and codes grow one code early. */
function lzw(packed: Bytes, length: number): Bytes {
  const out = new Uint8Array(length);
  // Each code stands for a text: that of another code, and one byte more.
  const [before, last, lengths] = [
    ...[new Uint16Array(CODES), new Uint8Array(CODES), new Uint16Array(CODES)],
  ] as [Uint16Array, Uint8Array, Uint16Array];
  for (let byte = 0; byte < 256; byte++) [last[byte], lengths[byte]] = [byte, 1];
  let [at, from, bits, held, size, next, previous] = [0, 0, 0, 0, 9, FIRST, -1];
  while (at < length) {
    while (held < size) {
      if (from >= packed.length) throw new RangeError('The file ends too early.');
      bits = ((bits << 8) | packed[from++]!) & 0xff_ffff;
      held += 8;
    }
    held -= size;
    const code = (bits >> held) & ((1 << size) - 1);
    if (code === END) throw new RangeError('The file ends too early.');
    if (code === CLEAR) {
      [size, next, previous] = [9, FIRST, -1];
      continue;
    }
    // A code that is only about to be made: the text before, and its own first byte.
    const isNew = code === next && previous >= 0;
    if (code > next || (code === next && !isNew)) throw new RangeError('No such code.');
    const text = isNew ? previous : code;
    const count = lengths[text]!;
    let place = at + count;
    let each = text;
    for (let i = 0; i < count; i++, each = before[each]!) {
      place--;
      if (place < length) out[place] = last[each]!;
    }
    const first = out[at]!;
    at += count;
    if (isNew && at < length) out[at] = first;
    if (isNew) at++;
    if (previous >= 0 && next < CODES) {
      before[next] = previous;
      last[next] = first;
      lengths[next] = lengths[previous]! + 1;
      next++;
    }
    if (next + 1 >= 1 << size && size < 12) size++;
    previous = code;
  }
  return out;
}

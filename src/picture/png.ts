/**
 * Writes a PNG strip by strip (W3C, "Portable Network Graphics", third edition). A canvas holds four bytes of each pixel
 * until its file is there, and Safari on phones has none of more than 16 megapixels; this holds one strip.
 */
import type { Pixels, Size } from './pixels.ts';

const SIGNATURE = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** R, G and B; of a picture with transparent parts alpha, too. */
type Channels = 3 | 4;

/** @returns whether this browser can compress for `encodePng` */
export const canEncodePng = (): boolean => typeof CompressionStream === 'function';

/**
 * @param strips the picture from the top to the bottom, each as wide as the picture
 * @param hasAlpha else alpha is left out
 * @returns a PNG of 8 bits a channel that says it is sRGB, and has no other metadata. Rejects with RangeError where the
 * strips are not the picture, and with whatever `strips` throws.
 */
export async function encodePng(
  size: Size,
  strips: AsyncIterable<Pixels>,
  hasAlpha = false,
): Promise<Blob> {
  const channels = hasAlpha ? 4 : 3;
  const { readable, writable } = new CompressionStream('deflate');
  const parts: BlobPart[] = [SIGNATURE, header(size, channels), chunk('sRGB', new Uint8Array([0]))];
  const reading = (async () => {
    const reader = readable.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      parts.push(chunk('IDAT', value));
    }
  })();
  await Promise.all([reading, write(writable.getWriter(), size, strips, channels)]);
  return new Blob([...parts, chunk('IEND', new Uint8Array())], { type: 'image/png' });
}

async function write(
  writer: WritableStreamDefaultWriter<BufferSource>,
  size: Size,
  strips: AsyncIterable<Pixels>,
  channels: Channels,
) {
  try {
    await writeRows(writer, size, strips, channels);
    await writer.close();
  } catch (error) {
    await writer.abort(error); // so that the reading side ends, too
    throw error;
  }
}

async function writeRows(
  writer: WritableStreamDefaultWriter<BufferSource>,
  { width, height }: Size,
  strips: AsyncIterable<Pixels>,
  channels: Channels,
) {
  const filter = new RowFilter(width, channels);
  let rows = 0;
  for await (const strip of strips) {
    rows += strip.height;
    if (strip.width !== width || rows > height)
      throw new RangeError('a strip is not of the picture');
    await writer.write(filter.filter(strip));
  }
  if (rows < height) throw new RangeError('there are fewer rows than the picture has');
}

/** Rows as differences to their neighbours, which compress better. */
class RowFilter {
  private readonly length: number;
  private above: Uint8Array;
  private row: Uint8Array;

  constructor(
    width: number,
    private readonly channels: Channels,
  ) {
    this.length = channels * width;
    this.above = new Uint8Array(this.length);
    this.row = new Uint8Array(this.length);
  }

  /** @returns the rows of a strip, each with its filter's number first */
  filter({ data, height, width }: Pixels): Uint8Array<ArrayBuffer> {
    const { length, channels } = this;
    const out = new Uint8Array(height * (1 + length));
    for (let y = 0; y < height; y++) {
      const { row, above } = this;
      for (let to = 0, from = 4 * y * width; to < length; to += channels, from += 4) {
        row[to] = data[from]!;
        row[to + 1] = data[from + 1]!;
        row[to + 2] = data[from + 2]!;
        if (channels === 4) row[to + 3] = data[from + 3]!;
      }
      writeBest(channels, row, above, out.subarray(y * (1 + length), (y + 1) * (1 + length)));
      [this.row, this.above] = [above, row];
    }
    return out;
  }
}

const SUB = 1;
const UP = 2;
const PAETH = 4;

/** Of left, above and above left, the one nearest to left + above - above left. */
function paeth(left: number, above: number, corner: number): number {
  const toLeft = Math.abs(above - corner);
  const toAbove = Math.abs(left - corner);
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

/** How far from 0 a difference is, as a byte with a sign. */
const far = (difference: number) => Math.abs((difference << 24) >> 24);

/** Write a row by the filter whose differences are smallest in sum, the usual rule. */
function writeBest(channels: Channels, row: Uint8Array, above: Uint8Array, out: Uint8Array) {
  let [sub, up, nearest] = [0, 0, 0];
  for (let i = 0; i < row.length; i++) {
    const [value, left, over] = [row[i]!, i < channels ? 0 : row[i - channels]!, above[i]!];
    const corner = i < channels ? 0 : above[i - channels]!;
    sub += far(value - left);
    up += far(value - over);
    nearest += far(value - paeth(left, over, corner));
  }
  const filter = nearest <= sub && nearest <= up ? PAETH : sub <= up ? SUB : UP;
  out[0] = filter;
  for (let i = 0; i < row.length; i++) {
    const [left, over] = [i < channels ? 0 : row[i - channels]!, above[i]!];
    const corner = i < channels ? 0 : above[i - channels]!;
    const guess = filter === SUB ? left : filter === UP ? over : paeth(left, over, corner);
    out[1 + i] = row[i]! - guess;
  }
}

function header({ width, height }: Size, channels: Channels) {
  const data = new DataView(new ArrayBuffer(13));
  data.setUint32(0, width);
  data.setUint32(4, height);
  data.setUint8(8, 8); // bits a channel
  data.setUint8(9, channels === 4 ? 6 : 2); // with alpha, or without
  return chunk('IHDR', new Uint8Array(data.buffer));
}

/** Length, name, data and checksum. */
function chunk(name: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(data.length + 12);
  const view = new DataView(out.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) out[4 + i] = name.charCodeAt(i);
  out.set(data, 8);
  view.setUint32(8 + data.length, crc32(out.subarray(4, 8 + data.length)));
  return out;
}

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

import { hasAt, viewOf } from './bytes.ts';
import type { Bytes, Format, Header, Size } from './header.ts';

/** The lengths of the headers that are in use, from OS/2 to Windows 98. */
const HEADERS = [12, 16, 40, 52, 56, 64, 108, 124];
const HEADER_AT = 14;

/** The size in a bitmap header at `at`, which also stands in icons. Heights below 0 mean: first row on top. */
export function bitmapSize(data: Bytes, at: number): Size {
  const view = viewOf(data);
  if (view.getUint32(at, true) === 12) {
    return { width: view.getUint16(at + 4, true), height: view.getUint16(at + 6, true) };
  }
  return {
    width: Math.abs(view.getInt32(at + 4, true)),
    height: Math.abs(view.getInt32(at + 8, true)),
  };
}

function read(data: Bytes): Header {
  return { type: 'bmp', ...bitmapSize(data, HEADER_AT) };
}

function whole(data: Bytes): Bytes[] | undefined {
  const view = viewOf(data);
  const { width, height } = bitmapSize(data, HEADER_AT);
  const old = view.getUint32(HEADER_AT, true) === 12;
  const bits = view.getUint16(HEADER_AT + (old ? 10 : 14), true);
  const compressed = !old && ![0, 3, 6].includes(view.getUint32(HEADER_AT + 16, true));
  if (compressed) return [data]; // the decoder knows
  // Rows start at multiples of 4 bytes; the padding of the last one is not needed.
  const row = Math.ceil((width * bits) / 32) * 4;
  const end = view.getUint32(10, true) + row * (height - 1) + Math.ceil((width * bits) / 8);
  return end <= data.length ? [data] : undefined;
}

export const bmp: Format = {
  // "BM" alone also starts words.
  matches: (data) =>
    hasAt(data, 0, 'BM') &&
    (data.length < 18 || HEADERS.includes(viewOf(data).getUint32(14, true))),
  read,
  whole,
};

import { hasAt, viewOf } from './bytes.ts';
import { bitmapSize } from './bmp.ts';
import { largest, type Bytes, type Format, type Header, type Size } from './header.ts';
import { png } from './png.ts';

const ENTRIES_AT = 6;
const ENTRY = 16;

interface Entry {
  readonly start: number;
  readonly end: number;
}

/** Where the pictures of an icon lie. Throws RangeError where the file ends within its list of them. */
function entriesOf(data: Bytes): Entry[] {
  const view = viewOf(data);
  return Array.from({ length: view.getUint16(4, true) }, (_, i) => {
    const at = ENTRIES_AT + ENTRY * i;
    const start = view.getUint32(at + 12, true);
    return { start, end: start + view.getUint32(at + 8, true) };
  });
}

/** The picture itself says how large it is: the list has a byte for each side. */
function sizeOf(data: Bytes, { start }: Entry): Size {
  const picture = data.subarray(start);
  if (png.matches(picture)) return png.read(picture);
  const { width, height } = bitmapSize(picture, 0);
  return { width, height: height / 2 }; // the picture and its mask
}

function read(data: Bytes): Header {
  return { type: 'ico', ...largest(entriesOf(data).map((entry) => sizeOf(data, entry))) };
}

const whole = (data: Bytes) =>
  entriesOf(data).every(({ end }) => end <= data.length) ? [data] : undefined;

export const ico: Format = {
  // Icons and cursors, with at least one picture, which lies behind the list.
  matches: (data) =>
    (hasAt(data, 0, [0, 0, 1, 0]) || hasAt(data, 0, [0, 0, 2, 0])) &&
    data.length > ENTRIES_AT &&
    (data[4] !== 0 || data[5] !== 0) &&
    (data.length < ENTRIES_AT + ENTRY ||
      viewOf(data).getUint32(ENTRIES_AT + 12, true) >= ENTRIES_AT + ENTRY),
  read,
  whole,
};

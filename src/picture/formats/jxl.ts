import { hasAt, viewOf } from './bytes.ts';
import type { Bytes, Format, Header, Size } from './header.ts';
import { boxesOf } from './isobmff.ts';

const CODESTREAM = [0xff, 0x0a];
const CONTAINER = [0, 0, 0, 0x0c, 0x4a, 0x58, 0x4c, 0x20, 0x0d, 0x0a, 0x87, 0x0a];

/** The codestream, or its first part, of a file that is one or has one in a box. */
function codestreamOf(data: Bytes): Bytes {
  if (hasAt(data, 0, CODESTREAM)) return data;
  for (const { type, start, end } of boxesOf(data)) {
    if (type === 'jxlc') return data.subarray(start, end);
    if (type === 'jxlp') return data.subarray(start + 4, end);
  }
  throw new RangeError('The file ends before its picture.');
}

/** How many bits a side has, by two bits. */
const LENGTHS = [9, 13, 18, 30];

/** Width divided by height, by three bits; 0 where the width is written out. */
const RATIOS = [0, 1, 12 / 10, 4 / 3, 3 / 2, 16 / 9, 5 / 4, 2];

/** ISO/IEC 18181-1, SizeHeader: bits, the lowest of each byte first. */
function sizeIn(codestream: Bytes): Size {
  const view = viewOf(codestream);
  let at = 8 * CODESTREAM.length;
  const bits = (count: number) => {
    let value = 0;
    for (let i = 0; i < count; i++, at++)
      value += ((view.getUint8(at >> 3) >> (at & 7)) & 1) * 2 ** i;
    return value;
  };
  const small = bits(1) === 1;
  const side = () => (small ? 8 * (bits(5) + 1) : bits(LENGTHS[bits(2)] ?? 0) + 1);
  const height = side();
  const ratio = RATIOS[bits(3)] ?? 0;
  return { height, width: ratio === 0 ? side() : Math.floor(height * ratio) };
}

function read(data: Bytes): Header {
  return { type: 'jxl', ...sizeIn(codestreamOf(data)) };
}

/** Of a container, whether a box is cut off. A codestream does not say how long it is: the decoder knows. */
function whole(data: Bytes): Bytes[] | undefined {
  if (hasAt(data, 0, CODESTREAM)) return [data];
  const pictures = [...boxesOf(data)].filter(({ type }) => type === 'jxlc' || type === 'jxlp');
  return pictures.every(({ end }) => end <= data.length) ? [data] : undefined;
}

export const jxl: Format = {
  matches: (data) => hasAt(data, 0, CODESTREAM) || hasAt(data, 0, CONTAINER),
  read,
  whole,
};

import { Bits } from './bits.ts';
import { viewOf } from './bytes.ts';
import type { Bytes, Size } from './header.ts';

/** The kind of a unit that says how large the frames are: sps_seq_parameter_set_rbsp() in the specification. */
const SEQUENCE = 33;
/** The size stands within so many bytes of such a unit. */
const HEAD_BYTES = 160;

/** How many units of a file may still be looked at: a hostile one can have millions, in overlapping items. */
interface Budget {
  units: number;
}
export const budget = (): Budget => ({ units: 1_000_000 });

/** Sizes that box "hvcC" asks a decoder for, which may be more than the file around it says. */
export function* sizesInConfiguration(box: Bytes): Generator<Size> {
  const view = viewOf(box);
  let at = 23;
  for (let arrays = view.getUint8(22); arrays > 0; arrays--) {
    let count = view.getUint16(at + 1);
    at += 3;
    for (; count > 0; count--) {
      const length = view.getUint16(at);
      const size = sizeOf(box, at + 2, length);
      if (size) yield size;
      at += 2 + length;
    }
  }
}

/** @returns how many bytes the length of a unit has in the pictures of box "hvcC": 1, 2 or 4 */
export const lengthBytesOf = (box: Bytes): number => (viewOf(box).getUint8(21) & 3) + 1;

/**
 * Sizes that the units of a picture ask a decoder for. Each unit stands behind its length, a number of `lengthBytes`.
 * Throws RangeError where `left` ends.
 */
export function* sizesInPicture(stream: Bytes, lengthBytes: number, left: Budget): Generator<Size> {
  for (let at = 0; at + lengthBytes < stream.length;) {
    if (left.units-- === 0) throw new RangeError('The stream has more units than any picture.');
    let length = 0;
    for (let i = 0; i < lengthBytes; i++) length = length * 256 + (stream[at++] ?? 0);
    const size = sizeOf(stream, at, length);
    if (size) yield size;
    at += length;
  }
}

/** @returns undefined where a unit says no size, or is damaged: the decoder will refuse it */
function sizeOf(data: Bytes, start: number, length: number): Size | undefined {
  if (length === 0 || (((data[start] ?? 0) >> 1) & 63) !== SEQUENCE) return undefined;
  const end = start + Math.min(length, HEAD_BYTES);
  try {
    return sequenceSize(new Bits(withoutEscapes(data.subarray(start + 2, end))));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function sequenceSize(bits: Bits): Size {
  bits.read(4); // which parameters it belongs to
  const layers = bits.read(3);
  bits.read(1);
  bits.read(88); // profile
  bits.read(8); // level
  skipLayers(bits, layers);
  bits.readVariable(); // its number
  if (bits.readVariable() === 3) bits.read(1); // colours, and whether these are separate pictures
  return { width: bits.readVariable(), height: bits.readVariable() };
}

/** Profiles and levels of layers below the highest. */
function skipLayers(bits: Bits, layers: number): void {
  const has = Array.from({ length: layers }, () => [bits.read(1), bits.read(1)] as const);
  if (layers > 0) bits.read(2 * (8 - layers));
  for (const [profile, level] of has) bits.read(88 * profile + 8 * level);
}

/** Two zeros and a three in a unit stand for the zeros alone. */
const withoutEscapes = (unit: Bytes): Bytes =>
  unit.filter((byte, i) => !(byte === 3 && i > 1 && unit[i - 1] === 0 && unit[i - 2] === 0));

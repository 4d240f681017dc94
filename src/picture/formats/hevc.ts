import { Bits } from './bits.ts';
import { viewOf } from './bytes.ts';
import type { Bytes, Size } from './header.ts';

/** The kind of a unit that says how large the frames are: sps_seq_parameter_set_rbsp() in the specification. */
const SEQUENCE = 33;
/** The size stands within so many bytes of such a unit. */
const HEAD_BYTES = 160;

/** Sizes that box "hvcC" asks a decoder for, which may be more than the file around it says. */
export function* sizesInConfiguration(box: Bytes): Generator<Size> {
  const view = viewOf(box);
  let at = 23;
  for (let arrays = view.getUint8(22); arrays > 0; arrays--) {
    let count = view.getUint16(at + 1);
    at += 3;
    for (; count > 0; count--) {
      const length = view.getUint16(at);
      yield* sizeOf(box.subarray(at + 2, at + 2 + length));
      at += 2 + length;
    }
  }
}

/** The same of the units of a picture. Each stands behind its length, which nearly always has four bytes. */
export function* sizesInPicture(stream: Bytes): Generator<Size> {
  const view = viewOf(stream);
  for (let at = 0; at + 4 < stream.length;) {
    const length = view.getUint32(at);
    yield* sizeOf(stream.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
}

function* sizeOf(unit: Bytes): Generator<Size> {
  if ((((unit[0] ?? 0) >> 1) & 63) !== SEQUENCE) return;
  const bits = new Bits(withoutEscapes(unit.subarray(2, HEAD_BYTES)));
  bits.read(4); // which parameters it belongs to
  const layers = bits.read(3);
  bits.read(1);
  bits.read(88); // profile
  bits.read(8); // level
  skipLayers(bits, layers);
  bits.readVariable(); // its number
  if (bits.readVariable() === 3) bits.read(1); // colours, and whether these are separate pictures
  yield { width: bits.readVariable(), height: bits.readVariable() };
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

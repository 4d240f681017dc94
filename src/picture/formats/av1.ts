import { Bits } from './bits.ts';
import type { Bytes, Size } from './header.ts';

const SEQUENCE_HEADER = 1;

/**
 * The largest frame that an AV1 stream asks a decoder for, which may be more than the file around it says.
 *
 * @returns undefined where the stream does not start with a sequence header
 */
export function frameSizeIn(stream: Bytes): Size | undefined {
  for (let at = 0; at < stream.length;) {
    const head = stream[at] ?? 0;
    at += 1 + ((head >> 2) & 1); // one more byte where the header has an extension
    let length = stream.length - at;
    if ((head & 2) !== 0) {
      length = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = stream[at++] ?? 0;
        length += (byte & 127) * 2 ** shift;
        if (byte < 128) break;
      }
    }
    if (((head >> 3) & 15) === SEQUENCE_HEADER)
      return sequenceSize(stream.subarray(at, at + length));
    at += length;
  }
  return undefined;
}

/** The specification's sequence_header_obu(), up to the size. */
function sequenceSize(header: Bytes): Size {
  const bits = new Bits(header);
  bits.read(3); // profile
  bits.read(1); // still picture
  if (bits.read(1) === 1)
    bits.read(5); // reduced header: the level, and nothing of what follows
  else skipOperatingPoints(bits);
  const widthBits = bits.read(4) + 1;
  const heightBits = bits.read(4) + 1;
  return { width: bits.read(widthBits) + 1, height: bits.read(heightBits) + 1 };
}

function skipOperatingPoints(bits: Bits): void {
  let delayBits = 0;
  let hasDecoderModel = false;
  if (bits.read(1) === 1) {
    bits.read(32); // units in a tick
    bits.read(32); // time scale
    if (bits.read(1) === 1) bits.readVariable(); // ticks in a picture
    hasDecoderModel = bits.read(1) === 1;
    if (hasDecoderModel) {
      delayBits = bits.read(5) + 1;
      bits.read(32); // units in a decoding tick
      bits.read(10); // lengths of two numbers in frame headers
    }
  }
  const hasDisplayDelay = bits.read(1) === 1;
  const points = bits.read(5) + 1;
  for (let i = 0; i < points; i++) {
    bits.read(12); // operating point
    if (bits.read(5) > 7) bits.read(1); // level, and its tier
    if (hasDecoderModel && bits.read(1) === 1) bits.read(2 * delayBits + 1);
    if (hasDisplayDelay && bits.read(1) === 1) bits.read(4);
  }
}

import { viewOf } from './bytes.ts';
import type { Bytes } from './header.ts';

const TEM = 0x01;
export const SOF0 = 0xc0;
export const SOF2 = 0xc2;
export const DHT = 0xc4;
const RST0 = 0xd0;
export const SOS = 0xda;
const RST7 = 0xd7;
export const SOI = 0xd8;
export const EOI = 0xd9;
export const DRI = 0xdd;
export const JPEG_LS = 0xf7;

/** A marker and what belongs to it. */
export interface Segment {
  readonly marker: number;
  /** Where its content starts, behind its length; where it ends. The content may be empty. */
  readonly start: number;
  readonly end: number;
}

/**
 * The segments of a JPEG, found as libjpeg finds them: bytes that are not part of a segment are skipped,
 * so are fill bytes (FF) and markers without content. Ends with the end marker or with the file.
 * Throws RangeError where the file ends within the length of a segment.
 */
export function* segmentsOf(data: Bytes): Generator<Segment> {
  const view = viewOf(data);
  let at = 2;
  for (;;) {
    at = nextMarker(data, at);
    if (at >= data.length) return;
    const marker = view.getUint8(at);
    at += 1;
    if (marker === EOI) {
      yield { marker, start: at, end: at };
      return;
    }
    if (marker === TEM || marker === SOI || isRestart(marker)) continue;
    // The length counts its own two bytes. A smaller one is wrong, and nothing is skipped for it.
    const end = at + Math.max(2, view.getUint16(at));
    yield { marker, start: at + 2, end };
    at = end;
  }
}

export const isRestart = (marker: number) => marker >= RST0 && marker <= RST7;

/** @returns where the code of the next marker is, behind its FF; the length of the file where none comes */
export function nextMarker(data: Bytes, from: number): number {
  for (let at = from; ;) {
    const found = data.indexOf(0xff, at);
    if (found < 0) return data.length;
    at = found + 1;
    while (data[at] === 0xff) at++; // fill bytes
    if (data[at] !== 0) return at; // FF 00 is a byte FF of the pixels
  }
}

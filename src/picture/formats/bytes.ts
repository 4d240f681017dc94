import type { Bytes } from './header.ts';

/** Reads numbers; behind the end it throws RangeError. */
export const viewOf = (data: Bytes): DataView =>
  new DataView(data.buffer, data.byteOffset, data.byteLength);

/** @returns the bytes as Latin-1, such as the name of a chunk; shorter where the file ends */
export const textAt = (data: Bytes, at: number, length: number): string =>
  String.fromCharCode(...data.subarray(at, at + length));

/** Whether the file has these bytes, or this Latin-1 text, at `at`. */
export function hasAt(data: Bytes, at: number, wanted: string | readonly number[]): boolean {
  if (typeof wanted === 'string') return textAt(data, at, wanted.length) === wanted;
  return wanted.every((byte, i) => data[at + i] === byte);
}

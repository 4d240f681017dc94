import { textAt, viewOf } from './bytes.ts';
import type { Bytes } from './header.ts';

/** A box of an ISO base media file (MP4, AVIF, HEIC and others). */
export interface Box {
  readonly type: string;
  /** Where its content starts, and where it ends, which may be behind the end of the file. */
  readonly start: number;
  readonly end: number;
}

/** The boxes from `from` to `to`, one after the other. */
export function* boxesOf(data: Bytes, from = 0, to = data.length): Generator<Box> {
  const view = viewOf(data);
  for (let at = from; at + 8 <= Math.min(to, data.length);) {
    let size = view.getUint32(at);
    let start = at + 8;
    if (size === 1) {
      size = Number(view.getBigUint64(start));
      start += 8;
    }
    const end = size === 0 ? to : at + size;
    if (end < start) return;
    yield { type: textAt(data, at + 4, 4), start, end };
    at = end;
  }
}

/** The first box of a type. */
export function boxOf(data: Bytes, type: string, from?: number, to?: number): Box | undefined {
  for (const box of boxesOf(data, from, to)) if (box.type === type) return box;
  return undefined;
}

/** What the file says that it is: four letters each. Empty where it has no such box at its start. */
export function brandsOf(data: Bytes): string[] {
  const [first] = boxesOf(data);
  if (first?.type !== 'ftyp') return [];
  const { start, end } = first;
  const count = Math.max(0, Math.floor((Math.min(end, data.length) - start) / 4));
  const brands = Array.from({ length: count }, (_, i) => textAt(data, start + 4 * i, 4));
  return brands.filter((_, i) => i !== 1); // the second is a version
}

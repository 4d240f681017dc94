import { hasAt, viewOf } from '../formats/bytes.ts';
import type { Bytes } from '../formats/index.ts';

/** Bytes of a number, by the kind that an entry names: BYTE, SHORT and LONG. */
const SIZES: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4 };

/** The first directory of a TIFF file: what it says of the first picture. */
export interface Directory {
  readonly little: boolean;
  /** @returns the whole numbers of a tag; none where the file lacks it, or it has others */
  numbers(tag: number): readonly number[];
  /** @returns the first of them */
  first(tag: number, otherwise: number): number;
}

/** Throws RangeError where the file ends before its directory does. */
export function directoryOf(data: Bytes): Directory {
  const little = hasAt(data, 0, 'II');
  const view = viewOf(data);
  const start = view.getUint32(4, little);
  const entries = new Map<number, { kind: number; count: number; at: number }>();
  for (let i = 0; i < view.getUint16(start, little); i++) {
    const at = start + 2 + 12 * i;
    const [tag, kind] = [view.getUint16(at, little), view.getUint16(at + 2, little)];
    if (!entries.has(tag)) entries.set(tag, { kind, count: view.getUint32(at + 4, little), at });
  }
  const numbers = (tag: number) => {
    const { kind = 0, count = 0, at = 0 } = entries.get(tag) ?? {};
    const size = SIZES[kind];
    if (!size) return [];
    const from = count * size > 4 ? view.getUint32(at + 8, little) : at + 8;
    if (from + count * size > data.byteLength) throw new RangeError('The file ends too early.');
    return Array.from({ length: count }, (_, i) => {
      const place = from + i * size;
      if (size === 1) return view.getUint8(place);
      return size === 2 ? view.getUint16(place, little) : view.getUint32(place, little);
    });
  };
  return { little, numbers, first: (tag, otherwise) => numbers(tag)[0] ?? otherwise };
}

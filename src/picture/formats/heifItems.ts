import { textAt, viewOf } from './bytes.ts';
import type { Bytes } from './header.ts';
import { boxesOf, boxOf, type Box } from './isobmff.ts';

/** A picture, a tile, or other data in a file. */
export interface Item {
  /** Four letters, such as "av01" or "grid". */
  readonly type: string;
  /** Where its bytes are in the file, in their order. An end may be behind the file's. */
  readonly extents: readonly { readonly start: number; readonly end: number }[];
}

export interface Items {
  /** The picture that is to be shown. */
  readonly primary: number;
  readonly items: ReadonlyMap<number, Item>;
  /** Of pictures that are made of others: those. */
  readonly tiles: ReadonlyMap<number, readonly number[]>;
  readonly properties: readonly Box[];
}

/** Parts of all items together. A photo of 100 megapixels in tiles has some hundred; a part may take no byte. */
const MOST_PARTS = 65_536;

/** Reads numbers one after the other. */
class Numbers {
  private readonly view: DataView;

  constructor(
    data: Bytes,
    private at: number,
  ) {
    this.view = viewOf(data);
  }

  /** @param bytes 0 to 8 */
  next(bytes: number): number {
    let value = 0;
    for (let i = 0; i < bytes; i++) value = value * 256 + this.view.getUint8(this.at++);
    return value;
  }
}

/** @returns undefined where the file has no items. Throws RangeError where it ends within their description. */
export function itemsOf(data: Bytes): Items | undefined {
  const meta = boxOf(data, 'meta');
  if (!meta) return undefined;
  const inMeta = (type: string) => boxOf(data, type, meta.start + 4, meta.end);
  const [pitm, iloc, iinf] = [inMeta('pitm'), inMeta('iloc'), inMeta('iinf')];
  if (!pitm || !iloc || !iinf) return undefined;
  const numbers = new Numbers(data, pitm.start);
  const primary =
    numbers.next(1) === 0 ? (numbers.next(3), numbers.next(2)) : (numbers.next(3), numbers.next(4));
  const places = placesOf(data, iloc, inMeta('idat')?.start);
  const types = typesOf(data, iinf);
  const items = new Map(
    [...types].map(([id, type]) => [id, { type, extents: places.get(id) ?? [] }] as const),
  );
  const iref = inMeta('iref');
  const iprp = inMeta('iprp');
  const ipco = iprp && boxOf(data, 'ipco', iprp.start, iprp.end);
  return {
    primary,
    items,
    tiles: iref ? tilesOf(data, iref) : new Map<number, number[]>(),
    properties: ipco ? [...boxesOf(data, ipco.start, ipco.end)] : [],
  };
}

/** Where the items lie: box "iloc". `idat` is where data within the description start. */
function placesOf(
  data: Bytes,
  { start }: Box,
  idat: number | undefined,
): Map<number, Item['extents']> {
  const numbers = new Numbers(data, start);
  const version = numbers.next(1);
  numbers.next(3);
  const [lengths, more] = [numbers.next(1), numbers.next(1)];
  const count = numbers.next(version < 2 ? 2 : 4);
  const places = new Map<number, Item['extents']>();
  let parts = 0;
  for (let i = 0; i < count; i++) {
    const id = numbers.next(version < 2 ? 2 : 4);
    const inIdat = version > 0 && (numbers.next(2) & 15) === 1;
    if (inIdat && idat === undefined) throw new RangeError('The file ends before its data.');
    numbers.next(2); // another file, which browsers don't take
    const base = numbers.next(more >> 4) + (inIdat ? (idat ?? 0) : 0);
    const length = numbers.next(2);
    parts += length;
    if (parts > MOST_PARTS) throw new RangeError('The file has more parts than any picture.');
    const extents = Array.from({ length }, () => {
      if (version > 0) numbers.next(more & 15);
      const from = base + numbers.next(lengths >> 4);
      const length = numbers.next(lengths & 15);
      return { start: from, end: length === 0 ? data.length : from + length };
    });
    places.set(id, extents);
  }
  return places;
}

/** What the items are: box "iinf". */
function typesOf(data: Bytes, { start, end }: Box): Map<number, string> {
  const view = viewOf(data);
  const entries = start + (view.getUint8(start) === 0 ? 6 : 8);
  const types = new Map<number, string>();
  for (const entry of boxesOf(data, entries, end)) {
    const version = view.getUint8(entry.start);
    const isLong = version === 3;
    const id = isLong ? view.getUint32(entry.start + 4) : view.getUint16(entry.start + 4);
    types.set(id, textAt(data, entry.start + (isLong ? 10 : 8), 4));
  }
  return types;
}

/** Which items are made of which: box "iref", the references "dimg". */
function tilesOf(data: Bytes, { start, end }: Box): Map<number, number[]> {
  const idBytes = viewOf(data).getUint8(start) === 0 ? 2 : 4;
  const tiles = new Map<number, number[]>();
  for (const reference of boxesOf(data, start + 4, end)) {
    if (reference.type !== 'dimg') continue;
    const numbers = new Numbers(data, reference.start);
    const from = numbers.next(idBytes);
    tiles.set(
      from,
      Array.from({ length: numbers.next(2) }, () => numbers.next(idBytes)),
    );
  }
  return tiles;
}

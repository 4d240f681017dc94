import { hasAt, textAt, viewOf } from './bytes.ts';
import { frameSizeIn } from './av1.ts';
import {
  largest,
  type Bytes,
  type Format,
  type Header,
  type PictureType,
  type Size,
} from './header.ts';
import { boxesOf, boxOf, brandsOf } from './isobmff.ts';
import { itemsOf, type Item, type Items } from './heifItems.ts';
import { budget, lengthBytesOf, sizesInConfiguration, sizesInPicture } from './hevc.ts';

const AVIF = ['avif', 'avis', 'avio'];
const HEIC = [
  'heic',
  'heix',
  'heim',
  'heis',
  'hevc',
  'hevx',
  'hevm',
  'hevs',
  'mif1',
  'msf1',
  'miaf',
];

/** Whether a file of these brands is a picture, and not a film. */
const typeOf = (brands: readonly string[]): PictureType | undefined => {
  if (brands.some((brand) => AVIF.includes(brand))) return 'avif';
  return brands.some((brand) => HEIC.includes(brand)) ? 'heic' : undefined;
};

/** The bytes of an item, as far as they are there. */
function bytesOf(data: Bytes, { extents }: Item): Bytes {
  const [first] = extents;
  return first ? data.subarray(first.start, first.end) : new Uint8Array();
}

/** The canvas of a picture of tiles: a version, flags, rows, columns, and then the size. */
function gridSize(grid: Bytes): Size {
  const view = viewOf(grid);
  return (view.getUint8(1) & 1) === 0
    ? { width: view.getUint16(4), height: view.getUint16(6) }
    : { width: view.getUint32(4), height: view.getUint32(8) };
}

function* sizesOf(data: Bytes, { items, properties }: Items): Generator<Size> {
  const view = viewOf(data);
  const [lengths, left] = [new Set<number>(), budget()];
  for (const { type, start, end } of properties) {
    if (type === 'ispe')
      yield { width: view.getUint32(start + 4), height: view.getUint32(start + 8) };
    if (type === 'av1C') yield safely(() => frameSizeIn(data.subarray(start + 4, end)));
    if (type !== 'hvcC') continue;
    const box = data.subarray(start, end);
    yield* sizesInConfiguration(box);
    lengths.add(lengthBytesOf(box));
  }
  if (lengths.size === 0) lengths.add(4);
  for (const item of items.values()) {
    if (item.type === 'grid') yield gridSize(bytesOf(data, item));
    if (item.type === 'av01') yield safely(() => frameSizeIn(bytesOf(data, item)));
    if (item.type !== 'hvc1' && item.type !== 'hev1') continue;
    for (const bytes of lengths) yield* sizesInPicture(bytesOf(data, item), bytes, left);
  }
}

const NONE = { width: 0, height: 0 };

/** Of a stream that is cut off or damaged no size is known; the decoder will refuse it. */
function safely(read: () => Size | undefined): Size {
  try {
    return read() ?? NONE;
  } catch (error) {
    if (error instanceof RangeError) return NONE;
    throw error;
  }
}

/** The frames of an image sequence: the size in its sample description, and in its first sample. */
function* sequenceSizes(data: Bytes): Generator<Size> {
  const view = viewOf(data);
  const moov = boxOf(data, 'moov');
  if (!moov) return;
  for (const { type, start, end } of boxesOf(data, moov.start, moov.end)) {
    if (type !== 'trak') continue;
    let table = { start, end };
    for (const name of ['mdia', 'minf', 'stbl']) {
      table = boxOf(data, name, table.start, table.end) ?? { start: 0, end: 0 };
    }
    const descriptions = boxOf(data, 'stsd', table.start, table.end);
    if (descriptions) {
      for (const { start } of boxesOf(data, descriptions.start + 8, descriptions.end)) {
        yield { width: view.getUint16(start + 24), height: view.getUint16(start + 26) };
      }
    }
    const places = boxOf(data, 'stco', table.start, table.end);
    if (places && view.getUint32(places.start + 4) > 0) {
      const first = view.getUint32(places.start + 8);
      yield safely(() => frameSizeIn(data.subarray(first)));
    }
  }
}

function read(data: Bytes): Header {
  const items = itemsOf(data);
  // Some files say no more than that they have pictures.
  const isAv1 = [...(items?.items.values() ?? [])].some(({ type }) => type === 'av01');
  const type = isAv1 ? 'avif' : (typeOf(brandsOf(data)) ?? 'heic');
  const sizes = [...(items ? sizesOf(data, items) : []), ...sequenceSizes(data)];
  const size = largest(sizes);
  if (size.width === 0) throw new RangeError('The file ends before its size.');
  return { type, ...size };
}

/** Whether the primary picture is there, with the tiles that it is made of. */
function whole(data: Bytes): Bytes[] | undefined {
  const items = itemsOf(data);
  if (!items) return [data]; // an image sequence: the decoder knows
  const parts = [items.primary, ...(items.tiles.get(items.primary) ?? [])];
  const isThere = (id: number) =>
    items.items.get(id)?.extents.every(({ end }) => end <= data.length) ?? false;
  return parts.every(isThere) ? [data] : undefined;
}

/** Pictures in boxes: AVIF and HEIC. They are turned by boxes (irot, imir), which all browsers apply; their EXIF is not asked. */
export const heif: Format = {
  matches: (data) => hasAt(data, 4, 'ftyp') && typeOf(brandsOf(data)) !== undefined,
  read,
  whole,
};

/** Whether a file is a film, such as MP4 or QuickTime; old ones start without saying what they are. */
export const isFilm = (data: Bytes): boolean =>
  hasAt(data, 4, 'ftyp')
    ? typeOf(brandsOf(data)) === undefined
    : ['moov', 'mdat', 'wide', 'pnot'].includes(textAt(data, 4, 4));

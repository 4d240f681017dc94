/** Makes picture files for tests, byte by byte. */
import { deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';

export type FileBytes = Uint8Array<ArrayBuffer>;
type Some = Uint8Array | readonly number[] | string;

const asBytes = (part: Some) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part);

/** @param parts bytes, or text in Latin-1 */
export const joined = (...parts: readonly Some[]): FileBytes =>
  new Uint8Array(parts.flatMap((part) => [...asBytes(part)]));

/** A number of `count` bytes, the highest first. */
export const big = (value: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => Math.floor(value / 256 ** (count - 1 - i)) % 256);

/** The same, the lowest first. */
export const little = (value: number, count: number): number[] => big(value, count).toReversed();

/** A copy with bytes put in at a place. */
export const inserted = (file: Uint8Array, at: number, ...parts: readonly Some[]): FileBytes =>
  joined(file.subarray(0, at), ...parts, file.subarray(at));

/** A TIFF structure, as in EXIF: numbers of 16 bits by their tags. */
export const tiffOf = (tags: Readonly<Record<number, number>>, order: 'MM' | 'II' = 'MM') => {
  const number = order === 'MM' ? big : little;
  const entries = Object.entries(tags).map(([tag, value]) => [
    ...number(Number(tag), 2),
    ...number(3, 2),
    ...number(1, 4),
    ...number(value, 2),
    ...[0, 0],
  ]);
  const count = number(entries.length, 2);
  return joined(order, number(42, 2), number(8, 4), count, ...entries, number(0, 4));
};

/** EXIF data that hold nothing but the orientation. */
export const orientationExif = (orientation: number, order?: 'MM' | 'II') =>
  tiffOf({ 0x0112: orientation }, order);

// PNG

export function pngChunk(type: string, content: Some): FileBytes {
  const body = joined(type, asBytes(content));
  return joined(big(body.length - 4, 4), body, big(crc(body), 4));
}

function crc(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return ~value >>> 0;
}

export const PNG_SIGNATURE = joined([0x89], 'PNG\r\n\x1a\n');

/** A PNG of one colour, as pngjs writes it. */
export function pngOf(width: number, height: number, colour = [255, 0, 0, 255]): FileBytes {
  const png = new PNG({ width, height });
  for (let i = 0; i < png.data.length; i++) png.data[i] = colour[i % 4] ?? 0;
  return joined(PNG.sync.write(png));
}

interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits a channel, and the type of colour. */
  readonly bits: number;
  readonly kind: number;
  readonly interlaced?: boolean;
}

/** A PNG of any kind. `rows`: its bytes before they are packed, each row with its filter in front. */
export const rawPng = (
  { width, height, bits, kind, interlaced = false }: PngHeader,
  rows: ArrayLike<number>,
  ...before: readonly FileBytes[]
): FileBytes =>
  joined(
    PNG_SIGNATURE,
    pngChunk('IHDR', [...big(width, 4), ...big(height, 4), bits, kind, 0, 0, interlaced ? 1 : 0]),
    ...before,
    pngChunk('IDAT', deflateSync(Uint8Array.from(rows))),
    pngChunk('IEND', []),
  );

// WebP

export const riffChunk = (type: string, content: Some) => {
  const body = asBytes(content);
  return joined(type, little(body.length, 4), body, body.length % 2 ? [0] : []);
};

export const webpOf = (...chunks: readonly FileBytes[]) => {
  const body = joined('WEBP', ...chunks);
  return joined('RIFF', little(body.length, 4), body);
};

/** The head of a lossy picture; its pixels are nonsense. */
export const vp8 = (width: number, height: number) =>
  riffChunk('VP8 ', [
    0x10,
    0,
    0,
    0x9d,
    0x01,
    0x2a,
    ...little(width, 2),
    ...little(height, 2),
    1,
    2,
    3,
    4,
  ]);

export const vp8l = (width: number, height: number) =>
  riffChunk('VP8L', [0x2f, ...little(width - 1 + (height - 1) * 2 ** 14, 4), 1, 2, 3]);

/** @param flags 8: has EXIF; 2: is animated */
export const vp8x = (width: number, height: number, flags = 8) =>
  riffChunk('VP8X', [flags, 0, 0, 0, ...little(width - 1, 3), ...little(height - 1, 3)]);

export const webpFrame = (
  x: number,
  y: number,
  width: number,
  height: number,
  picture: FileBytes,
) =>
  riffChunk('ANMF', [
    ...little(x / 2, 3),
    ...little(y / 2, 3),
    ...little(width - 1, 3),
    ...little(height - 1, 3),
    ...[100, 0, 0, 0],
    ...picture,
  ]);

// GIF

export const gifHead = (width: number, height: number) =>
  joined('GIF89a', little(width, 2), little(height, 2), [0x80, 0, 0], [255, 0, 0], [0, 0, 255]);

/** A frame of the first colour of two, in blocks of at most `block` bytes. */
export function gifFrame(width: number, height: number, x = 0, y = 0, block = 255): FileBytes {
  const [clear, end] = [4, 5];
  // Codes of three bits. One that clears the dictionary, every second, keeps them from growing.
  const codes = [...Array.from({ length: width * height }, () => [clear, 0]).flat(), end];
  const bits = codes.flatMap((code) => [code & 1, (code >> 1) & 1, (code >> 2) & 1]);
  const bytes = Array.from({ length: Math.ceil(bits.length / 8) }, (_, i) =>
    bits.slice(8 * i, 8 * i + 8).reduce((byte, bit, j) => byte | (bit << j), 0),
  );
  const blocks = Array.from({ length: Math.ceil(bytes.length / block) }, (_, i) => {
    const part = bytes.slice(block * i, block * (i + 1));
    return [part.length, ...part];
  });
  const place = [x, y, width, height].flatMap((value) => little(value, 2));
  return joined([0x2c, ...place, 0, 2], ...blocks, [0]);
}

export const GIF_END = joined([0x3b]);

// AVIF and HEIC

export const box = (type: string, ...content: readonly Some[]) => {
  const body = joined(...content);
  return joined(big(body.length + 8, 4), type, body);
};

/** A box with a version and flags. */
export const fullBox = (type: string, version: number, ...content: readonly Some[]) =>
  box(type, [version, 0, 0, 0], ...content);

export const ispe = (width: number, height: number) =>
  fullBox('ispe', 0, big(width, 4), big(height, 4));

/** The start of an AV1 stream: a sequence header with the size, of the reduced kind or the full one. */
export function av1Stream(width: number, height: number, reduced = true): FileBytes {
  const binary = (value: number, count: number) => value.toString(2).padStart(count, '0');
  const size = `11111111${binary(width - 1, 16)}${binary(height - 1, 16)}`;
  // Profile 0, a still picture; of the full kind one operating point of a level with a tier, without timing.
  const head = reduced ? '0001100100' : `0000000${'0'.repeat(5 + 12)}010010`;
  const bits = head + size;
  const bytes = bits.match(/.{1,8}/g) ?? [];
  const body = bytes.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
  return joined([0x12, 0], [0x0a, body.length], body);
}

/** The unit of an HEVC stream that says how large its frames are. `layers`: below the highest. */
export function hevcSequence(width: number, height: number, layers = 0): FileBytes {
  const variable = (value: number) => {
    const binary = (value + 1).toString(2);
    return '0'.repeat(binary.length - 1) + binary;
  };
  const lower = layers > 0 ? '11'.repeat(layers) + '00'.repeat(8 - layers) : '';
  const profiles = '0'.repeat(96) + lower + '0'.repeat(96 * layers);
  const head = `0000${layers.toString(2).padStart(3, '0')}1${profiles}`;
  const bits = `${head}${variable(0)}${variable(1)}${variable(width)}${variable(height)}1`;
  const bytes = (bits.match(/.{1,8}/g) ?? []).map((byte) =>
    Number.parseInt(byte.padEnd(8, '0'), 2),
  );
  // Two zeros before a small number are kept apart from it by a three.
  const escaped: number[] = [];
  for (const byte of bytes) {
    const [before, last] = escaped.slice(-2);
    if (byte <= 3 && before === 0 && last === 0) escaped.push(3);
    escaped.push(byte);
  }
  return joined([0x42, 1], escaped);
}

/** Box "hvcC" with such a unit. */
export const hevcConfiguration = (sequence: FileBytes) =>
  box('hvcC', [1], new Uint8Array(20), [3, 1, 0xa1], big(1, 2), big(sequence.length, 2), sequence);

interface ItemFile {
  readonly brands?: readonly string[];
  /** The items, the first of which is the picture: four letters, its bytes, and what it is made of. */
  readonly items: readonly {
    readonly type: string;
    readonly bytes: Some;
    readonly of?: readonly number[];
  }[];
  readonly properties?: readonly FileBytes[];
  /** Where the bytes of the items are: in a box of their own, or in the description. */
  readonly inDescription?: boolean;
}

/** A picture in boxes. The items have the numbers 1, 2 and so on. */
export function itemFile({
  brands = ['avif', 'mif1'],
  items,
  properties = [],
  inDescription = false,
}: ItemFile) {
  const [major = '', ...compatible] = brands;
  const ftyp = box('ftyp', major, [0, 0, 0, 0], ...compatible);
  const bodies = items.map(({ bytes }) => joined(asBytes(bytes)));
  const describe = (start: number) => {
    let at = start;
    const places = bodies.map((body, i) => {
      const place = [
        ...big(i + 1, 2),
        0,
        inDescription ? 1 : 0,
        0,
        0,
        0,
        1,
        ...big(at, 4),
        ...big(body.length, 4),
      ];
      at += body.length;
      return place;
    });
    const references = items.flatMap(({ of = [] }, i) =>
      of.length > 0
        ? [box('dimg', big(i + 1, 2), big(of.length, 2), ...of.map((id) => big(id, 2)))]
        : [],
    );
    return fullBox(
      'meta',
      0,
      fullBox('pitm', 0, [0, 1]),
      fullBox('iloc', 1, [0x44, 0], big(items.length, 2), ...places),
      fullBox(
        'iinf',
        0,
        big(items.length, 2),
        ...items.map(({ type }, i) => fullBox('infe', 2, big(i + 1, 2), [0, 0], type, [0])),
      ),
      ...(references.length > 0 ? [fullBox('iref', 0, ...references)] : []),
      box('iprp', box('ipco', ...properties)),
      ...(inDescription ? [box('idat', ...bodies)] : []),
    );
  };
  if (inDescription) return joined(ftyp, describe(0));
  const start = ftyp.length + describe(0).length + 8;
  return joined(ftyp, describe(start), box('mdat', ...bodies));
}

/** An AVIF of one picture. */
export const avifOf = (width: number, height: number, stream = av1Stream(width, height)) =>
  itemFile({ items: [{ type: 'av01', bytes: stream }], properties: [ispe(width, height)] });

// BMP and ICO

/** A BMP of 24 bits a pixel. `colour`: red, green, blue. */
export function bmpOf(width: number, height: number, colour = [255, 0, 0]): FileBytes {
  const padding = Array.from({ length: (4 - ((3 * width) % 4)) % 4 }, () => 0);
  const row = [...Array.from({ length: width }, () => colour.toReversed()).flat(), ...padding];
  const pixels = Array.from({ length: height }, () => row).flat();
  const head = [40, width, height].flatMap((value) => little(value, 4));
  const rest = [...little(1, 2), ...little(24, 2), ...Array.from({ length: 24 }, () => 0)];
  return joined(
    'BM',
    little(54 + pixels.length, 4),
    [0, 0, 0, 0],
    little(54, 4),
    head,
    rest,
    pixels,
  );
}

/** An icon of pictures, each a PNG, or a bitmap without the header of its file. */
export function icoOf(...pictures: readonly Uint8Array[]): FileBytes {
  let at = 6 + 16 * pictures.length;
  const entries = pictures.map((picture) => {
    const isPng = picture[0] === PNG_SIGNATURE[0];
    // The lowest byte of each side: the list has no more. A bitmap's height is that of the picture and its mask.
    const [width = 0, height = 0] = isPng
      ? [picture[19], picture[23]]
      : [picture[4], (picture[8] ?? 0) / 2];
    const entry = [
      width,
      height,
      0,
      0,
      1,
      0,
      32,
      0,
      ...little(picture.length, 4),
      ...little(at, 4),
    ];
    at += picture.length;
    return entry;
  });
  return joined([0, 0, 1, 0], little(pictures.length, 2), ...entries, ...pictures);
}

// JPEG XL

/** The start of a codestream whose sides are written out in 13 bits each. */
export function jxlOf(width: number, height: number): FileBytes {
  const turned = (bits: string) => bits.split('').toReversed().join('');
  const lowestFirst = (value: number, count: number) =>
    turned(value.toString(2).padStart(count, '0'));
  const side = (value: number) => `${lowestFirst(1, 2)}${lowestFirst(value - 1, 13)}`;
  const bits = `0${side(height)}000${side(width)}`.padEnd(48, '0');
  const bytes = bits.match(/.{8}/g) ?? [];
  return joined(
    [0xff, 0x0a],
    bytes.map((byte) => Number.parseInt(turned(byte), 2)),
  );
}

/**
 * Makes JPEG files for tests: real ones, which browsers decode. The codes are not the shortest: all of a
 * table are of one length.
 */

const DC_SIZES = Array.from({ length: 12 }, (_, size) => size);
const AC_SYMBOLS = [
  ...Array.from({ length: 16 }, (_, run) => run << 4), // ends of bands, and 16 zeros
  ...Array.from({ length: 160 }, (_, i) => (Math.floor(i / 10) << 4) | ((i % 10) + 1)),
];
const DC_BITS = 4;
const AC_BITS = 8;

export interface JpegPicture {
  readonly width: number;
  readonly height: number;
  /** By component, 0..255, of the block of 8 x 8 pixels at column and row. The default is grey of 128. */
  readonly colour?: (column: number, row: number) => readonly number[];
  readonly progressive?: boolean;
  /** The first colour with twice the resolution of the others, both ways. */
  readonly subsampled?: boolean;
  /** Units between two restart markers. */
  readonly restartInterval?: number;
  /** Segments in front of the frame header, each from its FF on. */
  readonly before?: readonly (readonly number[] | Uint8Array)[];
}

/** Bits of a scan, the highest of each byte first. */
class BitWriter {
  private bits = '';
  readonly bytes: number[] = [];

  write(value: number, count: number): void {
    if (count > 0) this.bits += (value & ((1 << count) - 1)).toString(2).padStart(count, '0');
    while (this.bits.length >= 8) {
      const byte = Number.parseInt(this.bits.slice(0, 8), 2);
      this.bytes.push(byte, ...(byte === 0xff ? [0] : []));
      this.bits = this.bits.slice(8);
    }
  }

  /** Fill the last byte up with ones. */
  flush(): void {
    if (this.bits.length > 0) this.write(255, 8 - this.bits.length);
  }
}

const sizeOf = (value: number) => (value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value))) + 1);
/** Values below 0 are written as one less, of which the highest bit is 0. */
const bitsOf = (value: number) => (value < 0 ? value - 1 : value);
const shifted = (value: number, by: number) => Math.trunc(value / 2 ** by);
const word = (value: number) => [value >> 8, value & 255];

/** A segment with its length. */
export const segment = (marker: number, content: readonly number[]) => [
  0xff,
  marker,
  ...word(content.length + 2),
  ...content,
];

const table = (id: number, length: number, symbols: readonly number[]) =>
  segment(0xc4, [
    id,
    ...Array.from({ length: 16 }, (_, i) => (i + 1 === length ? symbols.length : 0)),
    ...symbols,
  ]);

interface Plane {
  readonly id: number;
  readonly sampling: number;
  readonly columns: number;
  readonly codedColumns: number;
  readonly rows: number;
  /** 64 coefficients a block, in zigzag order. */
  readonly block: (column: number, row: number) => readonly number[];
}

/** A few coefficients beside the first, so that all kinds of codes are used. */
function coefficients(value: number, column: number, row: number): number[] {
  const block = Array.from({ length: 64 }, () => 0);
  block[0] = (value - 128) * 8;
  if ((column + row) % 3 === 0) [block[1], block[20], block[60]] = [2, -1, 3];
  if ((column + row) % 3 === 1) block[5] = -2;
  return block;
}

/** @param components 1: grey, 3: colours, 4: CMYK or YCCK, for which `before` needs Adobe's segment */
export function jpegFile(picture: JpegPicture, components: 1 | 3 | 4 = 1): Uint8Array<ArrayBuffer> {
  const { width, height, progressive = false, restartInterval = 0, subsampled = false } = picture;
  const { colour = () => [128, 128, 128, 128], before = [] } = picture;
  const most = subsampled ? 2 : 1;
  const unitsAcross = Math.ceil(width / (8 * most));
  const unitsDown = Math.ceil(height / (8 * most));
  const planes = Array.from({ length: components }, (_, i): Plane => {
    const sampling = i === 0 ? most : 1;
    const inBlocks = (length: number) => Math.ceil(Math.ceil((length * sampling) / most) / 8);
    const [columns, rows] = [inBlocks(width), inBlocks(height)];
    const codedColumns = unitsAcross * sampling;
    const block = (column: number, row: number) =>
      coefficients(
        colour(Math.min(column, columns - 1), Math.min(row, rows - 1))[i] ?? 128,
        column,
        row,
      );
    return { id: i + 1, sampling, columns, codedColumns, rows, block };
  });

  interface Scan {
    readonly planes: readonly Plane[];
    readonly first: number;
    readonly last: number;
    readonly high: number;
    readonly low: number;
  }

  function scanBytes({ planes, first, last, high, low }: Scan): number[] {
    const head = segment(0xda, [
      planes.length,
      ...planes.flatMap(({ id }) => [id, 0]),
      ...[first, last, (high << 4) | low],
    ]);
    const out: number[] = [];
    let bits = new BitWriter();
    let previous = new Map<number, number>();
    let run = 0;
    const ac = (symbol: number) => bits.write(AC_SYMBOLS.indexOf(symbol), AC_BITS);
    const endRun = () => {
      if (run === 0) return;
      const length = sizeOf(run) - 1;
      ac(length << 4);
      bits.write(run, length);
      run = 0;
    };
    const codeBlock = (plane: Plane, column: number, row: number) => {
      const block = plane.block(column, row);
      const at = (k: number) => shifted(block[k] ?? 0, low);
      if (first === 0 && high === 0) {
        const value = (block[0] ?? 0) >> low;
        const change = value - (previous.get(plane.id) ?? 0);
        previous.set(plane.id, value);
        bits.write(sizeOf(change), DC_BITS);
        bits.write(bitsOf(change), sizeOf(change));
      }
      if (first === 0 && high > 0) bits.write((block[0] ?? 0) >> low, 1);
      if (last === 0) return;
      const wasSet = (k: number) => high > 0 && shifted(block[k] ?? 0, high) !== 0;
      const isNew = (k: number) => at(k) !== 0 && !wasSet(k);
      let zeros = 0;
      let corrections: number[] = [];
      const correct = () => {
        for (const bit of corrections) bits.write(bit, 1);
        corrections = [];
      };
      const lastNew = Math.max(
        ...Array.from({ length: last + 1 }, (_, k) => (isNew(k) && k > 0 ? k : 0)),
      );
      for (let k = Math.max(1, first); k <= last; k++) {
        if (wasSet(k)) corrections.push(Math.abs(at(k)) & 1);
        else if (!isNew(k)) zeros += 1;
        else {
          endRun();
          const size = sizeOf(at(k));
          ac((zeros << 4) | size);
          bits.write(bitsOf(at(k)), size);
          correct();
          zeros = 0;
        }
        if (zeros === 16 && k < lastNew) {
          endRun();
          ac(0xf0);
          correct();
          zeros = 0;
        }
      }
      if (!progressive) {
        if (lastNew < last) ac(0);
      } else if (high > 0) {
        if (zeros > 0 || corrections.length > 0) {
          ac(0);
          correct();
        }
      } else if (lastNew < last) {
        run += 1;
      }
    };
    const [only] = planes;
    const across = planes.length > 1 ? unitsAcross : (only?.columns ?? 0);
    const units = across * (planes.length > 1 ? unitsDown : (only?.rows ?? 0));
    for (let unit = 0; unit < units; unit++) {
      if (restartInterval > 0 && unit > 0 && unit % restartInterval === 0) {
        endRun();
        bits.flush();
        out.push(...bits.bytes, 0xff, 0xd0 + ((unit / restartInterval - 1) % 8));
        bits = new BitWriter();
        previous = new Map<number, number>();
      }
      const [column, row] = [unit % across, Math.floor(unit / across)];
      for (const plane of planes) {
        const side = planes.length > 1 ? plane.sampling : 1;
        for (let i = 0; i < side * side; i++) {
          codeBlock(plane, column * side + (i % side), row * side + Math.floor(i / side));
        }
      }
    }
    endRun();
    bits.flush();
    return [...head, ...out, ...bits.bytes];
  }

  const dc = { first: 0, last: 0 };
  const acOf = (high: number, low: number) =>
    planes.map((plane) => ({ planes: [plane], first: 1, last: 63, high, low }));
  const scans: Scan[] = progressive
    ? [
        { planes, ...dc, high: 0, low: 1 },
        ...acOf(0, 1),
        { planes, ...dc, high: 1, low: 0 },
        ...acOf(1, 0),
      ]
    : [{ planes, first: 0, last: 63, high: 0, low: 0 }];
  return new Uint8Array([
    ...[0xff, 0xd8],
    ...before.flatMap((bytes) => [...bytes]),
    ...segment(0xdb, [0, ...Array.from({ length: 64 }, () => 1)]),
    ...segment(progressive ? 0xc2 : 0xc0, [
      8,
      ...word(height),
      ...word(width),
      components,
      ...planes.flatMap(({ id, sampling }) => [id, (sampling << 4) | sampling, 0]),
    ]),
    ...table(0x00, DC_BITS, DC_SIZES),
    ...table(0x10, AC_BITS, AC_SYMBOLS),
    ...(restartInterval > 0 ? segment(0xdd, word(restartInterval)) : []),
    ...scans.flatMap(scanBytes),
    ...[0xff, 0xd9],
  ]);
}

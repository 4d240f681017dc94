import { viewOf } from './bytes.ts';
import { huffmanTable, ScanBits, type HuffmanTable } from './jpegBits.ts';
import type { Bytes } from './header.ts';
import { DHT, DRI, SOF0, SOF2, SOS, segmentsOf, type Segment } from './jpegSegments.ts';

/** One colour of the picture. */
interface Component {
  readonly id: number;
  /** Blocks of 8 x 8 pixels in a unit of a scan of several colours. */
  readonly across: number;
  readonly down: number;
  /** Blocks that the picture needs, and that are coded where a scan has several colours. */
  readonly columns: number;
  readonly rows: number;
  readonly codedColumns: number;
  /** Which of the 64 coefficients of each block are not 0 so far, a bit each. Of a progressive picture only. */
  readonly nonzero: Uint8Array;
  /** By coefficient: how many low bits are still to come. */
  readonly missingBits: Uint8Array;
}

interface Frame {
  readonly progressive: boolean;
  readonly components: readonly Component[];
  readonly unitsAcross: number;
  readonly unitsDown: number;
}

interface Scan {
  readonly parts: readonly {
    readonly component: Component;
    readonly dc: HuffmanTable | undefined;
    readonly ac: HuffmanTable | undefined;
  }[];
  /** First and last coefficient, how many low bits came before, and how many are still to come after it. */
  readonly first: number;
  readonly last: number;
  readonly high: number;
  readonly low: number;
}

/**
 * Whether a JPEG that has no end marker has all of its picture all the same. Reads the codes of all scans
 * without making pixels of them. Of Huffman-coded pictures only.
 *
 * @returns where the codes of the last scan end; undefined where some are missing or wrong
 */
export function endOfPicture(data: Bytes): number | undefined {
  const view = viewOf(data);
  const tables = new Map<number, HuffmanTable>();
  let frame: Frame | undefined;
  let restartInterval = 0;
  let end: number | undefined;
  try {
    for (const segment of segmentsOf(data)) {
      const { marker, start } = segment;
      if (segment.end > data.length) break;
      if (marker === DHT) readTables(data, segment, tables);
      else if (marker === DRI) restartInterval = view.getUint16(start);
      else if (marker >= SOF0 && marker <= SOF2) frame ??= readFrame(data, segment);
      else if (marker === SOS && frame) {
        const scan = readScan(data, segment, frame, tables);
        end = walkScan(new ScanBits(data, segment.end), frame, scan, restartInterval);
        if (end === undefined) return undefined;
      }
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // What was cut off may be a segment behind the pixels.
  }
  const whole = frame?.components.every(({ missingBits }) =>
    missingBits.every((bits) => bits === 0),
  );
  return whole ? end : undefined;
}

function readTables(data: Bytes, { start, end }: Segment, tables: Map<number, HuffmanTable>) {
  for (let at = start; at + 17 <= end;) {
    const counts = data.subarray(at + 1, at + 17);
    const symbols = counts.reduce((sum, count) => sum + count, 0);
    const values = data.subarray(at + 17, at + 17 + symbols);
    tables.set(data[at] ?? 0, huffmanTable(counts, values));
    at += 17 + symbols;
  }
}

const NOTHING_YET = 255;

function readFrame(data: Bytes, { marker, start }: Segment): Frame {
  const view = viewOf(data);
  const progressive = marker === SOF2;
  const height = view.getUint16(start + 1);
  const width = view.getUint16(start + 3);
  const listed = Array.from({ length: view.getUint8(start + 5) }, (_, i) => {
    const sampling = view.getUint8(start + 7 + 3 * i);
    return { id: view.getUint8(start + 6 + 3 * i), across: sampling >> 4, down: sampling & 15 };
  });
  const [mostAcross, mostDown] = [
    Math.max(...listed.map(({ across }) => across)),
    Math.max(...listed.map(({ down }) => down)),
  ];
  const unitsAcross = Math.ceil(width / (8 * mostAcross));
  const unitsDown = Math.ceil(height / (8 * mostDown));
  const components = listed.map(({ id, across, down }) => {
    const codedColumns = unitsAcross * across;
    return {
      ...{ id, across, down, codedColumns },
      columns: Math.ceil(Math.ceil((width * across) / mostAcross) / 8),
      rows: Math.ceil(Math.ceil((height * down) / mostDown) / 8),
      nonzero: new Uint8Array(progressive ? 8 * codedColumns * unitsDown * down : 0),
      missingBits: new Uint8Array(64).fill(NOTHING_YET),
    };
  });
  return { progressive, components, unitsAcross, unitsDown };
}

function readScan(
  data: Bytes,
  { start }: Segment,
  { components }: Frame,
  tables: ReadonlyMap<number, HuffmanTable>,
): Scan {
  const view = viewOf(data);
  const count = view.getUint8(start);
  const parts = Array.from({ length: count }, (_, i) => {
    const id = view.getUint8(start + 1 + 2 * i);
    const ids = view.getUint8(start + 2 + 2 * i);
    const component = components.find((one) => one.id === id);
    if (!component) throw new RangeError(`The frame has no colour ${id}.`);
    return { component, dc: tables.get(ids >> 4), ac: tables.get(0x10 | (ids & 15)) };
  });
  const at = start + 1 + 2 * count;
  const bits = view.getUint8(at + 2);
  return {
    parts,
    first: view.getUint8(at),
    last: Math.min(63, view.getUint8(at + 1)),
    high: bits >> 4,
    low: bits & 15,
  };
}

/** @returns where the scan's codes end; undefined where they are not all there, or are no codes */
function walkScan(
  bits: ScanBits,
  frame: Frame,
  scan: Scan,
  restartInterval: number,
): number | undefined {
  const walkBlock = frame.progressive ? progressiveBlock(bits, scan) : sequentialBlock(bits);
  const [only] = scan.parts;
  if (!only) return undefined;
  const interleaved = scan.parts.length > 1;
  const across = interleaved ? frame.unitsAcross : only.component.columns;
  const units = across * (interleaved ? frame.unitsDown : only.component.rows);
  for (let unit = 0; unit < units; unit++) {
    if (restartInterval > 0 && unit > 0 && unit % restartInterval === 0) {
      if (!bits.restart()) return undefined;
      walkBlock.restart();
    }
    const row = Math.floor(unit / across);
    const column = unit % across;
    for (const part of scan.parts) {
      const { component } = part;
      const wide = interleaved ? component.across : 1;
      const high = interleaved ? component.down : 1;
      for (let block = 0; block < wide * high; block++) {
        const y = row * high + Math.floor(block / wide);
        const x = column * wide + (block % wide);
        if (!walkBlock.next(part, y * component.codedColumns + x)) return undefined;
      }
    }
    if (bits.ranOut) return undefined;
  }
  const { first, last, low } = frame.progressive ? scan : { first: 0, last: 63, low: 0 };
  for (const { component } of scan.parts) component.missingBits.fill(low, first, last + 1);
  return bits.position;
}

type Part = Scan['parts'][number];

/** Walks over the blocks of a scan, one at a time. */
interface BlockWalk {
  /** @returns whether the bits were codes of the table */
  next(part: Part, block: number): boolean;
  restart(): void;
}

function sequentialBlock(bits: ScanBits): BlockWalk {
  return {
    restart() {},
    next({ dc, ac }) {
      const size = dc ? bits.symbol(dc) : -1;
      if (size < 0 || !ac) return false;
      bits.skip(size);
      for (let k = 1; k < 64; k++) {
        const symbol = bits.symbol(ac);
        if (symbol < 0) return false;
        const length = symbol & 15;
        const zeros = symbol >> 4;
        if (length === 0 && zeros < 15) break; // end of the block
        k += zeros;
        bits.skip(length);
      }
      return true;
    },
  };
}

/** The four kinds of progressive scans: DC or AC, first bits or one more bit. */
function progressiveBlock(bits: ScanBits, { first, last, high }: Scan): BlockWalk {
  /** Blocks that have no further new coefficients in this scan. */
  let endOfBand = 0;
  const restart = () => void (endOfBand = 0);

  function dcBlock({ dc }: Part): boolean {
    if (high > 0) {
      bits.skip(1);
      return true;
    }
    const size = dc ? bits.symbol(dc) : -1;
    if (size >= 0) bits.skip(size);
    return size >= 0;
  }

  function acBlock({ ac, component: { nonzero } }: Part, block: number): boolean {
    const refines = high > 0;
    const isSet = (k: number) => ((nonzero[8 * block + (k >> 3)] ?? 0) >> (k & 7)) & 1;
    const set = (k: number) => {
      nonzero[8 * block + (k >> 3)] = (nonzero[8 * block + (k >> 3)] ?? 0) | (1 << (k & 7));
    };
    let k = first;
    while (endOfBand === 0 && k <= last) {
      const symbol = ac ? bits.symbol(ac) : -1;
      if (symbol < 0) return false;
      const length = symbol & 15;
      let zeros = symbol >> 4;
      if (length === 0 && zeros < 15) {
        endOfBand = (1 << zeros) + bits.read(zeros);
        break;
      }
      bits.skip(length);
      // A refinement passes over the zeros among those that are 0 so far, and has a bit for each of the others.
      while (k <= last) {
        if (refines && isSet(k)) bits.skip(1);
        else if (zeros-- === 0) break;
        k++;
      }
      if (length > 0 && k <= last) set(k);
      k++;
    }
    if (endOfBand > 0) {
      endOfBand--;
      for (; refines && k <= last; k++) if (isSet(k)) bits.skip(1);
    }
    return true;
  }

  return { restart, next: first === 0 ? dcBlock : acBlock };
}

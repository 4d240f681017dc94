import type { Bytes } from './header.ts';
import { isRestart, nextMarker } from './jpegSegments.ts';

/** By the next 16 bits: the length of the code that they start with, times 256, plus its symbol. 0: none. */
export type HuffmanTable = Uint16Array;

/**
 * @param counts how many codes there are of each length, 1 to 16 bits
 * @param symbols what they stand for, the shortest codes first
 */
export function huffmanTable(counts: Uint8Array, symbols: Uint8Array): HuffmanTable {
  const table = new Uint16Array(1 << 16);
  let from = 0;
  let symbol = 0;
  for (const [i, count] of counts.entries()) {
    const length = i + 1;
    for (let n = 0; n < count; n++) {
      const to = from + (1 << (16 - length));
      table.fill((length << 8) | (symbols[symbol++] ?? 0), from, to);
      from = to;
    }
  }
  return table;
}

/** Reads the bits of a scan, in which FF 00 is a byte FF and any other FF is a marker, where the bits end. */
export class ScanBits {
  private at: number;
  /** The lowest `count` bits are next. */
  private bits = 0;
  private count = 0;
  /** Of them, how many stand for bits behind the end of the scan. */
  private invented = 0;

  constructor(
    private readonly data: Bytes,
    start: number,
  ) {
    this.at = start;
  }

  /** Whether more was read than there is. */
  get ranOut(): boolean {
    return this.count < this.invented;
  }

  /** Behind the last byte that was looked at. */
  get position(): number {
    return this.at;
  }

  /** @returns the symbol of the next code; -1 where no code starts like this */
  symbol(table: HuffmanTable): number {
    this.fill(16);
    const entry = table[(this.bits >>> (this.count - 16)) & 0xffff] ?? 0;
    if (entry === 0) return -1;
    this.count -= entry >> 8;
    return entry & 255;
  }

  /** @param length 0 to 16 */
  read(length: number): number {
    this.fill(length);
    this.count -= length;
    return (this.bits >>> this.count) & ((1 << length) - 1);
  }

  skip(length: number): void {
    this.read(length);
  }

  /** Go on behind the next restart marker. @returns whether there is one */
  restart(): boolean {
    if (this.ranOut) return false;
    const code = nextMarker(this.data, this.at);
    this.at = code + 1;
    this.count = 0;
    this.invented = 0;
    this.bits = 0;
    return isRestart(this.data[code] ?? 0);
  }

  private fill(wanted: number): void {
    while (this.count < wanted) {
      const byte = this.data[this.at];
      const isMarker = byte === 0xff && this.data[this.at + 1] !== 0;
      if (byte === undefined || isMarker) {
        this.invented += 8;
        this.bits = (this.bits << 8) | 0xff; // encoders fill their last byte up with ones
      } else {
        this.at += byte === 0xff ? 2 : 1;
        this.bits = (this.bits << 8) | byte;
      }
      this.count += 8;
    }
  }
}

import type { Bytes } from './header.ts';

/** Reads bits, the highest of each byte first. Behind the end it throws RangeError. */
export class Bits {
  private at = 0;

  constructor(private readonly data: Bytes) {}

  read(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++, this.at++) {
      const byte = this.data[this.at >> 3];
      if (byte === undefined) throw new RangeError('The data end within a header.');
      value = value * 2 + ((byte >> (7 - (this.at & 7))) & 1);
    }
    return value;
  }

  /** A number that takes more bits the larger it is: uvlc() of AV1, ue(v) of HEVC. */
  readVariable(): number {
    let zeros = 0;
    while (this.read(1) === 0) zeros++;
    return zeros < 32 ? 2 ** zeros - 1 + this.read(zeros) : 2 ** 32 - 1;
  }
}

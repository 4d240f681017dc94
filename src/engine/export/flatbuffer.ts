/**
 * FlatBuffers, byte by byte: what a .tflite file is made of. The same bytes as training/flatbuffer.py writes. The format:
 * https://flatbuffers.dev/internals
 */
const WORD = 4;
/** Of `Data`: a runtime reads numbers from them in place. */
const DATA_ALIGNMENT = 16;

/** A number that lies in its table itself. */
export class Scalar {
  private constructor(readonly bytes: Uint8Array) {}
  static readonly int8 = (value: number) => new Scalar(Uint8Array.of(value & 0xff));
  static readonly int32 = (value: number) =>
    new Scalar(new Uint8Array(Int32Array.of(value).buffer));
}

/** A one-dimensional array of numbers. */
type Vector = Int32Array | Float32Array | BigInt64Array;

/** Bytes that start at a multiple of 16. */
export class Data {
  constructor(readonly bytes: Uint8Array) {}
}

/** The fields of a table by their slots, the places in the schema. An undefined value leaves a field out. */
export class Table {
  readonly fields: readonly (readonly [slot: number, value: Value])[];
  constructor(fields: readonly (readonly [slot: number, value: Value | undefined])[]) {
    this.fields = fields.flatMap(([slot, value]) => (value === undefined ? [] : [[slot, value]]));
  }
}

type Value = Scalar | Vector | Data | Table | string | readonly Table[];

/** Puts what is pointed to behind what points to it: offsets in a FlatBuffer are never negative. */
class Writer {
  private out = new Uint8Array(1 << 16);
  private length = 0;
  private readonly open: { readonly at: number; readonly value: Value }[] = [];

  write(root: Table, identifier: string): Uint8Array {
    this.offset(root);
    this.append(new TextEncoder().encode(identifier));
    // A list that grows is iterated to its new end.
    for (const { at, value } of this.open) {
      const start = this.put(value);
      new DataView(this.out.buffer).setUint32(at, start - at, true);
    }
    return this.out.slice(0, this.length);
  }

  private append(bytes: ArrayLike<number>): void {
    const end = this.length + bytes.length;
    if (end > this.out.length) {
      const larger = new Uint8Array(Math.max(end, 2 * this.out.length));
      larger.set(this.out);
      this.out = larger;
    }
    this.out.set(bytes, this.length);
    this.length = end;
  }

  private integers(values: ArrayBufferView): void {
    this.append(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }

  /** Fill up with zeros, so that what lies `ahead` bytes from there is at a multiple of `multiple`. */
  private pad(multiple: number, ahead: number): void {
    const over = (this.length + ahead) % multiple;
    if (over > 0) this.append(new Uint8Array(multiple - over));
  }

  private offset(value: Value): void {
    this.open.push({ at: this.length, value });
    this.append(new Uint8Array(WORD));
  }

  /** Append a value. @returns where it starts */
  private put(value: Value): number {
    if (value instanceof Table) return this.putTable(value);
    if (typeof value === 'string') {
      const bytes = new TextEncoder().encode(`${value}\0`);
      return this.putVector(bytes.length - 1, 1, () => this.append(bytes));
    }
    if (value instanceof Data) {
      return this.putVector(value.bytes.length, DATA_ALIGNMENT, () => this.append(value.bytes));
    }
    if (value instanceof Scalar) throw new Error('A number lies in its table.');
    if (ArrayBuffer.isView(value)) {
      const numbers: Vector = value;
      return this.putVector(numbers.length, numbers.BYTES_PER_ELEMENT, () =>
        this.integers(numbers),
      );
    }
    return this.putVector(value.length, WORD, () => value.forEach((table) => this.offset(table)));
  }

  private putVector(length: number, alignment: number, content: () => void): number {
    this.pad(Math.max(WORD, alignment), WORD);
    const start = this.length;
    this.integers(Uint32Array.of(length));
    content();
    return start;
  }

  /** A table lies behind its own vtable, which says where each field is. */
  private putTable({ fields }: Table): number {
    // The large ones first, so that each lies at a multiple of its size.
    const ordered = [...fields].sort(([, a], [, b]) => sizeOf(b) - sizeOf(a));
    const slots = Math.max(-1, ...fields.map(([slot]) => slot)) + 1;
    const vtable = new Uint16Array(2 + slots);
    let end = WORD;
    for (const [slot, value] of ordered) {
      vtable[2 + slot] = end;
      end += sizeOf(value);
    }
    vtable[0] = vtable.byteLength;
    vtable[1] = end;
    this.pad(WORD, vtable.byteLength);
    this.integers(vtable);
    const start = this.length;
    this.integers(Int32Array.of(vtable.byteLength));
    for (const [, value] of ordered) {
      if (value instanceof Scalar) this.append(value.bytes);
      else this.offset(value);
    }
    return start;
  }
}

const sizeOf = (value: Value) => (value instanceof Scalar ? value.bytes.length : WORD);

/** @returns the bytes of a FlatBuffer file. `identifier`: four letters */
export const encode = (root: Table, identifier: string): Uint8Array =>
  new Writer().write(root, identifier);

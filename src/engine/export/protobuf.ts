/**
 * ONNX files, byte by byte: the few messages of onnx.proto3 that a network needs, as training/onnxwire.py writes them.
 * A message is a row of fields, each a key (field number and wire type) and a value; the numbers are those of
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3
 */
import { joined } from '../weights/download.ts';
import { PRODUCER } from './exported.ts';

const [VARINT, BYTES, FLOAT32] = [0, 2, 5];
/** TensorProto.DataType. */
export const [FLOAT, INT64] = [1, 7];
/** Of 2022: any runtime of today reads them. */
const [IR_VERSION, OPSET] = [8, 17];

/** A number that is written as a float, which JavaScript can't tell from a whole one. */
export class Float {
  constructor(readonly value: number) {}
}

type Value = number | Float | string | Uint8Array;
type Field = readonly [number: number, value: Value | readonly Value[]];

/** A whole number from 0 in groups of 7 bits, the low ones first. */
function varint(value: number): number[] {
  const out: number[] = [];
  let left = value;
  while (left > 0x7f) {
    out.push((left % 0x80) | 0x80);
    left = Math.floor(left / 0x80);
  }
  return [...out, left];
}

function field(number: number, value: Value): Uint8Array[] {
  const key = (type: number) => varint(number * 8 + type);
  if (typeof value === 'number') return [Uint8Array.from([...key(VARINT), ...varint(value)])];
  if (value instanceof Float) {
    const bytes = new Uint8Array(new Float32Array([value.value]).buffer);
    return [Uint8Array.from([...key(FLOAT32), ...bytes])];
  }
  const data = typeof value === 'string' ? new TextEncoder().encode(value) : value;
  return [Uint8Array.from([...key(BYTES), ...varint(data.length)]), data];
}

/** A list as a value is a repeated field. */
function message(...fields: readonly Field[]): Uint8Array {
  const parts = fields.flatMap(([number, value]) =>
    (isList(value) ? value : [value]).flatMap((item) => field(number, item)),
  );
  return new Uint8Array(joined(parts));
}

const isList = (value: Field[1]): value is readonly Value[] => Array.isArray(value);

/** TensorProto of float32 or int64 numbers, given as bytes. */
export const tensor = (
  name: string,
  shape: readonly number[],
  kind: number,
  bytes: Uint8Array,
): Uint8Array => message([1, shape], [2, kind], [8, name], [9, bytes]);

export type Attribute = number | Float | string | readonly number[];

function attribute(name: string, value: Attribute): Uint8Array {
  const of = (number: number, kind: number) => message([1, name], [number, value], [20, kind]);
  if (value instanceof Float) return of(2, 1);
  if (typeof value === 'number') return of(3, 2);
  return typeof value === 'string' ? of(4, 3) : of(8, 7);
}

/** NodeProto with one output, which it is named after. */
export const node = (
  op: string,
  inputs: readonly string[],
  output: string,
  attributes: Readonly<Record<string, Attribute>>,
): Uint8Array =>
  message(
    [1, inputs],
    [2, output],
    [3, output],
    [4, op],
    [5, Object.entries(attributes).map(([name, value]) => attribute(name, value))],
  );

/** ValueInfoProto of a float32 input or output; a size may be a name where any will do. */
export function value(name: string, ...sizes: readonly (number | string)[]): Uint8Array {
  const dims = sizes.map((size) => message([typeof size === 'string' ? 2 : 1, size]));
  const shape = message([1, dims]);
  return message([1, name], [2, message([1, message([1, FLOAT], [2, shape])])]);
}

interface Parts {
  readonly name: string;
  readonly nodes: readonly Uint8Array[];
  readonly tensors: readonly Uint8Array[];
  readonly inputs: readonly Uint8Array[];
  readonly outputs: readonly Uint8Array[];
  readonly texts: Readonly<Record<string, string>>;
}

/** ModelProto: what a .onnx file holds. */
export function model({ name, nodes, tensors, inputs, outputs, texts }: Parts): Uint8Array {
  const graph = message([1, nodes], [2, name], [5, tensors], [11, inputs], [12, outputs]);
  return message(
    [1, IR_VERSION],
    [2, PRODUCER],
    [7, graph],
    [8, message([2, OPSET])],
    [14, Object.entries(texts).map(([key, text]) => message([1, key], [2, text]))],
  );
}

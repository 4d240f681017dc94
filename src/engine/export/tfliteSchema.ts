/**
 * The tables of a .tflite file that a network needs, as training/tfliteschema.py has them. Slots and numbers are those of
 * https://github.com/google-ai-edge/LiteRT/blob/main/tflite/converter/schema/schema.fbs
 */
import { PRODUCER } from './exported.ts';
import { Data, encode, Scalar, Table } from './flatbuffer.ts';

const { int8, int32 } = Scalar;
const TYPES = { float32: 0, float16: 1, int32: 2, int8: 9 } as const;
export type Type = keyof typeof TYPES;
/** Padding, ActivationFunctionType, MirrorPadMode. */
const [VALID, RELU, REFLECT] = [1, 1, 0];
const VERSION = 3;

/** Builtin operators: the code, the kind of the options (0: none), and the version that knows what is asked of it. */
const OPERATORS = {
  ADD: { code: 0, options: 11, version: 1 },
  CONCATENATION: { code: 2, options: 10, version: 1 },
  CONV_2D: { code: 3, options: 1, version: 1 },
  DEPTHWISE_CONV_2D: { code: 4, options: 2, version: 2 }, // which knows dilation
  DEPTH_TO_SPACE: { code: 5, options: 94, version: 1 },
  DEQUANTIZE: { code: 6, options: 38, version: 3 }, // which knows float16
  FULLY_CONNECTED: { code: 9, options: 8, version: 1 },
  LOGISTIC: { code: 14, options: 0, version: 1 },
  MUL: { code: 18, options: 21, version: 1 },
  RESHAPE: { code: 22, options: 17, version: 1 },
  MEAN: { code: 40, options: 27, version: 1 },
  SUB: { code: 41, options: 28, version: 1 },
  RSQRT: { code: 76, options: 0, version: 1 },
  MIRROR_PAD: { code: 100, options: 77, version: 1 },
} as const;
export type OperatorKind = keyof typeof OPERATORS;

/** What is asked of an operator, where that is not what the schema has anyway. */
export interface Options {
  readonly relu?: boolean;
  readonly stride?: number;
  readonly dilation?: number;
  readonly block?: number;
}

/** An operator: its kind, the tensors that it reads and writes, by number. */
export interface Operator {
  readonly kind: OperatorKind;
  readonly reads: readonly number[];
  readonly writes: readonly number[];
  readonly options: Options;
}

/** @returns the options table of an operator; undefined for a kind that has none */
function optionsTable(kind: OperatorKind, { relu, stride = 1, dilation = 1, block = 2 }: Options) {
  switch (kind) {
    case 'CONV_2D':
    case 'DEPTHWISE_CONV_2D': {
      const more = kind === 'DEPTHWISE_CONV_2D' ? 1 : 0;
      return new Table([
        [0, int8(VALID)],
        [1, int32(stride)],
        [2, int32(stride)],
        [4 + more, int32(dilation)],
        [5 + more, int32(dilation)],
        [3, more ? int32(1) : undefined],
      ]);
    }
    case 'ADD':
      return new Table([[0, relu ? int8(RELU) : undefined]]);
    case 'CONCATENATION':
      return new Table([[0, int32(3)]]);
    case 'DEPTH_TO_SPACE':
      return new Table([[0, int32(block)]]);
    case 'MEAN':
      return new Table([[0, int8(1)]]);
    case 'MIRROR_PAD':
      return new Table([[0, int8(REFLECT)]]);
    case 'LOGISTIC':
    case 'RSQRT':
      return undefined;
    default:
      return new Table([]);
  }
}

/** A tensor. `buffer`: the number of its constant; 0: it is computed. `scale`: of int8, without a zero point. */
export function tensorTable(
  name: string,
  shape: readonly number[],
  type: Type,
  buffer: number,
  scale: number | undefined,
): Table {
  const quantization =
    scale === undefined
      ? undefined
      : new Table([
          [2, Float32Array.of(scale)],
          [3, BigInt64Array.of(0n)],
        ]);
  return new Table([
    [0, Int32Array.from(shape)],
    [1, int8(TYPES[type])],
    [2, int32(buffer)],
    [3, name],
    [4, quantization],
  ]);
}

/** Tensors by the names that a caller knows them by. */
type Ends = readonly (readonly [name: string, tensor: number])[];

interface Parts {
  readonly name: string;
  readonly tensors: readonly Table[];
  /** Of the buffers 1 and up. */
  readonly constants: readonly Uint8Array[];
  readonly operators: readonly Operator[];
  readonly inputs: Ends;
  readonly outputs: Ends;
  readonly texts: Readonly<Record<string, string>>;
}

const numbers = (ends: Ends) => Int32Array.from(ends.map(([, tensor]) => tensor));
const named = (ends: Ends) =>
  ends.map(
    ([name, tensor]) =>
      new Table([
        [0, name],
        [1, int32(tensor)],
      ]),
  );

/** @returns the bytes of a .tflite file */
export function modelFile(parts: Parts): Uint8Array {
  const { name, tensors, constants, operators, inputs, outputs, texts } = parts;
  const kinds = [...new Set(operators.map(({ kind }) => kind))].sort();
  const codes = kinds.map((kind) => {
    const { code, version } = OPERATORS[kind];
    return new Table([
      [0, int8(code)],
      [2, int32(version)],
      [3, int32(code)],
    ]);
  });
  const steps = operators.map(({ kind, reads, writes, options }) => {
    const given = optionsTable(kind, options);
    return new Table([
      [0, int32(kinds.indexOf(kind))],
      [1, Int32Array.from(reads)],
      [2, Int32Array.from(writes)],
      [3, given && int8(OPERATORS[kind].options)],
      [4, given],
    ]);
  });
  const encoder = new TextEncoder();
  const contents = [...constants, ...Object.values(texts).map((text) => encoder.encode(text))];
  // Buffer 0 is empty by convention; texts come last.
  const buffers = [new Table([]), ...contents.map((bytes) => new Table([[0, new Data(bytes)]]))];
  const metadata = Object.keys(texts).map(
    (key, index) =>
      new Table([
        [0, key],
        [1, int32(1 + constants.length + index)],
      ]),
  );
  const graph = new Table([
    [0, tensors],
    [1, numbers(inputs)],
    [2, numbers(outputs)],
    [3, steps],
    [4, name],
  ]);
  const signature = new Table([
    [0, named(inputs)],
    [1, named(outputs)],
    [2, 'serving_default'], // the name that converters give to the only one
    [4, int32(0)],
  ]);
  const root = new Table([
    [0, int32(VERSION)],
    [1, codes],
    [2, [graph]],
    [3, PRODUCER],
    [4, buffers],
    [6, metadata],
    [7, [signature]],
  ]);
  return encode(root, 'TFL3');
}

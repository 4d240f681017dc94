/**
 * A network as a TensorFlow Lite file, in the precision that its weights are stored in. The same bytes as
 * training/tflitegraph.py writes, which explains the graph.
 */
import { convolutions, shiftTaps, type Convolution } from '../../network/index.ts';
import { bytesOf, EPSILON, type ExportedModel, transposed, weightOf } from './exported.ts';
import type { Table } from './flatbuffer.ts';
import {
  modelFile,
  tensorTable,
  type Operator,
  type OperatorKind,
  type Options,
  type Type,
} from './tfliteSchema.ts';

/** The picture that a file is made for, in pixels; a runtime that can resize inputs takes others. */
interface Size {
  readonly width: number;
  readonly height: number;
}

const SIZE: Size = { width: 256, height: 256 };
type Shape = readonly number[];

/** Operators in the order they run, tensors, and the bytes of constants. */
class Graph {
  readonly tensors: Table[] = [];
  readonly constants: Uint8Array[] = [];
  readonly operators: Operator[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly shapes = new Map<string, Shape>();

  constructor(private readonly model: ExportedModel) {}

  number = (name: string): number => this.numbers.get(name) ?? 0;
  shape = (name: string): Shape => this.shapes.get(name) ?? [];

  tensor(name: string, shape: Shape, type: Type = 'float32', buffer = 0, scale?: number): string {
    this.numbers.set(name, this.tensors.length);
    this.shapes.set(name, shape);
    this.tensors.push(tensorTable(name, shape, type, buffer, scale));
    return name;
  }

  /** Add an operator. @returns its name, which is that of its output of `shape` */
  op(
    name: string,
    kind: OperatorKind,
    inputs: readonly string[],
    shape: Shape,
    options: Options = {},
  ): string {
    const reads = inputs.map(this.number);
    this.tensor(name, shape);
    this.operators.push({ kind, reads, writes: [this.number(name)], options });
    return name;
  }

  /** A constant as it is, shared by all that name it. */
  constant(name: string, shape: Shape, values: Int32Array | Float32Array): string {
    if (this.numbers.has(name)) return name;
    this.constants.push(bytesOf(values));
    const type = values instanceof Int32Array ? 'int32' : 'float32';
    return this.tensor(name, shape, type, this.constants.length);
  }

  /** A trained constant, its axes in this order, as it is stored; what is not float32 is brought to it at run time. */
  weight(name: string, axes: readonly number[]): string {
    if (this.numbers.has(name)) return name;
    const { shape, values, stored, bytes, scale } = weightOf(this.model, name);
    const sides = axes.map((axis) => shape[axis] ?? 1);
    const add = (called: string, type: Type, found: ArrayBufferView, step?: number) => {
      this.constants.push(bytesOf(found));
      return this.tensor(called, sides, type, this.constants.length, step);
    };
    if (stored === 'float32') return add(name, 'float32', transposed(values, shape, axes));
    if (stored === 'float16') {
      const halves = new Uint16Array(bytes.slice().buffer);
      add(`${name}/stored`, 'float16', transposed(halves, shape, axes));
    } else {
      // 128 is zero there.
      const signed = Int8Array.from(bytes, (level) => level - 128);
      add(`${name}/stored`, 'int8', transposed(signed, shape, axes), scale);
    }
    return this.op(name, 'DEQUANTIZE', [`${name}/stored`], sides);
  }
}

function mirrorPad(g: Graph, name: string, x: string, pad: number): string {
  const [n = 1, height = 0, width = 0, channels = 0] = g.shape(x);
  const paddings = Int32Array.of(0, 0, pad, pad, pad, pad, 0, 0);
  const by = g.constant(`pad${pad}`, [4, 2], paddings);
  return g.op(name, 'MIRROR_PAD', [x, by], [n, height + 2 * pad, width + 2 * pad, channels]);
}

/** A bias: some runtimes want one. */
const zeros = (g: Graph, channels: number) =>
  g.constant(`zeros${channels}`, [channels], new Float32Array(channels));

function shifted(g: Graph, { name, inputs, shift }: Convolution, x: string): string {
  const taps = g.constant(`shift${inputs}`, [1, 3, 3, inputs], shiftTaps(inputs));
  const around = mirrorPad(g, `${name}/near`, x, shift);
  const read = [around, taps, zeros(g, inputs)];
  return g.op(`${name}/moved`, 'DEPTHWISE_CONV_2D', read, g.shape(x), { dilation: shift });
}

/** Nearest neighbour by a whole factor: each pixel's channels as often as it has pixels, which then part. */
function upsampled(g: Graph, { name, upsample }: Convolution, x: string): string {
  const [n = 1, height = 0, width = 0, channels = 0] = g.shape(x);
  const times = upsample ** 2;
  const copies = Array.from({ length: times }, () => x);
  const shape = [n, height, width, channels * times];
  const same = g.op(`${name}/same`, 'CONCATENATION', copies, shape);
  const large = [n, height * upsample, width * upsample, channels];
  return g.op(`${name}/up`, 'DEPTH_TO_SPACE', [same], large, { block: upsample });
}

function convolved(g: Graph, conv: Convolution, given: string): string {
  let x = conv.shift > 0 ? shifted(g, conv, given) : given;
  if (conv.upsample > 1) x = upsampled(g, conv, x);
  const [n = 1, height = 0, width = 0] = g.shape(x);
  const pad = Math.floor(conv.kernel / 2);
  if (pad > 0) x = mirrorPad(g, `${conv.name}/pad`, x, pad);
  const kernel = g.weight(`${conv.weightsOf}/weights`, [3, 0, 1, 2]);
  const size = [n, height / conv.stride, width / conv.stride, conv.outputs];
  const kind = conv.depthwise ? 'DEPTHWISE_CONV_2D' : 'CONV_2D';
  const read = [x, kernel, zeros(g, conv.outputs)];
  return g.op(`${conv.name}/conv`, kind, read, size, { stride: conv.stride });
}

/** Conditional instance norm, and the ReLU if there is one. The output is called `out`. */
function normalized(g: Graph, { name, outputs, activation }: Convolution, x: string, out: string) {
  const shape = g.shape(x);
  const channels = [1, 1, 1, outputs];
  const row = (kind: 'scale' | 'shift') => {
    const rows = g.weight(`${name}/${kind}`, [1, 0]);
    const read = ['style', rows, zeros(g, outputs)];
    const mixed = g.op(`${name}/row${kind}`, 'FULLY_CONNECTED', read, [1, outputs]);
    const flat = g.constant(`flat${outputs}`, [4], Int32Array.from(channels));
    return g.op(`${name}/mixed${kind}`, 'RESHAPE', [mixed, flat], channels);
  };
  const axes = g.constant('height, width', [2], Int32Array.of(1, 2));
  const mean = g.op(`${name}/mean`, 'MEAN', [x, axes], channels);
  const centred = g.op(`${name}/centred`, 'SUB', [x, mean], shape);
  const square = g.op(`${name}/square`, 'MUL', [centred, centred], shape);
  const variance = g.op(`${name}/variance`, 'MEAN', [square, axes], channels);
  const epsilon = g.constant('epsilon', [1], Float32Array.of(EPSILON));
  const plus = g.op(`${name}/plus`, 'ADD', [variance, epsilon], channels);
  const rsqrt = g.op(`${name}/rsqrt`, 'RSQRT', [plus], channels);
  const gain = g.op(`${name}/gain`, 'MUL', [rsqrt, row('scale')], channels);
  const scaled = g.op(`${name}/scaled`, 'MUL', [centred, gain], shape);
  return g.op(out, 'ADD', [scaled, row('shift')], shape, { relu: activation === 'relu' });
}

/** @returns the bytes of a .tflite file. Throws EngineProblem where the model lacks a weight. */
export function toTflite(model: ExportedModel, { width, height } = SIZE): Uint8Array {
  const { spec, rows, texts } = model;
  const g = new Graph(model);
  let x = g.tensor('image', [1, height, width, spec.input]);
  let blockInput = x;
  g.tensor('style', [1, rows]);
  const convs = convolutions(spec);
  for (const conv of convs) {
    if (conv.residual === 'keep') blockInput = x;
    const ends = conv === convs.at(-1) ? 'stylized' : `${conv.name}/norm`;
    const sigmoid = conv.activation === 'sigmoid';
    x = convolved(g, conv, x);
    if (!conv.normalized) continue;
    x = normalized(g, conv, x, sigmoid ? `${conv.name}/norm` : ends);
    if (sigmoid) x = g.op(ends, 'LOGISTIC', [x], g.shape(x));
    if (conv.residual === 'add') x = g.op(`${conv.layer}/add`, 'ADD', [x, blockInput], g.shape(x));
  }
  const ends = (names: readonly string[]) => names.map((name) => [name, g.number(name)] as const);
  return modelFile({
    name: spec.id,
    tensors: g.tensors,
    constants: g.constants,
    operators: g.operators,
    inputs: ends(['image', 'style']),
    outputs: ends(['stylized']),
    texts,
  });
}

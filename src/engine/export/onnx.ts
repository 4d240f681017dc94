/** A network as an ONNX file: float32, the same bytes as training/onnxgraph.py writes, which explains the graph. */
import { convolutions, shiftTaps, type Convolution } from '../../network/index.ts';
import { bytesOf, EPSILON, type ExportedModel, transposed, weightOf } from './exported.ts';
import { type Attribute, FLOAT, Float, INT64, model, node, tensor, value } from './protobuf.ts';

/** Nodes in the order they run, and constants by name. */
class Graph {
  readonly nodes: Uint8Array[] = [];
  readonly constants = new Map<string, Uint8Array>();

  /** Add a node. @returns its name, which is that of its output */
  op(
    name: string,
    kind: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string {
    this.nodes.push(node(kind, inputs, name, attributes));
    return name;
  }

  floats(name: string, shape: readonly number[], values: Float32Array): string {
    this.constants.set(name, tensor(name, shape, FLOAT, bytesOf(values)));
    return name;
  }

  integers(name: string, values: readonly number[]): string {
    const bytes = bytesOf(BigInt64Array.from(values.map(BigInt)));
    this.constants.set(name, tensor(name, [values.length], INT64, bytes));
    return name;
  }
}

/** Conv itself pads with zeros only. */
function reflectPad(g: Graph, name: string, x: string, pad: number): string {
  const pads = g.integers(`pad${pad}`, [0, 0, pad, pad, 0, 0, pad, pad]);
  return g.op(name, 'Pad', [x, pads], { mode: 'reflect' });
}

function shifted(g: Graph, { name, inputs, shift }: Convolution, x: string): string {
  const taps = transposed(shiftTaps(inputs), [3, 3, inputs, 1], [2, 3, 0, 1]);
  const constant = g.floats(`shift${inputs}`, [inputs, 1, 3, 3], taps);
  const around = reflectPad(g, `${name}/near`, x, shift);
  return g.op(`${name}/moved`, 'Conv', [around, constant], {
    group: inputs,
    dilations: [shift, shift],
  });
}

function upsampled(g: Graph, { name, upsample }: Convolution, x: string): string {
  const scales = g.floats(`times${upsample}`, [4], Float32Array.of(1, 1, upsample, upsample));
  return g.op(`${name}/up`, 'Resize', [x, '', scales], {
    mode: 'nearest',
    coordinate_transformation_mode: 'asymmetric',
    nearest_mode: 'floor',
  });
}

function convolved(g: Graph, conv: Convolution, given: string, model: ExportedModel): string {
  let x = conv.shift > 0 ? shifted(g, conv, given) : given;
  if (conv.upsample > 1) x = upsampled(g, conv, x);
  const pad = Math.floor(conv.kernel / 2);
  if (pad > 0) x = reflectPad(g, `${conv.name}/pad`, x, pad);
  const name = `${conv.weightsOf}/weights`;
  const { values, shape } = weightOf(model, name);
  const axes = conv.depthwise ? [2, 3, 0, 1] : [3, 2, 0, 1];
  const sides = axes.map((axis) => shape[axis] ?? 1);
  const kernel = g.floats(name, sides, transposed(values, shape, axes));
  return g.op(`${conv.name}/conv`, 'Conv', [x, kernel], {
    strides: [conv.stride, conv.stride],
    group: conv.depthwise ? conv.inputs : 1,
  });
}

function normalized(g: Graph, { name }: Convolution, x: string, model: ExportedModel): string {
  const row = (kind: 'scale' | 'shift') => {
    const { values, shape } = weightOf(model, `${name}/${kind}`);
    const rows = g.floats(`${name}/${kind}`, shape, values);
    const mixed = g.op(`${name}/row${kind}`, 'MatMul', ['style', rows]);
    return g.op(`${name}/mixed${kind}`, 'Reshape', [mixed, g.integers('flat', [-1])]);
  };
  const inputs = [x, row('scale'), row('shift')];
  return g.op(`${name}/norm`, 'InstanceNormalization', inputs, { epsilon: new Float(EPSILON) });
}

/** @returns the bytes of a .onnx file. Throws EngineProblem where the model lacks a weight. */
export function toOnnx(exported: ExportedModel): Uint8Array {
  const { spec, rows, texts } = exported;
  const g = new Graph();
  let x = g.op('image/nchw', 'Transpose', ['image'], { perm: [0, 3, 1, 2] });
  let blockInput = x;
  for (const conv of convolutions(spec)) {
    if (conv.residual === 'keep') blockInput = x;
    x = convolved(g, conv, x, exported);
    if (!conv.normalized) continue;
    x = normalized(g, conv, x, exported);
    if (conv.activation !== 'none') {
      x = g.op(`${conv.name}/act`, conv.activation === 'relu' ? 'Relu' : 'Sigmoid', [x]);
    }
    if (conv.residual === 'add') x = g.op(`${conv.layer}/add`, 'Add', [x, blockInput]);
  }
  g.op('stylized', 'Transpose', [x], { perm: [0, 2, 3, 1] });
  const picture = ['height', 'width', spec.input] as const;
  return model({
    name: spec.id,
    nodes: g.nodes,
    tensors: [...g.constants.values()],
    inputs: [value('image', 1, ...picture), value('style', 1, rows)],
    outputs: [value('stylized', 1, ...picture)],
    texts,
  });
}

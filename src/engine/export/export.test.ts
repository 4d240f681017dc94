import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { convolutions, weightsName, weightsShape, type NetworkSpec } from '../../network/index.ts';
import { networkOf, repoFile } from '../testing/node.ts';
import {
  exportedModel,
  textsOf,
  transposed,
  type ExportedModel,
  type ExportedWeight,
  type ModelJson,
} from './exported.ts';
import { toOnnx } from './onnx.ts';
import { toTflite } from './tflite.ts';

/** What Python writes: training/export_goldens.py. */
const hashes = JSON.parse(repoFile('src/engine/export/testing/hashes.json').toString()) as Record<
  string,
  Record<'onnx' | 'float32' | 'float16', string>
>;

const ROWS = 2;
const STYLES = [{ id: 'wave', title: 'Die Welle für alle', rows: { soft: 0, bold: 1 } }];

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A whole 1024th as float16, which holds it exactly. */
function half(value: number): number {
  if (value === 0) return 0;
  const exponent = Math.floor(Math.log2(Math.abs(value)));
  const fraction = (Math.abs(value) / 2 ** exponent - 1) * 1024;
  return (value < 0 ? 0x8000 : 0) | ((exponent + 15) << 10) | fraction;
}

/** The numbers of export_goldens.py, stored in a precision. */
function weight(shape: readonly number[], start: number, stored: 'float32' | 'float16') {
  const length = shape.reduce((all, side) => all * side, 1);
  const values = Float32Array.from(
    { length },
    (_, i) => ((((i + start) * 7919) % 2047) - 1023) / 1024,
  );
  const numbers = stored === 'float32' ? values : Uint16Array.from(values, half);
  return { shape, values, stored, bytes: new Uint8Array(numbers.buffer) } satisfies ExportedWeight;
}

function made(spec: NetworkSpec, stored: 'float32' | 'float16'): ExportedModel {
  const weights = new Map<string, ExportedWeight>();
  for (const [i, conv] of convolutions(spec).entries()) {
    if (conv.weightsOf === conv.name) {
      weights.set(weightsName(conv), weight(weightsShape(conv), i, stored));
    }
    if (!conv.normalized) continue;
    weights.set(`${conv.name}/scale`, weight([ROWS, conv.outputs], i + 1, stored));
    weights.set(`${conv.name}/shift`, weight([ROWS, conv.outputs], i + 2, stored));
  }
  return { spec, rows: ROWS, weights, texts: textsOf(spec, STYLES) };
}

describe.each(Object.entries(hashes))('the network %s', (network, expected) => {
  const spec = networkOf(network);

  it('is the ONNX file that Python writes, byte for byte', () => {
    expect(sha256(toOnnx(made(spec, 'float32')))).toBe(expected.onnx);
  });

  it.each(['float32', 'float16'] as const)(
    'is the TensorFlow Lite file of %s that Python writes, byte for byte',
    (stored) => {
      expect(sha256(toTflite(made(spec, stored)))).toBe(expected[stored]);
    },
  );
});

const read = (id: string) => {
  const json = JSON.parse(repoFile(`models/${id}/model.json`).toString()) as ModelJson;
  const shard = repoFile(`models/${id}/weights.bin`);
  return { json, shard: new Uint8Array(shard).buffer };
};

it('a model’s files have its weights as they are stored', () => {
  const { json, shard } = read('compressed-uint8');
  const model = exportedModel(json, shard);
  expect(model.rows).toBe(28);
  const kernel = model.weights.get('conv2/weights');
  expect(kernel).toMatchObject({ stored: 'uint8', shape: [3, 3, 32, 64] });
  const { bytes = new Uint8Array(), values = [], scale = 0 } = kernel ?? {};
  for (const i of [0, 1000, bytes.length - 1]) {
    expect(values[i]).toBeCloseTo(((bytes[i] ?? 0) - 128) * scale, 6);
  }
  expect(model.weights.get('conv2/scale')?.stored).toBe('float16');
});

it('a byte a weight stays a byte in the TensorFlow Lite file', () => {
  const { json, shard } = read('compressed-uint8');
  const card = JSON.parse(repoFile('models/compressed-uint8/card.json').toString()) as {
    tfliteBytes: number;
  };
  // What Python's file takes.
  expect(toTflite(exportedModel(json, shard))).toHaveLength(card.tfliteBytes);
});

it('two weights a byte become float32, which the other formats have', () => {
  const { json, shard } = read('ladder/compressed-uint4');
  const model = exportedModel(json, shard);
  expect([...model.weights.keys()].sort()).toEqual(
    [...made(networkOf('compressed'), 'float32').weights.keys()].sort(),
  );
  for (const name of ['conv2/weights', 'conv2/scale']) {
    const { stored, values, bytes } = model.weights.get(name) ?? { values: [] };
    expect(stored).toBe('float32');
    expect(bytes).toHaveLength(4 * values.length);
  }
  // The first convolution has a byte a weight, of which 128 is zero.
  expect(model.weights.get('conv1/weights')?.stored).toBe('uint8');
  for (const write of [toOnnx, toTflite]) {
    expect(write(model).length).toBeGreaterThan(4 * 340_000);
  }
});

it('one that lacks a weight says which', () => {
  const model = made(networkOf('tiny'), 'float32');
  const weights = new Map(model.weights);
  weights.delete('conv1/weights');
  const fault = { code: 'engine/model-incomplete', weight: 'conv1/weights' };
  for (const write of [toOnnx, toTflite]) {
    expect(() => write({ ...model, weights })).toThrow(expect.objectContaining({ fault }));
  }
});

it('axes change their places as NumPy changes them', () => {
  const values = Float32Array.of(0, 1, 2, 3, 4, 5);
  expect([...transposed(values, [1, 2, 3], [2, 0, 1])]).toEqual([0, 3, 1, 4, 2, 5]);
});

import { describe, expect, it } from 'vitest';
import { repoFile } from '../testing/node.ts';
import { decodeWeights, halfToFloat } from './decode.ts';

it('half floats decode to what the hardware makes of them', () => {
  // The independent reference: a DataView that knows float16 where Node has it, else known values.
  const known: [number, number][] = [
    [0x0000, 0],
    [0x8000, -0],
    [0x3c00, 1],
    [0xc000, -2],
    [0x7bff, 65504],
    [0x0400, 2 ** -14],
    [0x0001, 2 ** -24],
    [0x03ff, 1023 * 2 ** -24],
    [0x3555, 0.333251953125],
    [0x7c00, Number.POSITIVE_INFINITY],
    [0xfc00, Number.NEGATIVE_INFINITY],
    [0x7e00, Number.NaN],
  ];
  for (const [bits, value] of known) expect(halfToFloat(bits)).toBe(value);
});

it('every finite half float keeps its order', () => {
  for (let bits = 1; bits < 0x7c00; bits++) {
    expect(halfToFloat(bits)).toBeGreaterThan(halfToFloat(bits - 1));
  }
});

const entries = [
  {
    name: 'a/weights',
    shape: [3],
    dtype: 'float32',
    quantization: { dtype: 'uint8' as const, scale: 0.5, min: -1 },
  },
  { name: 'b/scale', shape: [1, 2], dtype: 'float32' },
  { name: 'axes', shape: [2], dtype: 'int32' },
  { name: 'c/shift', shape: [], dtype: 'float32', quantization: { dtype: 'float16' as const } },
];

function shard(): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(3 + 8 + 8 + 2));
  [0, 2, 255].forEach((level, i) => view.setUint8(i, level));
  view.setFloat32(3, 1.25, true);
  view.setFloat32(7, -7, true);
  view.setUint16(19, 0x3c00, true);
  return view.buffer;
}

it('decodes float32, float16 and affine uint8 at any offset and skips constants of the graph', () => {
  const weights = decodeWeights(entries, shard());
  expect([...weights.keys()]).toEqual(['a/weights', 'b/scale', 'c/shift']);
  expect([...(weights.get('a/weights')?.values ?? [])]).toEqual([-1, 0, 126.5]);
  expect([...(weights.get('b/scale')?.values ?? [])]).toEqual([1.25, -7]);
  expect(weights.get('b/scale')?.shape).toEqual([1, 2]);
  expect([...(weights.get('c/shift')?.values ?? [])]).toEqual([1]);
});

it.each([-1, 1])('a shard that is %i byte off is refused', (off) => {
  const whole = new Uint8Array(shard());
  const other = new Uint8Array(whole.length + off);
  other.set(whole.subarray(0, other.length));
  expect(() => decodeWeights(entries, other.buffer)).toThrow(
    expect.objectContaining({ fault: { code: 'engine/model-mismatched' } }),
  );
});

describe('two weights a byte', () => {
  /** What Python makes of the same bytes: test_rounding.py reads it, too. */
  const known = JSON.parse(repoFile('src/engine/weights/testing/packed.json').toString()) as Record<
    'shape' | 'packed' | 'step' | 'weights',
    number[]
  >;
  const plain = { dtype: 'uint8' as const, scale: 1, min: 0 };
  const half = [...known.shape.slice(0, -1), (known.shape.at(-1) ?? 0) / 2];
  const packed = { name: 'a/packed', shape: half, dtype: 'float32', quantization: plain };
  const step = { name: 'a/step', shape: [known.step.length], dtype: 'float32' };
  const bytes = (steps = known.step) =>
    Uint8Array.from([...known.packed, ...new Uint8Array(Float32Array.from(steps).buffer)]).buffer;

  it('are what Python unpacks', () => {
    const weights = decodeWeights([packed, step], bytes());
    expect([...weights.keys()]).toEqual(['a/weights']);
    expect(weights.get('a/weights')?.shape).toEqual(known.shape);
    expect([...(weights.get('a/weights')?.values ?? [])]).toEqual(known.weights);
  });

  it('need a step for each output', () => {
    const few = { ...step, shape: [known.step.length - 1] };
    expect(() => decodeWeights([packed, few], bytes(known.step.slice(1)))).toThrow(
      expect.objectContaining({ fault: { code: 'engine/model-mismatched' } }),
    );
    // Its weights are missing then, of which the loader tells.
    expect([...decodeWeights([packed], bytes([])).keys()]).toEqual([]);
  });

  it.each([[[]], [[0, 4]], [[12, 0]]])('of the shape %j are refused', (shape) => {
    const length = shape.reduce((all: number, side: number) => all * side, 1);
    const shard = new Uint8Array(length + 4 * known.step.length).buffer;
    expect(() => decodeWeights([{ ...packed, shape }, step], shard)).toThrow(
      expect.objectContaining({ fault: { code: 'engine/model-mismatched' } }),
    );
  });
});

import type { Convolution } from '../../../network/index.ts';
import type { Precision } from './shaders.ts';
import { isPhased, planesOf } from './tiles.ts';

/**
 * A convolution's kernel as the shaders read it: [phases][taps][input planes][4][output planes] vectors of four
 * outputs, channels beyond the last one zero. Of a depthwise convolution [taps][planes] vectors.
 * @param weights [kernel, kernel, inputs, outputs], or [kernel, kernel, channels, 1]
 * @param winograd side of the tiles of outputs that Winograd's convolution makes, whose kernels are the phases then
 */
export function packWeights(
  conv: Convolution,
  weights: Float32Array,
  precision: Precision,
  winograd: 0 | 2 | 4 = 0,
): Float32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> {
  const { inputs, outputs } = conv;
  if (conv.depthwise) {
    const wide = 4 * planesOf(outputs);
    const packed = new Float32Array(conv.kernel ** 2 * wide);
    for (let tap = 0; tap < conv.kernel ** 2; tap++) {
      packed.set(weights.subarray(tap * outputs, (tap + 1) * outputs), tap * wide);
    }
    return precision === 'float16' ? halves(packed) : packed;
  }
  const kernels =
    winograd !== 0
      ? transformed(weights, inputs * outputs, winograd)
      : isPhased(conv)
        ? phases(weights, inputs * outputs)
        : [weights];
  const taps = (kernels[0]?.length ?? 0) / (inputs * outputs);
  const [tall, wide] = [4 * planesOf(inputs), 4 * planesOf(outputs)];
  const packed = new Float32Array(kernels.length * taps * tall * wide);
  for (const [phase, kernel] of kernels.entries()) {
    for (let row = 0; row < taps * inputs; row++) {
      const tap = Math.floor(row / inputs);
      const to = ((phase * taps + tap) * tall + (row % inputs)) * wide;
      packed.set(kernel.subarray(row * outputs, (row + 1) * outputs), to);
    }
  }
  return precision === 'float16' ? halves(packed) : packed;
}

/**
 * The four 2 x 2 kernels that read from a map what a 3 x 3 kernel reads from it enlarged twice: of three taps in
 * a row, two always lie on the same pixel. Phases in the order of reading.
 */
function phases(weights: Float32Array, tap: number): Float32Array[] {
  /** Which of the two taps each of the three falls on, in an even and in an odd row or column. */
  const falls = [
    [0, 1, 1],
    [0, 0, 1],
  ] as const;
  return [0, 1, 2, 3].map((phase) => {
    const [rows, columns] = [falls[phase >> 1], falls[phase & 1]];
    const kernel = new Float32Array(4 * tap);
    for (let i = 0; i < 9; i++) {
      const row = rows?.[Math.floor(i / 3)] ?? 0;
      const column = columns?.[i % 3] ?? 0;
      const to = (2 * row + column) * tap;
      for (let j = 0; j < tap; j++) (kernel[to + j] as number) += weights[i * tap + j] as number;
    }
    return kernel;
  });
}

/** Of winograd.wgsl: what transforms a kernel, by the side of the tiles of outputs. */
const KERNEL_FACTORS = {
  2: [
    [1, 0, 0],
    [0.5, 0.5, 0.5],
    [0.5, -0.5, 0.5],
    [0, 0, 1],
  ],
  4: [
    [1 / 4, 0, 0],
    [-1 / 6, -1 / 6, -1 / 6],
    [-1 / 6, 1 / 6, -1 / 6],
    [1 / 24, 1 / 12, 1 / 6],
    [1 / 24, -1 / 12, 1 / 6],
    [0, 0, 1],
  ],
} as const;

/** A 3 x 3 kernel as Winograd's convolution multiplies with it: one of 1 x 1 for each place of a tile. */
function transformed(weights: Float32Array, tap: number, tile: 2 | 4): Float32Array[] {
  const factors = KERNEL_FACTORS[tile];
  return factors.flatMap((rows) =>
    factors.map((columns) => {
      const kernel = new Float32Array(tap);
      for (const [i, row] of rows.entries()) {
        for (const [j, column] of columns.entries()) {
          const factor = row * column;
          if (factor === 0) continue;
          const from = (3 * i + j) * tap;
          for (let k = 0; k < tap; k++) {
            (kernel[k] as number) += factor * (weights[from + k] as number);
          }
        }
      }
      return kernel;
    }),
  );
}

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** The IEEE 754 binary16 nearest to each number, ties to even. (Not every browser has Float16Array.) */
export function halves(values: Float32Array): Uint16Array<ArrayBuffer> {
  const result = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) {
    float[0] = values[i] as number;
    const all = bits[0] as number;
    const sign = (all >>> 16) & 0x8000;
    const size = all & 0x7fffffff;
    result[i] = sign | magnitude(size);
  }
  return result;
}

function magnitude(size: number): number {
  if (size > 0x7f800000) return 0x7e00; // NaN
  if (size >= 0x477ff000) return 0x7c00; // from 65,520 on: infinite
  if (size < 0x38800000) {
    // Below 2 ** -14: a multiple of 2 ** -24.
    bits[0] = size;
    return roundToEven((float[0] as number) * 2 ** 24);
  }
  const rest = size & 0x1fff;
  const down = (size - 0x38000000) >>> 13;
  const up = rest > 0x1000 || (rest === 0x1000 && (down & 1) === 1);
  return down + Number(up);
}

function roundToEven(value: number): number {
  const down = Math.floor(value);
  const rest = value - down;
  return down + Number(rest > 0.5 || (rest === 0.5 && (down & 1) === 1));
}

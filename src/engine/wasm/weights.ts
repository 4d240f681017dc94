import type { Weight } from '../weights/decode.ts';
import type { Layer } from './method.ts';
import { NARROW_LANES } from './method.ts';

/** Output channels of the micro-kernel. */
const LANES = 8;

/** A kernel's tap: row, column, input and output channel -> weight; 0 for channels that are padding. */
type Tap = (row: number, column: number, input: number, output: number) => number;

/**
 * The weights [k, k, in, out] of a layer in the order that its kernel reads them, padded channels zero:
 * direct [out / 8][k][k * in][8], narrow [k][(k + 3) * in][12], transformed [out / 8][products][in][8].
 */
export function packWeights(layer: Layer, { values }: Weight): Float32Array {
  const { kernel, inputs, outputs } = layer;
  const tap: Tap = (row, column, input, output) =>
    input < inputs && output < outputs
      ? (values[((row * kernel + column) * inputs + input) * outputs + output] as number)
      : 0;
  switch (layer.method) {
    case 'direct':
      return packDirect(layer, tap);
    case 'narrow':
      return packNarrow(layer, tap);
    case 'winograd':
      return packTransformed(layer, values, WINOGRAD);
    case 'doubled':
      return packTransformed(layer, values, DOUBLED);
  }
}

/** Numbers that `packWeights` makes of a layer. */
export function packedLength({ method, kernel, inputPitch, outputPitch }: Layer): number {
  switch (method) {
    case 'direct':
      return kernel * kernel * inputPitch * outputPitch;
    case 'narrow':
      return kernel * (kernel + NARROW_LANES / outputPitch - 1) * inputPitch * NARROW_LANES;
    case 'winograd':
      return WINOGRAD.length ** 2 * inputPitch * outputPitch;
    case 'doubled':
      return DOUBLED.length ** 2 * inputPitch * outputPitch;
  }
}

function packDirect(layer: Layer, tap: Tap): Float32Array {
  const { kernel, inputPitch, outputPitch } = layer;
  const packed = new Float32Array(packedLength(layer));
  let to = 0;
  for (let first = 0; first < outputPitch; first += LANES) {
    for (let row = 0; row < kernel; row++) {
      for (let column = 0; column < kernel; column++) {
        for (let input = 0; input < inputPitch; input++) {
          for (let o = 0; o < LANES; o++) packed[to++] = tap(row, column, input, first + o);
        }
      }
    }
  }
  return packed;
}

/** Neighbour n's kernel lies n columns further to the right in the window that they share. */
function packNarrow(layer: Layer, tap: Tap): Float32Array {
  const { kernel, inputPitch, outputPitch } = layer;
  const packed = new Float32Array(packedLength(layer));
  let to = 0;
  for (let row = 0; row < kernel; row++) {
    for (let column = 0; column < kernel + NARROW_LANES / outputPitch - 1; column++) {
      for (let input = 0; input < inputPitch; input++) {
        for (let lane = 0; lane < NARROW_LANES; lane++, to++) {
          const own = column - Math.floor(lane / outputPitch);
          if (own < 0 || own >= kernel) continue;
          packed[to] = tap(row, own, input, lane % outputPitch);
        }
      }
    }
  }
  return packed;
}

/** G of F(2, 3) (Lavin & Gray 2016): three taps to four factors. */
const WINOGRAD = [
  [1, 0, 0],
  [0.5, 0.5, 0.5],
  [0.5, -0.5, 0.5],
  [0, 0, 1],
] as const;

/** The same for nearest x2 and three taps, see assembly/doubled.ts. */
const DOUBLED = [
  [1, 0, 0],
  [1, 1, 1],
  [0, 0, 1],
] as const;

/**
 * GgG' of each 3 x 3 kernel g, in float64 until it is stored. There are many: a loop over flat arrays,
 * channel by channel, with nothing that has to be made for each.
 */
function packTransformed(
  layer: Layer,
  values: Float32Array,
  g: readonly (readonly number[])[],
): Float32Array {
  const { inputs, outputs, inputPitch } = layer;
  const packed = new Float32Array(packedLength(layer));
  const side = g.length;
  const pitch = inputPitch * LANES;
  const tap = inputs * outputs;
  // The factor of each of the nine taps in each product.
  const factors = Float64Array.from({ length: side * side * 9 }, (_, n) => {
    const [product, row, column] = [Math.floor(n / 9), Math.floor((n % 9) / 3), n % 3];
    const [i, j] = [Math.floor(product / side), product % side];
    return (g[i]?.[row] as number) * (g[j]?.[column] as number);
  });
  const kernel = new Float64Array(9);
  for (let input = 0; input < inputs; input++) {
    for (let output = 0; output < outputs; output++) {
      for (let t = 0; t < 9; t++) kernel[t] = values[t * tap + input * outputs + output] as number;
      const lane = output % LANES;
      let to = ((output - lane) / LANES) * side * side * pitch + input * LANES + lane;
      for (let f = 0; f < factors.length; to += pitch) {
        let sum = 0;
        for (let t = 0; t < 9; t++) sum += (factors[f++] as number) * (kernel[t] as number);
        packed[to] = sum;
      }
    }
  }
  return packed;
}

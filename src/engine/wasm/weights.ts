import type { Weight } from '../weights/decode.ts';
import type { Layer } from './method.ts';
import { PLANAR } from './method.ts';

/** Output channels of the micro-kernel. */
const LANES = 8;

/** A kernel's tap: row, column, input and output channel -> weight; 0 for channels that are padding. */
type Tap = (row: number, column: number, input: number, output: number) => number;

/**
 * The weights [k, k, in, out] of a layer in the order that its kernel reads them, padded channels zero:
 * direct [out / 8][k][k * in][8], transformed [out / 8][products][k / 3][k / 3][in][8],
 * planar [products][k / 3][in][k / 3][3].
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
    case 'planar':
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
    case 'planar':
    case 'winograd':
      return WINOGRAD.length ** 2 * (kernel / 3) ** 2 * inputPitch * outputPitch;
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

/** G of F(3, 3) at 0, 1, -1, 2 and infinity: three taps to five factors, see assembly/winograd.ts. */
const WINOGRAD = [
  [1 / 2, 0, 0],
  [-1 / 2, -1 / 2, -1 / 2],
  [-1 / 6, 1 / 6, -1 / 6],
  [1 / 6, 1 / 3, 2 / 3],
  [0, 0, 1],
] as const;

/** The same for nearest x2 and three taps, see assembly/doubled.ts. */
const DOUBLED = [
  [1, 0, 0],
  [1, 1, 1],
  [0, 0, 1],
] as const;

/** Where a weight belongs: of which product, block of the kernel, input and output channel. */
type Place = (product: number, block: number, input: number, output: number) => number;

function placeOf({ method, kernel, inputPitch }: Layer, products: number): Place {
  const blocks = kernel / 3;
  if (method === 'planar') {
    const product = blocks * blocks * inputPitch * PLANAR.outputs;
    return (p, block, input, output) => {
      const column = block % blocks;
      const row = (block - column) / blocks;
      return p * product + ((row * inputPitch + input) * blocks + column) * PLANAR.outputs + output;
    };
  }
  return (p, block, input, output) => {
    const lane = output % LANES;
    const group = (output - lane) / LANES;
    return (((group * products + p) * blocks * blocks + block) * inputPitch + input) * LANES + lane;
  };
}

/**
 * GgG' of each 3 x 3 block g of each kernel, in float64 until it is stored. There are many: a loop over
 * flat arrays, channel by channel, with nothing that has to be made for each.
 */
function packTransformed(
  layer: Layer,
  values: Float32Array,
  g: readonly (readonly number[])[],
): Float32Array {
  const { kernel, inputs, outputs } = layer;
  const packed = new Float32Array(packedLength(layer));
  const side = g.length;
  const tap = inputs * outputs;
  const blocks = kernel / 3;
  const place = placeOf(layer, side * side);
  const [first, next] = [place(0, 0, 0, 0), place(1, 0, 0, 0)];
  const product = next - first;
  // The factor of each of the nine taps in each product.
  const factors = Float64Array.from({ length: side * side * 9 }, (_, n) => {
    const [product, row, column] = [Math.floor(n / 9), Math.floor((n % 9) / 3), n % 3];
    const [i, j] = [Math.floor(product / side), product % side];
    return (g[i]?.[row] as number) * (g[j]?.[column] as number);
  });
  const taps = new Float64Array(9);
  for (let block = 0; block < blocks * blocks; block++) {
    const corner = (Math.floor(block / blocks) * kernel + (block % blocks)) * 3;
    for (let input = 0; input < inputs; input++) {
      for (let output = 0; output < outputs; output++) {
        const from = input * outputs + output;
        for (let t = 0; t < 9; t++) {
          const at = corner + Math.floor(t / 3) * kernel + (t % 3);
          taps[t] = values[at * tap + from] as number;
        }
        let to = place(0, block, input, output);
        for (let f = 0; f < factors.length; to += product) {
          let sum = 0;
          for (let t = 0; t < 9; t++) sum += (factors[f++] as number) * (taps[t] as number);
          packed[to] = sum;
        }
      }
    }
  }
  return packed;
}

import type { Weight } from '../../weights/decode.ts';
import type { Heap } from './heap.ts';
import type { Kernels } from './kernels.ts';
import { isDoubled, kernelOf, PRODUCTS, roundUp, type Layer } from './method.ts';
import { kindOf, makeStep, STEP_BYTES, writeStep } from './step.ts';

/** Output channels of the micro-kernel. */
const LANES = 8;
/** Bytes of temporary memory that assembly/weights.ts needs. */
const TEMPORARY = 320;

/** How many numbers the packed weights of a layer have. */
export function packedLength(layer: Layer): number {
  const { method, kernel, inputPitch, outputPitch } = layer;
  const pairs = inputPitch * outputPitch;
  if (method === 'depthwise') return (isDoubled(layer) ? 16 : kernel * kernel) * outputPitch;
  if (method === 'direct' || method === 'separable') return kernel * kernel * pairs;
  return PRODUCTS[method] * (kernelOf(layer) / 3) ** 2 * pairs;
}

/**
 * Put the weights [k, k, in, out], or [k, k, channels, 1], of a layer at an address, in the order that its kernel reads them
 * (assembly/weights.ts), zero for padded channels. The memory above the heap's blocks is overwritten.
 * Throws RangeError where memory ends.
 */
export function packWeights(
  layer: Layer,
  { values }: Weight,
  heap: Heap,
  kernels: Kernels,
  at: number,
): void {
  const { method, inputs, outputs, inputPitch, outputPitch } = layer;
  if (method === 'depthwise') {
    heap.reach(at + packedLength(layer) * 4);
    packDepthwise(layer, values, heap.floats(at, packedLength(layer)));
    return;
  }
  const kernel = kernelOf(layer);
  const pitch = roundUp(outputs, LANES);
  const length = kernel * kernel * inputPitch * pitch;
  const step = Math.max(heap.top, roundUp(at + packedLength(layer) * 4, 64));
  const temporary = roundUp(step + STEP_BYTES, 64);
  const from = temporary + TEMPORARY;
  heap.reach(from + length * 4);
  const staged = heap.floats(from, length);
  if (pitch === outputs && inputPitch === inputs && kernel === layer.kernel) staged.set(values);
  else {
    staged.fill(0);
    // A smaller kernel lies in the middle of zeros.
    const around = (kernel >> 1) - (layer.kernel >> 1);
    for (let tap = 0; tap < layer.kernel ** 2; tap++) {
      const row = around + Math.floor(tap / layer.kernel);
      const place = row * kernel + around + (tap % layer.kernel);
      for (let input = 0; input < inputs; input++) {
        const own = (tap * inputs + input) * outputs;
        staged.set(values.subarray(own, own + outputs), (place * inputPitch + input) * pitch);
      }
    }
  }
  const fields = { kind: kindOf(method), kernel, inputPitch, outputPitch, weights: at };
  writeStep(heap.memory.buffer, step, makeStep(fields));
  kernels.packWeights(step, from, temporary);
}

/** For which taps of three a map's pixel and the one before it stand, once it is enlarged: even, and odd outputs. */
const FOLDED = [
  [[0], [1, 2]],
  [[0, 1], [2]],
] as const;

/** The weights [k, k, channels, 1] as assembly/depthwise.ts reads them. */
function packDepthwise(layer: Layer, values: Float32Array, to: Float32Array): void {
  const { kernel, outputs, outputPitch } = layer;
  to.fill(0);
  if (!isDoubled(layer)) {
    for (let tap = 0; tap < kernel * kernel; tap++) {
      to.set(values.subarray(tap * outputs, (tap + 1) * outputs), tap * outputPitch);
    }
    return;
  }
  let at = 0;
  for (const rows of FOLDED) {
    for (const columns of FOLDED) {
      for (const row of rows) {
        for (const column of columns) {
          for (let c = 0; c < outputs; c++) {
            const taps = row.flatMap((y) => column.map((x) => values[(y * 3 + x) * outputs + c]));
            to[at + c] = taps.reduce<number>((sum, weight) => sum + (weight as number), 0);
          }
          at += outputPitch;
        }
      }
    }
  }
}

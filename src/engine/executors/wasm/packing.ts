import type { Weight } from '../../weights/decode.ts';
import type { Heap } from './heap.ts';
import type { Kernels } from './kernels.ts';
import { PRODUCTS, roundUp, type Layer } from './method.ts';
import { KINDS, makeStep, STEP_BYTES, writeStep } from './step.ts';

/** Output channels of the micro-kernel. */
const LANES = 8;
/** Bytes of temporary memory that assembly/weights.ts needs. */
const TEMPORARY = 320;

/** How many numbers the packed weights of a layer have. */
export function packedLength({ method, kernel, inputPitch, outputPitch }: Layer): number {
  const pairs = inputPitch * outputPitch;
  if (method === 'depthwise') return kernel * kernel * outputPitch;
  if (method === 'direct') return kernel * kernel * pairs;
  return PRODUCTS[method] * (kernel / 3) ** 2 * pairs;
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
  const { method, kernel, inputs, outputs, inputPitch, outputPitch } = layer;
  if (method === 'depthwise') {
    heap.reach(at + packedLength(layer) * 4);
    const packed = heap.floats(at, packedLength(layer)).fill(0);
    for (let tap = 0; tap < kernel * kernel; tap++) {
      packed.set(values.subarray(tap * inputs, (tap + 1) * inputs), tap * outputPitch);
    }
    return;
  }
  const pitch = roundUp(outputs, LANES);
  const length = kernel * kernel * inputPitch * pitch;
  const step = Math.max(heap.top, roundUp(at + packedLength(layer) * 4, 64));
  const temporary = roundUp(step + STEP_BYTES, 64);
  const from = temporary + TEMPORARY;
  heap.reach(from + length * 4);
  const staged = heap.floats(from, length);
  if (pitch === outputs && inputPitch === inputs) staged.set(values);
  else {
    staged.fill(0);
    for (let tap = 0; tap < kernel * kernel; tap++) {
      for (let input = 0; input < inputs; input++) {
        const own = (tap * inputs + input) * outputs;
        staged.set(values.subarray(own, own + outputs), (tap * inputPitch + input) * pitch);
      }
    }
  }
  const fields = { kind: KINDS[method], kernel, inputPitch, outputPitch, weights: at };
  writeStep(heap.memory.buffer, step, makeStep(fields));
  kernels.packWeights(step, from, temporary);
}

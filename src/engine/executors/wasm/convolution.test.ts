/** Every kernel against its definition in float64, at odd sizes, channel counts and strides. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Heap } from './heap.ts';
import type { Kernels } from './kernels.ts';
import { roundUp, type Layer, type Method } from './method.ts';
import { makePlan } from './plan.ts';
import { writeStep } from './step.ts';
import { cases, drawnCases, type Case } from './testing/cases.ts';
import { nodeKernels } from './testing/node.ts';
import { largestDifference } from '../../testing/difference.ts';
import { randomFloats, randomFrom } from '../testing/random.ts';
import { convolve, moments, type Map3 } from '../testing/reference.ts';
import { packedLength, packWeights } from './packing.ts';

let heap: Heap;
let kernels: Kernels;

/** Something that no kernel writes. */
const UNTOUCHED = 0x5a;

/** Of the tests, since both variants of the kernels are held to the same ones, which take long. */
const references = new Map<string, Map3>();

function run(test: Case, seed: number, normalized: boolean) {
  const { method, inputs, outputs, height, width } = test;
  const random = randomFrom(seed);
  const outputPitch = method === 'planar' ? outputs : roundUp(outputs, 8);
  const layers = layersOf(test, outputPitch);
  const weights = layers.map((layer) =>
    randomFloats(layer.kernel ** 2 * layer.inputs * (layer.depthwise ? 1 : outputs), random),
  );
  const start = heap.top;
  let weightsEnd = start;
  const addresses = layers.map((layer) => {
    const at = weightsEnd;
    weightsEnd = roundUp(at + packedLength(layer) * 4, 64);
    return at;
  });
  const threads = 2;
  const plan = makePlan(layers, addresses, weightsEnd, height, width, threads);
  heap.reach(plan.end + 65_536);
  new Uint8Array(heap.memory.buffer).fill(UNTOUCHED, start);
  for (const [i, layer] of layers.entries()) {
    const values = weights[i] as Float32Array;
    packWeights(layer, { shape: [], values }, heap, kernels, addresses[i] as number);
  }
  const last = plan.layers.at(-1);
  const [{ at: address, step } = { at: 0, step: undefined }] = last?.steps ?? [];
  if (!step) throw new Error('no step');
  const image = randomFloats(height * width * inputs, random).map((v) => v + 3);
  heap.floats(plan.image, image.length).set(image);
  // The coefficients of a layer before it, where the kernel has none of its own in this plan.
  const coefficients = roundUp(plan.end, 64);
  const scales = randomFloats(2 * inputs, random);
  if (normalized) {
    Object.assign(step, { coefficients, rectify: 1 });
    heap.floats(coefficients, 2 * inputs).set(scales);
  }
  writeStep(heap.memory.buffer, address, step);
  const reference = () => {
    const source = Float64Array.from(image, (value, i) => {
      if (!normalized) return value;
      const c = i % inputs;
      return Math.max(0, value * (scales[c] as number) + (scales[inputs + c] as number));
    });
    const map: Map3 = { height, width, channels: inputs, values: source };
    return layers.reduce(
      (read, layer, i) => convolve(read, weights[i] as Float32Array, layer),
      map,
    );
  };
  const expected = () => {
    const key = JSON.stringify([test, seed]);
    const found = references.get(key) ?? reference();
    references.set(key, found);
    return found;
  };
  const result = () => {
    const all = heap.floats(step.output, step.outputHeight * step.outputWidth * outputPitch);
    return all.filter((_, i) => i % outputPitch < outputs);
  };
  return { step, address, plan, last, expected, result };
}

/** The convolution of a case, as a network has it: a separable one is two. */
function layersOf(test: Case, outputPitch: number): Layer[] {
  const { inputs } = test;
  const whole: Layer = {
    ...test,
    ...{ name: 'test', layer: 'test', weightsOf: 'test', activation: 'none', residual: 'none' },
    ...{ depthwise: false, normalized: true, inputPitch: inputs, outputPitch },
  };
  if (test.method !== 'separable') return [whole];
  const first: Layer = {
    ...whole,
    ...{ method: 'depthwise', depthwise: true, normalized: false },
    ...{ outputs: inputs, outputPitch: inputs },
  };
  return [first, { ...whole, kernel: 1, stride: 1, upsample: 1, shift: 0 }];
}

/**
 * Float32 sums of so many random products are off by about this, of the largest; after the transforms of
 * F(3, 3), whose factors go up to 4, by twice as much.
 */
const tolerance = (values: Float64Array, method: Method) =>
  (method === 'planar' || method === 'winograd' ? 8e-6 : 4e-6) *
  values.reduce((m, v) => Math.max(m, Math.abs(v)), 1);

const bytesOf = (values: Float32Array) => new Uint8Array(values.buffer);

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, within: number) {
  expect(largestDifference(actual, expected)).toBeLessThan(within);
}

describe.each(['simd', 'relaxed'] as const)('with %s', (variant) => {
  beforeAll(async () => ({ heap, kernels } = await nodeKernels(variant)));

  describe.each([...cases, ...drawnCases(7, 24)])(
    '$method $kernel x $kernel, stride $stride, enlarged $upsample, $inputs -> $outputs, $height x $width',
    (test) => {
      it('is the convolution, and its sums are those of float64', () => {
        const { step, address, last, result, ...more } = run(test, 1, false);
        expect(kernels.run(1024, address)).toBe(1);
        const expected = more.expected();
        expectClose(result(), expected.values, tolerance(expected.values, test.method));
        const { statistics } = last ?? { statistics: 0 };
        kernels.mergeSums(address, statistics);
        const { mean, variance } = moments(expected);
        const { outputPitch } = step;
        const found = heap.floats(statistics, 2 * outputPitch);
        expectClose(found.slice(0, test.outputs), mean, tolerance(expected.values, test.method));
        const largest = Math.max(...variance, 1e-3);
        expectClose(found.slice(outputPitch).subarray(0, test.outputs), variance, 1e-5 * largest);
      });

      it('is the same bits whoever does a ticket, and in any order', () => {
        const { step, address, result } = run(test, 2, false);
        kernels.run(1024, address);
        const once = result();
        const tickets = step.strips * step.chunks;
        heap.floats(step.output, step.outputHeight * step.outputWidth * step.outputPitch).fill(0);
        for (let ticket = tickets - 1; ticket >= 0; ticket--) {
          kernels.task(address, ticket, ticket % 2);
        }
        expect(Buffer.compare(bytesOf(result()), bytesOf(once))).toBe(0); // toEqual takes seconds
      });

      it('writes where the plan says, and nowhere else', () => {
        const { step, address, plan } = run(test, 3, false);
        const before = new Uint8Array(heap.memory.buffer).slice();
        for (let ticket = 0; ticket < step.strips * step.chunks; ticket++) {
          kernels.task(address, ticket, 1);
        }
        const after = new Uint8Array(heap.memory.buffer);
        const { outputHeight, outputWidth, outputPitch, lanes, strips, chunks } = step;
        const own = [
          [step.output, outputHeight * outputWidth * outputPitch * 4],
          [step.partials, strips * chunks * (16 + 24 * lanes)],
          [step.scratch + step.scratchBytes, step.scratchBytes],
        ] as const;
        for (const [start, bytes] of own) before.fill(0, start, start + bytes);
        for (const [start, bytes] of own) after.fill(0, start, start + bytes);
        expect(Buffer.compare(before, after)).toBe(0);
        expect(step.scratch + 2 * step.scratchBytes).toBeLessThanOrEqual(plan.end);
      });

      // Its input comes from a convolution, which has whole vectors of channels.
      if (test.inputs % 4 !== 0) return;

      it('normalizes and rectifies its input as it loads it', () => {
        const { address, expected, result } = run(test, 4, true);
        kernels.run(1024, address);
        const { values } = expected();
        expectClose(result(), values, tolerance(values, test.method));
      });
    },
  );
});

import type { Image, PreparedModel } from '../executor.ts';
import { EngineProblem } from '../../problems.ts';
import type { Stopwatch } from '../stopwatch.ts';
import type { Weight } from '../../weights/decode.ts';
import type { LoadedModel } from '../../weights/load.ts';
import { CONTROL, type Heap } from './heap.ts';
import type { Kernels } from './kernels.ts';
import { layersOf, type Layer } from './method.ts';
import { makePlan, type LayerPlan, type Plan } from './plan.ts';
import { writeStep } from './step.ts';
import { packedLength, packWeights } from './weights.ts';

/** Added to the variance; the same as in training/model.py. */
const EPSILON = 1e-5;

/** Mean and variance of each convolution's output, [2][outputPitch] each, in their order. */
export type Statistics = readonly Float32Array[];

/** What a run may be given besides the image. */
export interface RunOptions {
  readonly onLayer?: (index: number, name: string) => Promise<void>;
  readonly watch?: Stopwatch | undefined;
  /** Normalize with these instead of the image's own, so that the tiles of a picture fit together. */
  readonly statistics?: Statistics | undefined;
}

/** A model whose weights lie in the heap. */
export interface WasmNetwork extends PreparedModel {
  /**
   * Paint an image [height, width, inputs] in a mix of style rows -> [height, width, outputs] in 0..1
   * and the statistics that it was normalized with. Rejects with what `onLayer` rejects with, with
   * RangeError where memory ends, and with EngineProblem `worker-stopped` when a thread has died.
   */
  paint(
    image: Image,
    style: readonly number[],
    options?: RunOptions,
  ): Promise<{ values: Float32Array; statistics: Statistics }>;
}

/**
 * A network on the kernels' heap. Weights are packed now, once; runs wait for `ready`, the threads. Throws
 * EngineProblem `model-unsupported` where the kernels do not know what the network has, `model-incomplete` where a weight
 * is missing or of another shape, and RangeError where memory ends.
 */
export function prepareNetwork(
  model: Pick<LoadedModel, 'spec' | 'weights'>,
  heap: Heap,
  kernels: Kernels,
  threads: number,
  ready?: Promise<void>,
): WasmNetwork {
  const layers = layersOf(model.spec);
  for (const layer of layers) weightOf(model, layer); // before anything is kept
  const bytes = layers.map((layer) => packedLength(layer) * 4);
  const block = heap.keep(bytes.reduce((sum, n) => sum + n, 0));
  let end = block.at;
  const addresses = bytes.map((size) => (end += size) - size);
  try {
    for (const [index, layer] of layers.entries()) {
      packWeights(layer, weightOf(model, layer), heap, kernels, addresses[index] as number);
    }
  } catch (error) {
    heap.free(block);
    throw error;
  }

  // Only these are needed from now on; the kernels' weights are on the heap.
  const rows = new Map([...model.weights].filter(([name]) => !name.endsWith('/weights')));

  /** The row of a layer in a mix of styles: scales, then shifts, padded channels zero. */
  function writeRow({ layer, row }: LayerPlan, style: readonly number[]) {
    const to = heap.floats(row, 2 * layer.outputPitch).fill(0);
    for (const [part, kind] of ['scale', 'shift'].entries()) {
      const { values } = rows.get(`${layer.name}/${kind}`) as Weight;
      for (let c = 0; c < layer.outputs; c++) {
        const mixed = style.reduce(
          (sum, w, s) => sum + w * (values[s * layer.outputs + c] ?? 0),
          0,
        );
        to[part * layer.outputPitch + c] = mixed;
      }
    }
  }

  function prepareRun(image: Image, style: readonly number[]): Plan {
    const plan = makePlan(layers, addresses, heap.top, image.height, image.width, threads);
    heap.reach(plan.end);
    heap.floats(plan.image, image.values.length).set(image.values);
    const { buffer } = heap.memory;
    for (const layer of plan.layers) {
      writeRow(layer, style);
      for (const { at, step } of layer.steps) writeStep(buffer, at, step);
    }
    writeStep(buffer, plan.final.at, plan.final.step);
    return plan;
  }

  function runStep(at: number) {
    if (kernels.run(CONTROL, at)) return;
    throw new EngineProblem({ code: 'engine/worker-stopped' });
  }

  /** One layer, and what its successor normalizes its output with. -> its statistics */
  function runLayer(plan: LayerPlan, given?: Float32Array): Float32Array {
    const { steps, layer, statistics, row, coefficients, coefficientCount } = plan;
    const [convolution, addition] = steps;
    if (!convolution) return new Float32Array();
    runStep(convolution.at);
    const length = 2 * layer.outputPitch;
    if (given) heap.floats(statistics, length).set(given);
    else kernels.mergeSums(convolution.at, statistics);
    const { outputPitch } = layer;
    kernels.normalization(statistics, row, outputPitch, coefficients, coefficientCount, EPSILON);
    if (addition) runStep(addition.at);
    return heap.floats(statistics, length).slice();
  }

  async function paint(image: Image, style: readonly number[], options: RunOptions = {}) {
    const { onLayer, watch } = options;
    await ready;
    const plan = prepareRun(image, style);
    watch?.endPart('upload');
    const statistics: Float32Array[] = [];
    for (const [index, layer] of plan.layers.entries()) {
      await onLayer?.(index, layer.layer.name);
      watch?.startLayer();
      statistics.push(runLayer(layer, options.statistics?.[index]));
      if (index === plan.layers.length - 1) runStep(plan.final.at);
      watch?.endLayer(layer.layer.layer);
    }
    watch?.see({ bytes: heap.bytes, of: 'heap' });
    watch?.endPart('inference');
    return { values: heap.floats(plan.picture, plan.pictureLength).slice(), statistics };
  }

  return {
    paint,
    run: async (image, style, onLayer, watch) =>
      (await paint(image, style, { onLayer, watch })).values,
    dispose: () => heap.free(block),
  };
}

/** The weights of a layer. Throws EngineProblem `model-incomplete` unless they are all there, in its shapes. */
function weightOf({ weights }: Pick<LoadedModel, 'weights'>, layer: Layer): Weight {
  const { name, kernel, inputs, outputs } = layer;
  const kernels = weights.get(`${name}/weights`);
  const rows = ['scale', 'shift'].map((kind) => weights.get(`${name}/${kind}`));
  const whole =
    kernels?.values.length === kernel * kernel * inputs * outputs &&
    String(kernels.shape) === String([kernel, kernel, inputs, outputs]) &&
    rows.every((row) => row?.shape.length === 2 && row.shape[1] === outputs);
  if (whole) return kernels;
  throw new EngineProblem({ code: 'engine/model-incomplete', weight: name });
}

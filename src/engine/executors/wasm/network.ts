import type { FloatImage, PreparedModel } from '../executor.ts';
import { weightsName, weightsShape } from '../../../network/index.ts';
import { EngineProblem } from '../../problems.ts';
import { mixedRow, type RowMix, type RowPart } from '../../rowMix.ts';
import type { Weight } from '../../weights/decode.ts';
import type { LoadedModel } from '../../weights/load.ts';
import { CONTROL, type Heap } from './heap.ts';
import type { Kernels } from './kernels.ts';
import { layersOf, type Layer } from './method.ts';
import { makePlan, type LayerPlan, type Plan } from './plan.ts';
import { writeStep } from './step.ts';
import { packedLength, packWeights } from './packing.ts';

/** Added to the variance; the same as in training/model.py. */
const EPSILON = 1e-5;

interface NetworkOptions {
  /** Runs wait for it: the threads have started. */
  readonly ready?: Promise<void> | undefined;
  /** Called when a run finds that a thread has died. */
  readonly onLost?: () => void;
}

/**
 * A network on the kernels' heap. Weights are packed now, once. Throws EngineProblem `model-unsupported` where
 * the kernels do not know what the network has, `model-incomplete` where a weight is missing or of another
 * shape, and RangeError where memory ends. A run rejects with what `onLayer` rejects with, with RangeError where
 * memory ends, and with EngineProblem `worker-stopped` when a thread has died.
 */
export function prepareNetwork(
  model: Pick<LoadedModel, 'spec' | 'weights'>,
  heap: Heap,
  kernels: Kernels,
  threads: number,
  options: NetworkOptions = {},
): PreparedModel {
  const layers = layersOf(model.spec);
  for (const layer of layers) weightOf(model, layer); // before anything is kept
  /** The first layer with the same weights, which are packed once. */
  const owners = layers.map((layer) => layers.findIndex((other) => samePacked(layer, other)));
  const bytes = layers.map((layer, i) => (owners[i] === i ? packedLength(layer) * 4 : 0));
  const block = heap.keep(bytes.reduce((sum, n) => sum + n, 0));
  let end = block.at;
  const own = bytes.map((size) => (end += size) - size);
  const addresses = owners.map((owner) => own[owner] as number);
  try {
    for (const [index, layer] of layers.entries()) {
      if (owners[index] !== index) continue;
      packWeights(layer, weightOf(model, layer), heap, kernels, addresses[index] as number);
    }
  } catch (error) {
    heap.free(block);
    throw error;
  }

  // The other weights are on the heap now.
  const rows = new Map([...model.weights].filter(([name]) => !name.endsWith('/weights')));

  /** The row of a layer: scales, then shifts, padded channels zero. */
  function writeRow({ layer, row }: LayerPlan, { scale, shift }: RowPart) {
    const to = heap.floats(row, 2 * layer.outputPitch).fill(0);
    to.set(scale);
    to.set(shift, layer.outputPitch);
  }

  function prepareRun(image: FloatImage, style: RowMix): Plan {
    const plan = makePlan(layers, addresses, heap.top, image.height, image.width, threads);
    heap.reach(plan.end);
    heap.floats(plan.image, image.values.length).set(image.values);
    const { buffer } = heap.memory;
    const mixed = mixedRow(layers, rows, style);
    for (const [at, layer] of plan.layers.entries()) {
      if (layer.layer.normalized) writeRow(layer, mixed[at] as RowPart);
      for (const { at, step } of layer.steps) writeStep(buffer, at, step);
    }
    writeStep(buffer, plan.final.at, plan.final.step);
    return plan;
  }

  function runStep(at: number) {
    if (kernels.run(CONTROL, at)) return;
    options.onLost?.();
    throw new EngineProblem({ code: 'engine/worker-stopped' });
  }

  /**
   * Run one layer, and prepare what its successor normalizes its output with. @returns its statistics, none where it has
   * no norm
   */
  function runLayer(plan: LayerPlan, given?: Float32Array): Float32Array {
    const { steps, layer, statistics, row, coefficients, coefficientCount } = plan;
    const [convolution, addition] = steps;
    if (!convolution) return new Float32Array();
    runStep(convolution.at);
    const { outputs, outputPitch } = layer;
    if (!layer.normalized) {
      if (given && given.length > 0) throw new Error('statistics of another network');
      return new Float32Array();
    }
    if (given) {
      if (given.length !== 2 * outputs) throw new Error('statistics of another network');
      const to = heap.floats(statistics, 2 * outputPitch).fill(0);
      to.set(given.subarray(0, outputs));
      to.set(given.subarray(outputs), outputPitch);
    } else kernels.mergeSums(convolution.at, statistics);
    kernels.normalization(statistics, row, outputPitch, coefficients, coefficientCount, EPSILON);
    if (addition) runStep(addition.at);
    const padded = heap.floats(statistics, 2 * outputPitch);
    const own = new Float32Array(2 * outputs);
    own.set(padded.subarray(0, outputs));
    own.set(padded.subarray(outputPitch, outputPitch + outputs), outputs);
    return own;
  }

  const run: PreparedModel['run'] = async (image, style, runOptions = {}) => {
    const { onLayer, stopwatch, statistics: given, withStatistics } = runOptions;
    await options.ready;
    const plan = prepareRun(image, style);
    stopwatch?.endPart('upload');
    const statistics: Float32Array[] = [];
    for (const [index, layer] of plan.layers.entries()) {
      await onLayer?.(index, layer.layer.name);
      stopwatch?.startLayer();
      statistics.push(runLayer(layer, given?.[index]));
      if (index === plan.layers.length - 1) runStep(plan.final.at);
      stopwatch?.endLayer(layer.layer.layer);
    }
    stopwatch?.see({ bytes: heap.bytes, of: 'heap' });
    stopwatch?.endPart('inference');
    const values = heap.floats(plan.picture, plan.pictureLength).slice();
    return withStatistics ? { values, statistics } : { values };
  };

  return {
    run,
    runBytes: (height, width) => makePlan(layers, addresses, 0, height, width, threads).end,
    dispose: () => heap.free(block),
  };
}

/** The weights of a layer. Throws EngineProblem `model-incomplete` unless they are all there, in its shapes. */
function weightOf({ weights }: Pick<LoadedModel, 'weights'>, layer: Layer): Weight {
  const { name, outputs } = layer;
  const kernels = weights.get(weightsName(layer));
  const shape = weightsShape(layer);
  const kinds = layer.normalized ? ['scale', 'shift'] : [];
  const rows = kinds.map((kind) => weights.get(`${name}/${kind}`));
  const whole =
    kernels?.values.length === shape.reduce((all, size) => all * size, 1) &&
    String(kernels.shape) === String(shape) &&
    rows.every((row) => row?.shape.length === 2 && row.shape[1] === outputs);
  if (whole) return kernels;
  throw new EngineProblem({ code: 'engine/model-incomplete', weight: name });
}

/** Whether two layers read the same packed weights. */
function samePacked(a: Layer, b: Layer): boolean {
  const keys = ['weightsOf', 'method', 'kernel', 'inputPitch', 'outputPitch'] as const;
  return keys.every((key) => a[key] === b[key]);
}

import * as tf from '@tensorflow/tfjs-core';
import { convolutions, shiftTaps, weightsName, type Convolution } from '../../../network/index.ts';
import { mixedRow, type RowMix, type RowPart } from '../../rowMix.ts';
import type { Statistics } from '../../stylizer.ts';
import type { FloatImage, PreparedModel, RunOptions, RunResult } from '../executor.ts';
import type { LoadedModel } from '../../weights/load.ts';
import { FrameCanvas } from '../frameCanvas.ts';
import type { Backend } from './backend.ts';

/** Added to the variance; the same as in training/model.py. */
const EPSILON = 1e-5;

type Map4 = tf.Tensor4D;
/** The scale and shift of one convolution for one mix of styles, [1, 1, 1, C] each. */
type Row = readonly [scale: Map4, shift: Map4];
/** Mean and variance of a convolution's output, [1, 1, 1, C] each; nothing of one without a norm. */
type Moments = readonly [mean: Map4, variance: Map4] | readonly [];

/**
 * A network as composed TensorFlow.js operations: the reference that other executors are compared
 * with, and the one that runs everywhere. Needs the backend to be set. Throws what tfjs throws, and keeps
 * nothing then.
 */
export function prepareNetwork(model: LoadedModel, backend: Backend): PreparedModel {
  const layers = convolutions(model.spec);
  const rows = new Map([...model.weights].filter(([name]) => !isKernel(name)));
  const tensors = uploadWeights(model, layers);
  const uploaded = [...tensors.values()].reduce((sum, { size }) => sum + size * 4, 0);
  const weight = (name: string) => tensors.get(name) as tf.Tensor;

  /**
   * Paint an image [1, H, W, 3], likewise, with the moments of each convolution where the options ask for
   * them. Disposes of the image, also when it throws.
   */
  async function forward(
    image: Map4,
    style: RowMix,
    { onLayer, stopwatch, statistics, withStatistics }: RunOptions = {},
  ): Promise<{ painting: Map4; moments: readonly Moments[] }> {
    /** What is to be freed, whatever happens. */
    const owned = new Set<tf.Tensor>([image]);
    const free = (tensor: tf.Tensor) => {
      owned.delete(tensor);
      tensor.dispose();
    };
    const moments: Moments[] = [];
    try {
      const mixed = mixedRow(layers, rows, style);
      let x = image;
      let kept: Map4 | undefined;
      let others = 0;
      if (stopwatch) {
        backend.upload(x);
        await backend.done();
        stopwatch.endPart('upload');
        others = bytesOfOthers(x);
      }
      for (const [index, conv] of layers.entries()) {
        await onLayer?.(index, conv.name);
        const input = x;
        const residual = conv.residual === 'add' ? kept : undefined;
        stopwatch?.startLayer();
        const { output, seen } = tf.tidy(() => {
          const kernel = weight(weightsName(conv)) as Map4;
          const read = conv.shift
            ? shifted(input, weight(tapsOf(conv.inputs)) as Map4, conv.shift)
            : input;
          const given = statistics && momentsOf(statistics[index], conv);
          const y = convolve(read, kernel, conv);
          const made = conv.normalized
            ? normalized(
                y,
                tensorsOf(mixed[index] as RowPart),
                conv,
                residual,
                given,
                backend.normalize,
              )
            : { output: y, moments: [] };
          // Now, since tidy is about to free the steps between input and output.
          if (stopwatch) stopwatch.see(memoryWithout(others));
          return { output: made.output, seen: withStatistics ? [...made.moments] : [] };
        });
        x = output;
        owned.add(x);
        for (const tensor of seen) owned.add(tensor);
        if (withStatistics) moments.push(seen as unknown as Moments);
        if (stopwatch?.layers) {
          await backend.done();
          stopwatch.endLayer(conv.layer);
        }
        if (conv.residual === 'keep') kept = input;
        else free(input);
        if (residual) {
          free(residual);
          kept = undefined;
        }
      }
      if (stopwatch) {
        await backend.done();
        stopwatch.endPart('inference');
      }
      for (const tensor of [x, ...moments.flat()]) owned.delete(tensor);
      return { painting: x, moments };
    } finally {
      tf.dispose([...owned]);
    }
  }

  async function run(image: FloatImage, style: RowMix, options?: RunOptions): Promise<RunResult> {
    const x: Map4 = tf.tensor4d(image.values, [1, image.height, image.width, 3]);
    const { painting, moments } = await forward(x, style, options);
    try {
      const values = (await painting.data()) as Float32Array;
      if (!options?.withStatistics) return { values };
      return { values, statistics: await readStatistics(moments) };
    } finally {
      tf.dispose([painting, ...moments.flat()]);
    }
  }

  const frames = new FrameCanvas('gpu');
  const runFrame: NonNullable<PreparedModel['runFrame']> = async (frame, style, size) => {
    const { canvas } = frames.draw(frame, size.width, size.height);
    const { painting } = await forward(fromCanvas(canvas), style);
    try {
      return await (backend.present as NonNullable<Backend['present']>)(painting);
    } finally {
      painting.dispose();
    }
  };

  /** What other models hold on a GPU. A WebAssembly memory never shrinks, so there it can't be told. */
  function bytesOfOthers(image: Map4): number {
    const { bytes, of } = backend.memory();
    return of === 'gpu' ? Math.max(0, bytes - uploaded - image.size * 4) : 0;
  }

  function memoryWithout(others: number) {
    const { bytes, of } = backend.memory();
    return { bytes: bytes - others, of };
  }

  return {
    run,
    ...(backend.present && { runFrame }),
    dispose: () => tf.dispose([...tensors.values()]),
  };
}

/** Whether a weight is a kernel; else it is a style row, which is mixed before it goes to the device. */
const isKernel = (name: string) => name.endsWith('/weights');

/** A model's kernels on the device, by name. Keeps none of them where one can't be put there. */
function uploadWeights(model: LoadedModel, layers: readonly Convolution[]) {
  const weights = new Map([...model.weights].filter(([name]) => isKernel(name)));
  for (const { shift, inputs } of layers) {
    if (!shift) continue;
    weights.set(tapsOf(inputs), { shape: [3, 3, inputs, 1], values: shiftTaps(inputs) });
  }
  const tensors = new Map<string, tf.Tensor>();
  try {
    for (const [name, { shape, values }] of weights) {
      tensors.set(name, tf.tensor(values, [...shape], 'float32'));
    }
    return tensors;
  } catch (error) {
    tf.dispose([...tensors.values()]);
    throw error;
  }
}

/** Read the moments of all convolutions at once. */
async function readStatistics(moments: readonly Moments[]): Promise<Statistics> {
  const all = tf.tidy(() => tf.concat1d(moments.flat().map((tensor) => tf.reshape(tensor, [-1]))));
  const values = (await all.data().finally(() => all.dispose())) as Float32Array;
  let end = 0;
  return moments.map(([mean]) => values.slice(end, (end += 2 * (mean?.size ?? 0))));
}

/** Statistics [2][outputs] of a convolution as tensors. */
function momentsOf(
  statistics: Float32Array | undefined,
  { normalized, outputs }: Convolution,
): Moments {
  const length = normalized ? 2 * outputs : 0;
  if (statistics?.length !== length) throw new Error('statistics of another network');
  if (!normalized) return [];
  const part = (at: number) =>
    tf.tensor4d(statistics.subarray(at, at + outputs), [1, 1, 1, outputs]);
  return [part(0), part(outputs)];
}

/** The pixels of a canvas in 0..1, [1, H, W, 3], without leaving the GPU. */
function fromCanvas(canvas: OffscreenCanvas): Map4 {
  return tf.tidy(() => {
    const pixels = tf.browser.fromPixels(canvas);
    return tf.expandDims<tf.Tensor4D>(tf.div(pixels, 255));
  });
}

/** A part of a style row as tensors. */
function tensorsOf({ scale, shift }: RowPart): Row {
  const shape: [number, number, number, number] = [1, 1, 1, scale.length];
  return [tf.tensor4d(scale, shape), tf.tensor4d(shift, shape)];
}

/** Name of the constant that moves `channels` channels; no weight has a name without a slash. */
const tapsOf = (channels: number) => `shift ${channels}`;

/** Half of the channels from pixels around: one operation, where slices would take ten. */
function shifted(x: Map4, taps: Map4, distance: number): Map4 {
  return tf.depthwiseConv2d(reflectPad(x, distance), taps, 1, 'valid', 'NHWC', distance);
}

/** Enlarged, padded, convolved. */
function convolve(x: Map4, weights: Map4, conv: Convolution): Map4 {
  const large = conv.upsample === 1 ? x : upsample(x, conv.upsample);
  const padded = reflectPad(large, conv.kernel >> 1);
  if (conv.depthwise) return tf.depthwiseConv2d(padded, weights, conv.stride, 'valid');
  return tf.conv2d(padded, weights, conv.stride, 'valid');
}

/** Normalized, activated, and what is kept of a residual block added. */
function normalized(
  y: Map4,
  row: Row,
  conv: Convolution,
  residual: Map4 | undefined,
  given: Moments | undefined,
  normalize: Backend['normalize'],
): { output: Map4; moments: Moments } {
  // Instance normalization (Ulyanov et al. 2016) with a style's scale and shift (Dumoulin et al. 2017).
  const mean: Map4 = given?.[0] ?? tf.mean(y, [1, 2], true);
  const [scale, shift] = row;
  const gainOf = (variance: Map4) => tf.mul<Map4>(scale, tf.rsqrt(tf.add(variance, EPSILON)));
  if (normalize) {
    const variance: Map4 = given?.[1] ?? tf.mean(tf.squaredDifference(y, mean), [1, 2], true);
    const normal = normalize(y, mean, gainOf(variance), shift, conv.activation);
    return { output: residual ? tf.add(normal, residual) : normal, moments: [mean, variance] };
  }
  const centred = tf.sub(y, mean);
  const variance: Map4 = given?.[1] ?? tf.mean(tf.square(centred), [1, 2], true);
  const normal = tf.add<Map4>(tf.mul(centred, gainOf(variance)), shift);
  return { output: activate(normal, conv, residual), moments: [mean, variance] };
}

function activate(x: Map4, { activation }: Convolution, residual: Map4 | undefined): Map4 {
  if (activation === 'relu') return tf.relu(x);
  if (activation === 'sigmoid') return tf.sigmoid(x);
  return residual ? tf.add(x, residual) : x;
}

function upsample(x: Map4, factor: number): Map4 {
  const [, height, width] = x.shape;
  return tf.image.resizeNearestNeighbor(x, [height * factor, width * factor]);
}

function reflectPad(x: Map4, pad: number): Map4 {
  if (pad === 0) return x;
  const none: [number, number] = [0, 0];
  return tf.mirrorPad(x, [none, [pad, pad], [pad, pad], none], 'reflect');
}

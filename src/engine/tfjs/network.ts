import * as tf from '@tensorflow/tfjs-core';
import { convolutions, shiftTaps, type Convolution } from '../../network/index.ts';
import type { Image, PreparedModel } from '../executor.ts';
import type { Stopwatch } from '../stopwatch.ts';
import { weightBytes, type LoadedModel } from '../weights/load.ts';
import type { Backend } from './backend.ts';

/** Added to the variance; the same as in training/model.py. */
const EPSILON = 1e-5;

type Map4 = tf.Tensor4D;
/** The scale and shift of one convolution for one mix of styles, [1, 1, 1, C] each. */
type Row = readonly [scale: Map4, shift: Map4];

/**
 * A network as composed TensorFlow.js operations: the reference that other executors are compared
 * with, and the one that runs everywhere. Needs the backend to be set.
 */
export function prepareNetwork(model: LoadedModel, backend: Backend): PreparedModel {
  const layers = convolutions(model.spec);
  const tensors = new Map<string, tf.Tensor>();
  const weights = new Map(model.weights);
  for (const { shift, inputs } of layers) {
    if (!shift) continue;
    weights.set(tapsOf(inputs), { shape: [3, 3, inputs, 1], values: shiftTaps(inputs) });
  }
  for (const [name, { shape, values }] of weights) {
    tensors.set(name, tf.tensor(values, [...shape], 'float32'));
  }
  const weight = (name: string) => tensors.get(name) as tf.Tensor;
  const row = (conv: Convolution, style: tf.Tensor2D): Row => [
    mix(style, weight(`${conv.name}/scale`)),
    mix(style, weight(`${conv.name}/shift`)),
  ];

  /** [1, H, W, 3] -> its painting, likewise. Disposes of the image. */
  async function forward(
    image: Map4,
    style: readonly number[],
    onLayer?: (index: number, name: string) => Promise<void>,
    watch?: Stopwatch,
  ): Promise<Map4> {
    let x = image;
    let kept: Map4 | undefined;
    const styleRow = tf.tensor2d([...style], [1, style.length]);
    let others = 0;
    try {
      if (watch) {
        backend.upload(x);
        await backend.done();
        watch.endPart('upload');
        others = bytesOfOthers(x);
      }
      for (const [index, conv] of layers.entries()) {
        await onLayer?.(index, conv.name);
        const input = x;
        const residual = conv.residual === 'add' ? kept : undefined;
        watch?.startLayer();
        x = tf.tidy(() => {
          const kernel = weight(`${conv.name}/weights`) as Map4;
          const seen = conv.shift
            ? shifted(input, weight(tapsOf(conv.inputs)) as Map4, conv.shift)
            : input;
          const output = layer(seen, kernel, row(conv, styleRow), conv, residual);
          // Now, since tidy is about to free the steps between input and output.
          if (watch) watch.see(memoryWithout(others));
          return output;
        });
        if (watch?.layers) {
          await backend.done();
          watch.endLayer(conv.layer);
        }
        if (conv.residual === 'keep') kept = input;
        else input.dispose();
        if (residual) {
          residual.dispose();
          kept = undefined;
        }
      }
      if (watch) {
        await backend.done();
        watch.endPart('inference');
      }
      return x;
    } catch (error) {
      x.dispose();
      throw error;
    } finally {
      tf.dispose([styleRow, ...(kept ? [kept] : [])]);
    }
  }

  async function run(
    image: Image,
    style: readonly number[],
    onLayer: (index: number, name: string) => Promise<void>,
    watch?: Stopwatch,
  ): Promise<Float32Array> {
    const x: Map4 = tf.tensor4d(image.values, [1, image.height, image.width, 3]);
    const painting = await forward(x, style, onLayer, watch);
    return (await painting.data().finally(() => painting.dispose())) as Float32Array;
  }

  async function runFrame(canvas: OffscreenCanvas, style: readonly number[]) {
    const painting = await forward(fromCanvas(canvas), style);
    try {
      return await (backend.present as NonNullable<Backend['present']>)(painting);
    } finally {
      painting.dispose();
    }
  }

  /** What other models hold on a GPU. A WebAssembly memory never shrinks, so there it can't be told. */
  function bytesOfOthers(image: Map4): number {
    const { bytes, of } = backend.memory();
    return of === 'gpu' ? Math.max(0, bytes - weightBytes(model) - image.size * 4) : 0;
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

/** The pixels of a canvas in 0..1, [1, H, W, 3], without leaving the GPU. */
function fromCanvas(canvas: OffscreenCanvas): Map4 {
  return tf.tidy(() => {
    const pixels = tf.browser.fromPixels(canvas);
    return tf.expandDims<tf.Tensor4D>(tf.div(pixels, 255));
  });
}

/** The rows of `table` [S, C] mixed by `style` [1, S]: [1, 1, 1, C]. */
function mix(style: tf.Tensor2D, table: tf.Tensor): Map4 {
  return tf.reshape(tf.matMul(style, table as tf.Tensor2D), [1, 1, 1, -1]);
}

/** Name of the constant that moves `channels` channels; no weight has a name without a slash. */
const tapsOf = (channels: number) => `shift ${channels}`;

/** Shifts half of the channels (network/shift.ts): one operation, where slices would take ten. */
function shifted(x: Map4, taps: Map4, distance: number): Map4 {
  return tf.depthwiseConv2d(reflectPad(x, distance), taps, 1, 'valid', 'NHWC', distance);
}

function layer(x: Map4, weights: Map4, row: Row, conv: Convolution, residual?: Map4): Map4 {
  const large = conv.upsample === 1 ? x : upsample(x, conv.upsample);
  const y = tf.conv2d(reflectPad(large, conv.kernel >> 1), weights, conv.stride, 'valid');
  const normal = normalize(y, row);
  if (conv.activation === 'relu') return tf.relu(normal);
  if (conv.activation === 'sigmoid') return tf.sigmoid(normal);
  return residual ? tf.add(normal, residual) : normal;
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

/** Instance normalization (Ulyanov et al. 2016) with a style's scale and shift (Dumoulin et al. 2017). */
function normalize(x: Map4, [scale, shift]: Row): Map4 {
  const mean = tf.mean(x, [1, 2], true);
  const centred = tf.sub(x, mean);
  const variance = tf.mean(tf.square(centred), [1, 2], true);
  const gain = tf.mul(scale, tf.rsqrt(tf.add(variance, EPSILON)));
  return tf.add(tf.mul(centred, gain), shift);
}

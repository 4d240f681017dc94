import * as tf from '@tensorflow/tfjs-core';
import { shiftTaps } from '../../../network/index.ts';
import { EngineProblem } from '../../problems.ts';
import type { AvailableExecutor } from '../../stylizer.ts';
import {
  turnedKernel,
  type Conv,
  type ConvShape,
  type MapShape,
  type Ops,
  type OpsDevice,
  type Term,
} from '../ops.ts';
import type { TfjsExecutor } from './create.ts';

/** Added to the variance; the same as in training/model.py. */
const EPSILON = 1e-5;

type Map4 = tf.Tensor4D;

/**
 * Ops on TensorFlow.js, on whichever of its backends is set. Gradients are written out: the library's own ones for
 * depthwise convolutions and reflected borders are missing or wrong on some backends, and only these few are needed.
 */
export const tfjsOps: Ops<tf.Tensor> = {
  prepare: prepareConv,
  matrix: (values, side) => tf.tensor2d(values, [side, side]),
  map: (values, [height, width, channels]) => tf.tensor4d(values, [1, height, width, channels]),
  read: async (values) =>
    Promise.all(values.map(async (value) => (await value.data()) as Float32Array)),
  normalize(map, row, activation, residual) {
    const y = map as Map4;
    const channels = y.shape[3];
    const [mean, gain, scale, output] = tf.tidy(() => {
      const mean: Map4 = tf.mean(y, [1, 2], true);
      const centred = tf.sub<Map4>(y, mean);
      const gain = tf.rsqrt(tf.add(tf.mean<Map4>(tf.square(centred), [1, 2], true), EPSILON));
      const scale = tf.tensor4d(row.subarray(0, channels), [1, 1, 1, channels]);
      const shift = tf.tensor4d(row.subarray(channels), [1, 1, 1, channels]);
      const normal = tf.add<Map4>(tf.mul(centred, tf.mul(gain, scale)), shift);
      const active =
        activation === 'relu'
          ? tf.relu(normal)
          : activation === 'sigmoid'
            ? tf.sigmoid(normal)
            : normal;
      return [mean, gain, scale, residual ? tf.add<Map4>(active, residual) : active];
    }) as [Map4, Map4, Map4, Map4];
    return {
      output,
      back: (gradient) =>
        tf.tidy(() => {
          const own =
            activation === 'relu'
              ? reluBack(gradient, output)
              : activation === 'sigmoid'
                ? tf.mul<Map4>(gradient, tf.mul(output, tf.sub(1, output)))
                : (gradient as Map4);
          const z = tf.mul<Map4>(tf.sub(y, mean), gain);
          const pixels = y.shape[1] * y.shape[2];
          const meanOwn: Map4 = tf.mean(own, [1, 2], true);
          const meanZ: Map4 = tf.mean(tf.mul(own, z), [1, 2], true);
          const through = tf.sub<Map4>(tf.sub(own, meanOwn), tf.mul(z, meanZ));
          const row = tf.concat1d([tf.reshape(meanZ, [-1]), tf.reshape(meanOwn, [-1])]);
          return {
            map: tf.mul<tf.Tensor>(through, tf.mul(gain, scale)),
            row: tf.mul<tf.Tensor>(row, pixels),
          };
        }),
    };
  },
  pool: (map) => tf.maxPool(map as Map4, 2, 2, 'valid'),
  poolBack: (gradient, map, pooled) =>
    tf.tidy(() => {
      const [, height, width] = (pooled as Map4).shape;
      const whole = cut(map as Map4, 0, 0, 2 * height, 2 * width);
      // After a ReLU several zeros may be the maximum; its gradient is 0 there.
      const chosen = tf.cast(tf.equal(whole, twice(pooled as Map4)), 'float32');
      return put(tf.mul(chosen, twice(gradient as Map4)), 0, 0, (map as Map4).shape);
    }),
  half: (map) => tf.avgPool(map as Map4, 2, 2, 'valid'),
  halfBack: (gradient, [height, width, channels]) =>
    tf.tidy(() => put(tf.mul(twice(gradient as Map4), 0.25), 0, 0, [1, height, width, channels])),
  window: (map, top, left, height, width) => cut(map as Map4, top, left, height, width),
  windowBack: (gradient, top, left, [height, width, channels]) =>
    put(gradient as Map4, top, left, [1, height, width, channels]),
  add: (a, b) => tf.add(a, b),
  gram,
  style(map, target, energy): Term<tf.Tensor> {
    const difference = tf.tidy(() => tf.sub<tf.Tensor2D>(gram(map), target as tf.Tensor2D));
    const [, height, width, channels] = (map as Map4).shape;
    return {
      value: tf.tidy(() => tf.div(tf.sum(tf.square(difference)), energy)),
      // G = F'F / pixels, and the difference is symmetric: d|G - T|^2 / dF = 4 F (G - T) / pixels.
      back: (factor) =>
        tf.tidy(() => {
          const rows = tf.reshape<tf.Rank.R2>(map, [height * width, channels]);
          const scaled = tf.mul<tf.Tensor2D>(difference, (4 * factor) / (height * width * energy));
          return tf.reshape(tf.matMul(rows, scaled), (map as Map4).shape);
        }),
    };
  },
  content(map, wanted): Term<tf.Tensor> {
    const energy = tf.tidy(() => tf.maximum(tf.sum(tf.square(wanted)), 1e-8 * wanted.size));
    const difference = tf.sub(map, wanted);
    return {
      value: tf.tidy(() => tf.div(tf.sum(tf.square(difference)), energy)),
      back: (factor) => tf.tidy(() => tf.mul(difference, tf.div(2 * factor, energy))),
    };
  },
  variation(map): Term<tf.Tensor> {
    const x = map as Map4;
    const [, height, width, channels] = x.shape;
    const down = tf.tidy(() =>
      tf.sub<Map4>(cut(x, 1, 0, height - 1, width), cut(x, 0, 0, height - 1, width)),
    );
    const across = tf.tidy(() =>
      tf.sub<Map4>(cut(x, 0, 1, height, width - 1), cut(x, 0, 0, height, width - 1)),
    );
    return {
      value: tf.tidy(() => tf.add(tf.mean(tf.abs(down)), tf.mean(tf.abs(across)))),
      back: (factor) =>
        tf.tidy(() => {
          const signs = (map: Map4) => tf.mul<Map4>(tf.sign(map), factor / map.size);
          const whole = [1, height, width, channels] as const;
          const [d, a] = [signs(down), signs(across)];
          const more = tf.add<Map4>(put(d, 1, 0, whole), put(a, 0, 1, whole));
          return tf.sub(more, tf.add(put(d, 0, 0, whole), put(a, 0, 0, whole)));
        }),
    };
  },
  shapeOf: (map) => map.shape.slice(1) as unknown as MapShape,
  free: (...values) => tf.dispose([...values]),
  within: (work) => tf.tidy(work as () => tf.TensorContainer) as ReturnType<typeof work>,
};

function reluBack(gradient: tf.Tensor, output: tf.Tensor): Map4 {
  return tf.tidy(() => tf.mul<Map4>(gradient as Map4, tf.cast(tf.greater(output, 0), 'float32')));
}

function gram(map: tf.Tensor): tf.Tensor2D {
  return tf.tidy(() => {
    const [, height, width, channels] = (map as Map4).shape;
    const rows = tf.reshape<tf.Rank.R2>(map, [height * width, channels]);
    return tf.div<tf.Tensor2D>(tf.matMul(rows, rows, true), height * width);
  });
}

function prepareConv(
  shape: ConvShape,
  weights: Float32Array,
  bias?: Float32Array,
): Conv<tf.Tensor> {
  const { kernel, inputs, outputs, stride, upsample, shift } = shape;
  const pad = kernel >> 1;
  const own = tf.tensor4d(weights, [kernel, kernel, inputs, outputs]);
  const turned = tf.tensor4d(turnedKernel(shape, weights), [kernel, kernel, outputs, inputs]);
  const added = bias && tf.tensor1d(bias);
  const taps = shift ? shiftTaps(inputs) : undefined;
  const ownTaps = taps && tf.tensor4d(taps, [3, 3, inputs, 1]);
  const turnedTaps = taps && tf.tensor4d(turnedDepthwise(taps, inputs), [3, 3, inputs, 1]);
  return {
    forward: (map) =>
      tf.tidy(() => {
        const x = map as Map4;
        const read = ownTaps
          ? tf.depthwiseConv2d(reflected(x, shift), ownTaps, 1, 'valid', 'NHWC', shift)
          : x;
        const given = tf.conv2d(reflected(enlarged(read, upsample), pad), own, stride, 'valid');
        return added ? tf.relu(tf.add<Map4>(given, added)) : given;
      }),
    back: (given, [height, width], { output, plus } = {}) =>
      tf.tidy(() => {
        const gradient = output ? reluBack(given, output) : given;
        const [tall, wide] = [height * upsample, width * upsample];
        const apart = stride === 1 ? (gradient as Map4) : spread(gradient as Map4, stride);
        // So much that the convolution gives the padded map, also where the last stride left a rest.
        const rest = [tall + 2 * pad, wide + 2 * pad].map(
          (side, axis) => side + kernel - 1 - 2 * (kernel - 1) - (apart.shape[axis + 1] as number),
        ) as [number, number];
        const room: [number, number][] = rest.map((more) => [kernel - 1, kernel - 1 + more]);
        const padded = tf.pad(apart, [[0, 0], ...room, [0, 0]]);
        const large = unreflected(tf.conv2d(padded, turned, 1, 'valid'), pad);
        const small =
          upsample === 1
            ? large
            : tf.mul<Map4>(tf.avgPool(large, upsample, upsample, 'valid'), upsample ** 2);
        if (!turnedTaps) return plus ? tf.add<Map4>(small, plus) : small;
        const around = tf.pad(small, [
          [0, 0],
          [2 * shift, 2 * shift],
          [2 * shift, 2 * shift],
          [0, 0],
        ]);
        const back = tf.depthwiseConv2d(around, turnedTaps, 1, 'valid', 'NHWC', shift);
        const read = unreflected(back, shift);
        return plus ? tf.add<Map4>(read, plus) : read;
      }),
    free: () =>
      tf.dispose([
        own,
        turned,
        ...(added ? [added] : []),
        ...(ownTaps ? [ownTaps] : []),
        ...(turnedTaps ? [turnedTaps] : []),
      ]),
  };
}

function turnedDepthwise(taps: Float32Array, channels: number): Float32Array {
  return Float32Array.from(taps, (_, at) => {
    const tap = Math.floor(at / channels);
    return taps[(8 - tap) * channels + (at % channels)] as number;
  });
}

function enlarged(x: Map4, factor: number): Map4 {
  if (factor === 1) return x;
  const [, height, width] = x.shape;
  return tf.image.resizeNearestNeighbor(x, [height * factor, width * factor]);
}

const twice = (x: Map4): Map4 => enlarged(x, 2);

/** A map with zeros between its pixels, so that they are `stride` apart. */
function spread(x: Map4, stride: number): Map4 {
  const [, height, width, channels] = x.shape;
  const more = stride - 1;
  const pixels = tf.reshape<tf.Rank.R3>(x, [height * width, 1, channels]);
  const across = tf.concat3d([pixels, tf.zeros([height * width, more, channels])], 1);
  const wide = width * stride * channels;
  const rows = tf.reshape<tf.Rank.R3>(across, [height, 1, wide]);
  const down = tf.concat3d([rows, tf.zeros([height, more, wide])], 1);
  const whole = tf.reshape<tf.Rank.R4>(down, [1, height * stride, width * stride, channels]);
  return cut(whole, 0, 0, (height - 1) * stride + 1, (width - 1) * stride + 1);
}

function cut(x: Map4, top: number, left: number, height: number, width: number): Map4 {
  return tf.slice(x, [0, top, left, 0], [1, height, width, x.shape[3]]);
}

/** A map as the part from (top, left) on of a larger one, which is zero around it. */
function put(x: Map4, top: number, left: number, [, height, width]: readonly number[]): Map4 {
  const [, h, w] = x.shape;
  const down: [number, number] = [top, (height as number) - h - top];
  const across: [number, number] = [left, (width as number) - w - left];
  return tf.pad(x, [[0, 0], down, across, [0, 0]]);
}

function reflected(x: Map4, pad: number): Map4 {
  if (pad === 0) return x;
  const both: [number, number] = [pad, pad];
  return tf.mirrorPad(x, [[0, 0], both, both, [0, 0]], 'reflect');
}

/** The gradient of `reflected`: what was reflected at a border is added to where it came from. */
function unreflected(x: Map4, pad: number): Map4 {
  if (pad === 0) return x;
  let map = x;
  for (const axis of [1, 2]) {
    const side = (map.shape[axis] as number) - 2 * pad;
    const part = (start: number, length: number): Map4 => {
      const begin: [number, number, number, number] = [0, 0, 0, 0];
      const size: [number, number, number, number] = [...map.shape];
      begin[axis] = start;
      size[axis] = length;
      return tf.slice(map, begin, size);
    };
    const at = (strip: Map4, start: number): Map4 => {
      const room: [number, number][] = [
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 0],
      ];
      room[axis] = [start, side - pad - start];
      return tf.pad(tf.reverse(strip, axis), room);
    };
    const ends = tf.add<Map4>(at(part(0, pad), 1), at(part(pad + side, pad), side - 1 - pad));
    map = tf.add<Map4>(part(pad, side), ends);
  }
  return map;
}

/** Start a backend of TensorFlow.js, and learn on it. Throws EngineProblem. */
export async function createTfjsOps(
  info: AvailableExecutor,
  create: (info: AvailableExecutor) => Promise<TfjsExecutor>,
): Promise<OpsDevice<tf.Tensor>> {
  const executor = await create(info);
  return {
    ops: {
      ...tfjsOps,
      // Without memory a device goes on, and hands out zeros: it says so on the side only.
      async read(values) {
        const numbers = await tfjsOps.read(values);
        const fault = executor.takeFault?.();
        if (fault) throw new EngineProblem(fault);
        return numbers;
      },
    },
    info: executor.info,
    lost: executor.lost,
    dispose: () => executor.dispose(),
  };
}

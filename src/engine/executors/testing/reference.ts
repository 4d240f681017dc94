/** The network's arithmetic by its definition, in float64: what kernels are compared with. */
import {
  convolutions,
  offsetOf,
  weightsName,
  type Convolution,
  type NetworkSpec,
} from '../../../network/index.ts';
import { reflect } from '../../host/pad.ts';
import type { Weight } from '../../weights/decode.ts';

/** [height, width, channels]. */
export interface Map3 {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly values: Float64Array;
}

type Shape = Pick<
  Convolution,
  'kernel' | 'stride' | 'upsample' | 'outputs' | 'shift' | 'depthwise'
>;

/** Each channel from where it is read, reflected at the border. */
function moved({ height, width, channels, values }: Map3, distance: number): Map3 {
  const read = values.map((_, i) => {
    const [channel, pixel] = [i % channels, Math.floor(i / channels)];
    const [dy, dx] = offsetOf(channel, channels);
    const row = reflect(Math.floor(pixel / width) + distance * dy, height);
    const column = reflect((pixel % width) + distance * dx, width);
    return values[(row * width + column) * channels + channel] as number;
  });
  return { height, width, channels, values: read };
}

/**
 * Shifted channels, nearest enlargement, reflect padding, convolution with weights [k, k, in, out], or of each channel by
 * itself with [k, k, channels, 1].
 */
export function convolve(input: Map3, weights: ArrayLike<number>, shape: Shape): Map3 {
  const x = shape.shift ? moved(input, shape.shift) : input;
  const { kernel, stride, upsample, outputs, depthwise } = shape;
  const [tall, wide] = [x.height * upsample, x.width * upsample];
  const [height, width] = [Math.ceil(tall / stride), Math.ceil(wide / stride)];
  const values = new Float64Array(height * width * outputs);
  const pad = kernel >> 1;
  for (let y = 0; y < height; y++) {
    for (let column = 0; column < width; column++) {
      for (let tap = 0; tap < kernel * kernel; tap++) {
        const row = reflect(y * stride + Math.floor(tap / kernel) - pad, tall);
        const from = reflect(column * stride + (tap % kernel) - pad, wide);
        const at = Math.floor(row / upsample) * x.width + Math.floor(from / upsample);
        for (let i = 0; i < x.channels; i++) {
          const value = x.values[at * x.channels + i] as number;
          if (depthwise) {
            const weight = weights[tap * x.channels + i] as number;
            (values[(y * width + column) * outputs + i] as number) += value * weight;
            continue;
          }
          for (let o = 0; o < outputs; o++) {
            const weight = weights[(tap * x.channels + i) * outputs + o] as number;
            (values[(y * width + column) * outputs + o] as number) += value * weight;
          }
        }
      }
    }
  }
  return { height, width, channels: outputs, values };
}

/** Mean and variance of each channel. */
export function moments({ channels, values }: Map3): { mean: number[]; variance: number[] } {
  const pixels = values.length / channels;
  const average = (of: (value: number, channel: number) => number) =>
    Array.from({ length: channels }, (_, c) => {
      let sum = 0;
      for (let i = c; i < values.length; i += channels) sum += of(values[i] as number, c);
      return sum / pixels;
    });
  const mean = average((value) => value);
  return { mean, variance: average((value, c) => (value - (mean[c] as number)) ** 2) };
}

/** The whole network on an image [height, width, inputs]. */
export function forward(
  spec: NetworkSpec,
  weights: ReadonlyMap<string, Weight>,
  image: Map3,
  style: readonly number[],
): Map3 {
  let x = image;
  let kept = image;
  for (const conv of convolutions(spec)) {
    if (conv.residual === 'keep') kept = x;
    const of = (kind: string) => weights.get(`${conv.name}/${kind}`)?.values ?? [];
    const y = convolve(x, weights.get(weightsName(conv))?.values ?? [], conv);
    if (!conv.normalized) {
      x = y;
      continue;
    }
    const { mean, variance } = moments(y);
    const mixed = (kind: string, c: number) =>
      style.reduce((sum, w, s) => sum + w * (of(kind)[s * conv.outputs + c] as number), 0);
    const gains = mean.map((_, c) => mixed('scale', c) / Math.sqrt((variance[c] as number) + 1e-5));
    const shifts = mean.map((m, c) => mixed('shift', c) - m * (gains[c] as number));
    const values = y.values.map((value, i) => {
      const c = i % conv.outputs;
      const normal = value * (gains[c] as number) + (shifts[c] as number);
      if (conv.residual === 'add') return normal + (kept.values[i] as number);
      if (conv.activation === 'relu') return Math.max(0, normal);
      return conv.activation === 'sigmoid' ? 1 / (1 + Math.exp(-normal)) : normal;
    });
    x = { ...y, values };
  }
  return x;
}

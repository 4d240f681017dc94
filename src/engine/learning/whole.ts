import {
  convolutions,
  weightsName,
  type Convolution,
  type NetworkSpec,
} from '../../network/index.ts';
import type { Weight } from '../weights/decode.ts';

type Weights = ReadonlyMap<string, Weight>;

/**
 * A network with plain convolutions where it has some in two parts (`rank` and `separable` in network/spec.ts). No norm
 * is between the parts, so a pair is the convolution with the product of both kernels. That computes more, but learning
 * knows its gradient. The rows are the same.
 *
 * @returns the network, and its weights with those of the plain convolutions; all others are the ones that were given
 */
export function inWhole(
  spec: NetworkSpec,
  weights: Weights,
): { readonly spec: NetworkSpec; readonly weights: Weights } {
  const layers = spec.layers.map((layer) => ({ ...layer, rank: 0, separable: false }));
  const all = new Map(weights);
  let first: Convolution | undefined;
  for (const conv of convolutions(spec)) {
    if (!conv.normalized) {
      first = conv;
      continue;
    }
    if (first) {
      const [a, b] = [first, conv].map((part) => weights.get(weightsName(part)) as Weight);
      if (a && b) all.set(weightsName(conv), product(a, b, first));
    }
    first = undefined;
  }
  return { spec: { ...spec, layers }, weights: all };
}

/** @returns [k, k, in, out], of [k, k, in, between] or, each channel by itself, [k, k, in, 1], and [1, 1, between, out] */
function product(
  first: Weight,
  second: Weight,
  { kernel, inputs, depthwise }: Convolution,
): Weight {
  const [between = 0, outputs = 0] = second.shape.slice(2);
  const shape = [kernel, kernel, inputs, outputs];
  const values = new Float32Array(kernel * kernel * inputs * outputs);
  for (let row = 0; row < kernel * kernel * inputs; row++) {
    // Of a channel by itself only its own number is not 0.
    const terms = depthwise ? 1 : between;
    for (let term = 0; term < terms; term++) {
      const factor = first.values[row * terms + term] as number;
      const from = (depthwise ? row % inputs : term) * outputs;
      for (let output = 0; output < outputs; output++) {
        const at = row * outputs + output;
        values[at] = (values[at] as number) + factor * (second.values[from + output] as number);
      }
    }
  }
  return { shape, values };
}

import {
  convolutions,
  weightsName,
  weightsShape,
  type NetworkSpec,
} from '../../../network/index.ts';
import type { Weight } from '../../weights/decode.ts';

/** Numbers in -1..1 that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}

export const randomFloats = (length: number, random: () => number) =>
  Float32Array.from({ length }, random);

/** Weights for a spec, with so many style rows. */
export function randomWeights(spec: NetworkSpec, styles: number, random: () => number) {
  const weights = new Map<string, Weight>();
  const put = (name: string, ...shape: number[]) =>
    weights.set(name, {
      shape,
      values: randomFloats(
        shape.reduce((a, b) => a * b),
        random,
      ),
    });
  for (const conv of convolutions(spec)) {
    if (conv.weightsOf === conv.name) put(weightsName(conv), ...weightsShape(conv));
    if (!conv.normalized) continue;
    put(`${conv.name}/scale`, styles, conv.outputs);
    put(`${conv.name}/shift`, styles, conv.outputs);
  }
  return weights;
}

/** A network of one 3 x 3 convolution with random weights, and one style row: for what is around a network. */
export function tinyModel() {
  const spec: NetworkSpec = {
    ...{ id: 'x', title: '', description: '', input: 3 },
    layers: [{ name: 'a', kind: 'conv', kernel: 3, out: 3, activation: 'sigmoid' }],
  };
  return {
    id: 'x',
    spec,
    styles: 1,
    cached: false,
    weights: randomWeights(spec, 1, randomFrom(1)),
  };
}

/** Loss networks of a few channels, with random weights. */
import { randomFloats } from '../../executors/testing/random.ts';
import type { Weight } from '../../weights/decode.ts';
import type { LossWeights } from '../lossFiles.ts';

const BLOCKS = ['11 12', '21 22', '31 32 33 34', '41 42 43 44', '51'].map((block) =>
  block.split(' ').map((name) => `conv${name}`),
);
/** @returns weights of both loss networks */
export const tinyLossWeights = (random: () => number): LossWeights => ({
  vgg: tinyEye([...BLOCKS.slice(0, 2).flat(), 'conv31'], random),
  distilled: tinyEye(BLOCKS.flat(), random),
});

/** A loss network of few channels, as far as `convs` go. */
function tinyEye(convs: readonly string[], random: () => number) {
  const weights = new Map<string, Weight>();
  let inputs = 3;
  for (const name of convs) {
    const outputs = 8;
    const kernel = [3, 3, inputs, outputs];
    const scale = 1 / Math.sqrt(3 * inputs);
    const values = randomFloats(9 * inputs * outputs, random).map((value) => scale * value);
    weights.set(`${name}/weights`, { shape: kernel, values });
    weights.set(`${name}/bias`, { shape: [outputs], values: new Float32Array(outputs).fill(0.1) });
    inputs = outputs;
  }
  return weights;
}

import type { Activation } from '../../../network/index.ts';
import type { Normalized } from '../ops.ts';
import type { Runner } from './runner.ts';
import { ACTIVATIONS, KINDS } from './step.ts';
import type { Held, Store, Values } from './store.ts';

/** Added to the variance; the same as in training/model.py. */
const EPSILON = 1e-5;
/** Numbers for each channel, see assembly/normalize.ts. */
const COEFFICIENTS = 6;

/** As Ops.normalize. */
export function normalized(
  runner: Runner,
  store: Store,
  map: Held,
  row: Float32Array,
  activation: Activation,
  residual?: Held,
): Normalized<Values> {
  const { shape, pitch, height, width, moments } = map;
  if (!moments) throw new Error('only what a convolution gave is normalized');
  if (residual && activation !== 'none') throw new Error('a sum is not activated');
  const channels = shape[2];
  const pixels = height * width;
  const coefficients = store.map([1, COEFFICIENTS, pitch]);
  /** The gains of z = gain * y + from, which is of mean 0 and variance 1. */
  const gains = new Float64Array(channels);
  const [factors, shifts, ofZ, froms] = Array.from({ length: 4 }, () => new Float32Array(pitch));
  for (let c = 0; c < channels; c++) {
    const gain = 1 / Math.sqrt((moments.variances[c] as number) + EPSILON);
    const from = -(moments.means[c] as number) * gain;
    gains[c] = gain;
    (ofZ as Float32Array)[c] = gain;
    (froms as Float32Array)[c] = from;
    (factors as Float32Array)[c] = gain * (row[c] as number);
    (shifts as Float32Array)[c] = from * (row[c] as number) + (row[channels + c] as number);
  }
  const write = (place: number, all: readonly (Float32Array | undefined)[]) => {
    const numbers = store.numbers(coefficients);
    for (const [i, values] of all.entries()) {
      if (values) numbers.set(values, (place + i) * pitch);
    }
  };
  write(0, [factors, shifts, ofZ, froms]);
  const output = store.map(shape);
  const size = { outputHeight: height, outputWidth: width, outputPitch: pitch };
  const { at: from } = coefficients;
  runner.pass(height, {
    ...{ kind: KINDS.normalize, input: map.at, output: output.at, ...size },
    ...{ coefficients: from, activation: ACTIVATIONS[activation], other: residual?.at ?? 0 },
  });

  function back(given: Held) {
    const out = store.map(shape);
    let gradient = given;
    if (activation === 'sigmoid') {
      gradient = store.map(shape);
      runner.pass(height, {
        ...{ kind: KINDS.sigmoidBack, input: given.at, other: output.at, output: gradient.at },
        ...size,
      });
    }
    const common = {
      ...{ input: map.at, other: gradient.at, ...size, coefficients: from },
      activation: activation === 'relu' ? ACTIVATIONS.relu : ACTIVATIONS.none,
    };
    const [partials = 0] = runner.room(height * pitch * 16);
    const tickets = runner.pass(height, { kind: KINDS.normalSums, ...common, partials });
    const parts = new Float64Array(runner.heap.memory.buffer, partials, tickets * 2 * pitch);
    const ofRow = new Float32Array(2 * channels); // the sums of g times z, and of g
    const [slopes, rests] = [new Float32Array(pitch), new Float32Array(pitch)];
    for (let c = 0; c < channels; c++) {
      let [product, sum] = [0, 0];
      for (let at = c; at < parts.length; at += 2 * pitch) {
        product += parts[at] as number;
        sum += parts[at + pitch] as number;
      }
      ofRow[c] = product;
      ofRow[channels + c] = sum;
      // (g - mean of g - z times the mean of g z) times the factor of y.
      const factor = (gains[c] as number) * (row[c] as number);
      const mean = product / pixels;
      slopes[c] = -factor * (gains[c] as number) * mean;
      rests[c] = -factor * (sum / pixels + ((froms as Float32Array)[c] as number) * mean);
    }
    write(4, [slopes, rests]);
    runner.pass(height, { kind: KINDS.normalBack, ...common, output: out.at });
    if (gradient !== given) store.free([gradient]);
    return { map: out, row: { shape: [1, 2, channels] as const, values: ofRow } };
  }
  return { output, back: (gradient) => back(gradient as Held) };
}

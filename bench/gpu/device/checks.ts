import { convolutions } from '../../../src/network/index.ts';
import type { Gpu } from '../../../src/engine/executors/webgpu/gpu.ts';
import {
  prepareNetwork,
  type NetworkOptions,
} from '../../../src/engine/executors/webgpu/network.ts';
import type { Precision } from '../../../src/engine/executors/webgpu/shaders.ts';
import type { LoadedModel } from '../../../src/engine/weights/load.ts';
import type { Golden } from './files.ts';
import { candidateOf, mostCandidates } from './shapes.ts';

/** Everything is handed to the device at once. */
export const AT_ONCE = 1e15;

/** Most difference of 0..1 in float32, and most mean difference in float16, as src/engine has it. */
const MOST = 1e-3;
const MOST_MEAN = 1e-2;

/** One painting beside PyTorch's. */
export interface Check {
  readonly network: string;
  readonly precision: Precision;
  /** Which candidate each layer had. */
  readonly tiles: string;
  readonly golden: string;
  readonly largest: number;
  readonly mean: number;
  readonly passed: boolean;
}

/** The largest and the mean difference; infinite where something is no number. */
export function differences(
  values: Float32Array,
  expected: Float32Array,
): { largest: number; mean: number } {
  let [largest, sum] = [0, 0];
  for (const [i, value] of values.entries()) {
    const off = Math.abs(value - (expected[i] ?? Number.NaN));
    if (Number.isNaN(off)) return { largest: Infinity, mean: Infinity };
    largest = Math.max(largest, off);
    sum += off;
  }
  if (values.length !== expected.length) return { largest: Infinity, mean: Infinity };
  return { largest, mean: sum / values.length };
}

/** Whether a painting may differ so much from PyTorch's. */
export function isGood(
  precision: Precision,
  { largest, mean }: { largest: number; mean: number },
): boolean {
  return precision === 'float32' ? largest <= MOST : mean <= MOST_MEAN;
}

/** Paint a golden and compare. */
export async function check(
  gpu: Gpu,
  model: LoadedModel,
  golden: Golden,
  precision: Precision,
  tiles: string,
  tileOf: NetworkOptions['tileOf'],
): Promise<Check> {
  const prepared = await prepareNetwork(model, gpu, { precision, workAtATime: AT_ONCE, tileOf });
  try {
    const { values } = await prepared.run(golden.image, golden.style);
    const off = differences(values, golden.expected);
    const network = model.spec.id;
    const passed = isGood(precision, off);
    return { network, precision, tiles, golden: golden.file, ...off, passed };
  } finally {
    prepared.dispose();
  }
}

/**
 * All goldens with the tiles that the app chooses (`chosen`), and one of them with each candidate in turn, which every layer
 * has at once. `most`: candidates that are tried.
 */
export function* checks(
  gpu: Gpu,
  model: LoadedModel,
  goldens: readonly Golden[],
  precision: Precision,
  most: number,
  chosen: NetworkOptions['tileOf'],
): Generator<() => Promise<Check>> {
  for (const golden of goldens) {
    yield () => check(gpu, model, golden, precision, 'as chosen', chosen);
  }
  const [first] = goldens;
  if (!first) return;
  const count = Math.min(most, mostCandidates(convolutions(model.spec), precision));
  for (let i = 0; i < count; i++) {
    yield () => check(gpu, model, first, precision, `candidate ${i}`, candidateOf(i, precision));
  }
}

import type { Convolution } from '../../../network/index.ts';
import { mixedRow, type RowMix } from '../../rowMix.ts';
import type { Weight } from '../../weights/decode.ts';
import type { Statistics } from '../../stylizer.ts';
import { EPSILON, type Plan } from './plan.ts';
import { planesOf } from './tiles.ts';

/** The scales and shifts of all convolutions in a mix of style rows, as Plan.parts has them. */
export function mixedRows(
  plan: Pick<Plan, 'shared' | 'parts'>,
  layers: readonly Convolution[],
  rows: ReadonlyMap<string, Weight>,
  style: RowMix,
): Float32Array<ArrayBuffer> {
  const all = new Float32Array(plan.shared.rows / 4);
  for (const [layer, { scale, shift }] of mixedRow(layers, rows, style).entries()) {
    const start = (plan.parts[layer]?.at ?? 0) / 4;
    all.set(scale, start);
    all.set(shift, start + 4 * planesOf(scale.length));
  }
  return all;
}

/**
 * What all layers are normalized with, from the statistics of another picture: what finalize.wgsl makes of them.
 * Throws where they are of another network.
 */
export function coefficientsOf(
  plan: Pick<Plan, 'shared' | 'parts'>,
  layers: readonly Convolution[],
  rows: Float32Array,
  statistics: Statistics,
): Float32Array<ArrayBuffer> {
  const all = new Float32Array(plan.shared.coefficients / 4);
  for (const [layer, { outputs, normalized }] of layers.entries()) {
    const given = statistics[layer];
    if (!normalized && given?.length === 0) continue;
    if (!normalized || given?.length !== 2 * outputs)
      throw new Error('statistics of another network');
    const start = (plan.parts[layer]?.at ?? 0) / 4;
    const wide = 4 * planesOf(outputs);
    for (let c = 0; c < outputs; c++) {
      const [mean, variance] = [given[c] as number, given[outputs + c] as number];
      const scale = (rows[start + c] as number) / Math.sqrt(variance + EPSILON);
      all[start + c] = scale;
      all[start + wide + c] = (rows[start + wide + c] as number) - mean * scale;
    }
  }
  return all;
}

/** The statistics of a run, from the bytes that finalize.wgsl wrote; none of a layer without a norm. */
export function statisticsOf(
  plan: Pick<Plan, 'parts'>,
  layers: readonly Convolution[],
  values: Float32Array,
): Statistics {
  return layers.map(({ outputs, normalized }, layer) => {
    if (!normalized) return new Float32Array();
    const start = (plan.parts[layer]?.at ?? 0) / 4;
    const wide = 4 * planesOf(outputs);
    const own = new Float32Array(2 * outputs);
    own.set(values.subarray(start, start + outputs));
    own.set(values.subarray(start + wide, start + wide + outputs), outputs);
    return own;
  });
}

import type { LayerCost } from '../../network/index.ts';
import { median, share } from '../shared/index.ts';
import type { SideMeasurement, Sides } from './types.ts';

/** Milliseconds by layer. */
type LayerTimes = Readonly<Record<string, number>>;

const sum = (times: LayerTimes) => Object.values(times).reduce((total, ms) => total + ms, 0);

/**
 * How the time of the network divides among its layers. Runs by layer wait for the device after each layer, so their sum
 * is longer than a run; what they tell is the share of each layer.
 *
 * @returns milliseconds by layer, whose sum is the median of the inference; undefined where layers were not timed
 */
export function layerTimes(measured: SideMeasurement | undefined): LayerTimes | undefined {
  const layers = measured?.layers;
  if (!measured || !layers) return undefined;
  const whole = median(measured.runs.map(({ inference }) => inference));
  const all = sum(layers);
  return Object.fromEntries(
    Object.entries(layers).map(([layer, ms]) => [layer, whole * share(ms, all)]),
  );
}

/**
 * @param times of the right side
 * @returns what the layers take of the right network's time that are the same in both, 0..1; undefined where none is or
 * all are
 */
export function sharedLayers(
  { left, right }: Sides<readonly LayerCost[]>,
  times: LayerTimes | undefined,
): number | undefined {
  const same = right.filter(({ layer, kernel, weights }) =>
    left.some((of) => of.layer === layer && of.kernel === kernel && of.weights === weights),
  );
  if (!times || same.length === 0 || same.length === right.length) return undefined;
  return share(
    same.reduce((total, { layer }) => total + (times[layer] ?? 0), 0),
    sum(times),
  );
}

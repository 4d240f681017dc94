import type { Manifest, ModelEntry } from '../../engine/index.ts';
import { msAtSize, PACES, type PaceReport } from './pace.ts';
import type { LiveSettings } from './types.ts';

/**
 * @returns the smallest network, where even the smallest picture does not hold the rate and another one is chosen. The
 * split view has the original in any case, which is the slowest.
 */
export function fasterNetwork(
  { view, network }: Pick<LiveSettings, 'view' | 'network'>,
  pace: Pick<PaceReport, 'verdict'> | undefined,
  { models }: Pick<Manifest, 'models'>,
): Pick<ModelEntry, 'network' | 'title'> | undefined {
  if (view === 'split' || pace?.verdict !== 'slow') return undefined;
  const smallest = models.reduce((least, model) => (model.weights < least.weights ? model : least));
  return smallest.network === network ? undefined : smallest;
}

/**
 * @returns a size to paint at where even the smallest one that is taken by itself does not hold the rate: the largest
 * one that should hold it, or the smallest there is
 */
export function fasterSize(
  { rate }: Pick<LiveSettings, 'rate'>,
  pace: Pick<PaceReport, 'verdict' | 'size' | 'ms'> | undefined,
): number | undefined {
  const { verdict, size = 0, ms } = pace ?? {};
  if (verdict !== 'slow' || ms === undefined) return undefined;
  const smaller = PACES.filter((side) => side < size);
  return smaller.findLast((side) => msAtSize(ms, size, side) <= 1000 / rate) ?? smaller[0];
}

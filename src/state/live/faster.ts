import type { Manifest, ModelEntry } from '../../engine/index.ts';
import type { PaceReport } from './pace.ts';
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

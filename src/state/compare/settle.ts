import type { Manifest } from '../../engine/index.ts';
import { DEFAULT_COMPARISON } from '../route.ts';
import type { CompareSettings, SideChoice, SideId } from './types.ts';

/**
 * Settings for a manifest: a style it lacks becomes its first one, and a default model it lacks its
 * largest (they are sorted) or default one. Any other model stays, so that its side can say that it
 * is not on this server.
 */
export function settleComparison(settings: CompareSettings, manifest: Manifest): CompareSettings {
  const { styles, models } = manifest;
  const style = styles.find(({ id }) => id === settings.style) ?? styles[0];
  const side = (id: SideId, fallback: string | undefined): SideChoice => {
    const choice = settings[id];
    const isDefault = choice.model === DEFAULT_COMPARISON[id].model;
    if (!isDefault || models.some(({ id }) => id === choice.model)) return choice;
    return { ...choice, model: fallback ?? choice.model };
  };
  return {
    ...settings,
    left: side('left', models[0]?.id),
    right: side('right', manifest.default),
    style: style?.id ?? '',
  };
}

import type { Capabilities, Manifest, ModelEntry } from '../../engine/index.ts';
import type { Settings } from './types.ts';

export const SIZES = [256, 384, 512, 768, 1024, 1536, 2048] as const;

const DEFAULT_SETTINGS: Settings = { style: '', network: '', size: 'auto' };

const KEY = 'brushlite-settings';

/** The settings of the last visit; the defaults where there are none or storage is closed. */
export function recallSettings(): Settings {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Settings>;
    const size = SIZES.find((known) => known === kept.size) ?? 'auto';
    return { style: String(kept.style ?? ''), network: String(kept.network ?? ''), size };
  } catch {
    return DEFAULT_SETTINGS;
  }
}

export function keepSettings(settings: Settings): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // A private window may refuse; then they last as long as the page.
  }
}

/** Settings that name something the manifest has: what it lacks becomes its first style or default network. */
export function settle(settings: Settings, manifest: Manifest): Settings {
  const style = manifest.styles.find((s) => s.id === settings.style) ?? manifest.styles[0];
  const fallback = manifest.models.find((m) => m.id === manifest.default);
  const network = manifest.models.find((m) => m.network === settings.network) ?? fallback;
  return { ...settings, style: style?.id ?? '', network: network?.network ?? '' };
}

export type Precision = ModelEntry['precision'];

/** The model of a network in a precision, or in another one where the server lacks that. */
export function modelOf(network: string, manifest: Manifest, precision: Precision) {
  const models = manifest.models.filter((model) => model.network === network);
  return models.find((model) => model.precision === precision) ?? models[0];
}

/** The longest side for `auto`: what paints within a few seconds on this executor. */
export function autoSize(capabilities: Capabilities | undefined): number {
  return capabilities?.chosen.firstSizes.picture ?? 512;
}

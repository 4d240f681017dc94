import * as v from 'valibot';
import type { Capabilities, Manifest, ModelEntry } from '../../engine/index.ts';
import { boldnessSchema, DEFAULT_BOLDNESS } from './boldness.ts';
import { brushSchema } from './brush.ts';
import { knownStyles, mixSchema, type Styles } from './mix.ts';
import { outputSchema } from './output.ts';
import { keepOfTab, recallOfTab } from './storage.ts';
import type { Settings } from './types.ts';

export const SIZES = [256, 384, 512, 768, 1024, 1536, 2048] as const;

const KEY = 'brushlite-settings';

/** Of settings that were kept. */
export const settingsSchema = v.object({
  style: v.fallback(v.string(), ''),
  mix: v.fallback(mixSchema, []),
  network: v.fallback(v.string(), ''),
  boldness: v.fallback(boldnessSchema, DEFAULT_BOLDNESS),
  size: v.fallback(v.union([v.literal('auto'), brushSchema]), 'auto'),
  output: v.fallback(outputSchema, 'photo'),
  strength: v.fallback(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 1),
  keepColours: v.fallback(v.boolean(), false),
});

/** The settings of this tab, or of the last visit; the defaults where there are none or storage is closed. */
export const recallSettings = (): Settings => recallOfTab(KEY, settingsSchema);

export const keepSettings = (settings: Settings): void => keepOfTab(KEY, settings);

/**
 * Settings that name something the manifest has: what it lacks becomes its default style or network, or leaves
 * the mix.
 */
export function settle<T extends Styles & Pick<Settings, 'network'>>(
  settings: T,
  manifest: Manifest,
): T {
  const fallback = manifest.models.find((m) => m.id === manifest.default);
  const network = manifest.models.find((m) => m.network === settings.network) ?? fallback;
  return { ...settings, ...knownStyles(settings, manifest), network: network?.network ?? '' };
}

export type Precision = ModelEntry['precision'];

/** The model of a network in a precision, or in another one where the server lacks that. */
export function modelOf(network: string, manifest: Manifest, precision: Precision) {
  const models = manifest.models.filter((model) => model.network === network);
  return models.find((model) => model.precision === precision) ?? models[0];
}

/** Where the browser has not been asked yet. */
const USUAL_SIZE = 512;

/** @returns the longest side for `auto`, in pixels: what the executor paints within a few seconds */
export function autoSize(capabilities: Capabilities | undefined): number {
  return capabilities?.chosen.firstSizes.picture ?? USUAL_SIZE;
}

import * as v from 'valibot';
import type { Capabilities, Manifest } from '../../engine/index.ts';
import { keep, recall, settle, type Settings } from '../shared/index.ts';
import { FILM_SIZES } from './exporting.ts';
import { PACES } from './pace.ts';
import type { LiveSettings } from './types.ts';

const KEY = 'brushlite-live';

export const RATES = [12, 24, 30] as const;

/** `calm`: the visitor asked for little motion, so films are steadied from the start. */
const schema = (calm: boolean) =>
  v.object({
    size: v.fallback(v.picklist(['auto', ...PACES]), 'auto'),
    rate: v.fallback(v.picklist(RATES), calm ? 12 : 24),
    strength: v.fallback(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 1),
    view: v.fallback(v.picklist(['painting', 'split']), 'painting'),
    steady: v.fallback(v.boolean(), calm), // which costs a readback on a GPU
    mirror: v.fallback(v.boolean(), true),
    camera: v.fallback(v.string(), ''),
    filmSize: v.fallback(v.optional(v.picklist(FILM_SIZES)), undefined),
  });

/** What all pages share. The size of a film is its own. */
type SharedChoice = Pick<Settings, 'style' | 'mix' | 'network' | 'boldness'>;

/** What only this page has. */
type OwnSettings = Omit<LiveSettings, keyof SharedChoice>;

/** The page's own settings of the last visit; the defaults where there are none or storage is closed. */
export const recallLive = (calm: boolean): OwnSettings => recall(KEY, schema(calm));

export const keepLive = (settings: OwnSettings): void => keep(KEY, settings);

/** Settings that name something the manifest has. */
export function settleLive(settings: LiveSettings, manifest: Manifest): LiveSettings {
  return settle(settings, manifest);
}

/**
 * @returns the longest side that `auto` begins with, before anything is measured: small, so that the first frames
 * come at once
 */
export function firstPace(capabilities: Capabilities | undefined): number {
  return capabilities?.chosen.firstSizes.frame ?? PACES[0];
}

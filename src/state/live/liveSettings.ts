import type { Capabilities, Manifest } from '../../engine/index.ts';
import { settle } from '../shared/index.ts';
import { PACES } from './pace.ts';
import type { LiveSettings } from './types.ts';

const KEY = 'brushlite-live';

export const RATES = [12, 24, 30] as const;

/** `calm`: the visitor asked for little motion, so films are steadied from the start. */
const defaults = (calm: boolean): LiveSettings => ({
  style: '',
  network: '',
  size: 'auto',
  rate: calm ? 12 : 24,
  strength: 1,
  view: 'painting',
  steady: calm, // which costs a readback on a GPU
  mirror: true,
  camera: '',
});

/** The settings of the last visit; the defaults where there are none or storage is closed. */
export function recallLive(calm: boolean): LiveSettings {
  const usual = defaults(calm);
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<LiveSettings>;
    const strength = Number(kept.strength ?? usual.strength);
    return {
      style: String(kept.style ?? ''),
      network: String(kept.network ?? ''),
      size: PACES.find((known) => known === kept.size) ?? 'auto',
      rate: RATES.find((known) => known === kept.rate) ?? usual.rate,
      strength: strength >= 0 && strength <= 1 ? strength : usual.strength,
      view: kept.view === 'split' ? 'split' : 'painting',
      steady: typeof kept.steady === 'boolean' ? kept.steady : usual.steady,
      mirror: kept.mirror !== false,
      camera: String(kept.camera ?? ''),
    };
  } catch {
    return usual;
  }
}

export function keepLive(settings: LiveSettings): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // A private window may refuse; then they last as long as the page.
  }
}

/** Settings that name something the manifest has. */
export function settleLive(settings: LiveSettings, manifest: Manifest): LiveSettings {
  const { style, network } = settle({ ...settings, size: 'auto' }, manifest);
  return { ...settings, style, network };
}

/** Where `auto` begins, before anything is measured: small, so that the first frames come at once. */
export function firstPace(capabilities: Capabilities | undefined): number {
  return capabilities?.chosen.firstSizes.frame ?? PACES[0];
}

import { withChanges } from './mix.ts';
import { keepSettings, recallSettings } from './settings.ts';
import type { Settings } from './types.ts';

/** The one choice of style or mix, network, boldness and size that all pages share. It is kept from visit to visit. */
export interface Choices {
  /** @returns the choice as it is now; it may name a style or a network that the server lacks */
  get(): Settings;
  /**
   * The visitor has chosen something. The page on which that was done applies it itself, and each other page when it
   * is entered.
   */
  choose(changes: Partial<Settings>): void;
}

/** @returns what is there of some settings: a setting that is undefined is no change */
export function given<T extends object>(
  settings: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const there = Object.entries(settings).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** The choice of the last visit to begin with; the defaults where there is none. */
export function createChoices(): Choices {
  let settings = recallSettings();
  return {
    get: () => settings,
    choose(changes) {
      settings = withChanges(settings, changes);
      keepSettings(settings);
    },
  };
}

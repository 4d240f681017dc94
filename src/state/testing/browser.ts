import { vi } from 'vitest';
import type { Tab } from '../shared/index.ts';

/** Stub localStorage with one that is empty. @returns what is kept in it */
export function stubStorage(): Map<string, string> {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  return kept;
}

/** A tab that is never hidden. */
export const shownTab: Tab = {
  hidden: () => false,
  timesHidden: () => 0,
  shown: async () => {},
  onChange: () => {},
};

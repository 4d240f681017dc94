import type { Part } from '../recordingStore.ts';

/** The parts of recordings that a browser keeps, in a map. */
export function fakeParts() {
  const kept = new Map<string, Part>();
  const parts = {
    all: async () => [...kept.values()],
    put: async (id: string, part: Part) => Boolean(kept.set(id, part)),
    remove: async (id: string) => void kept.delete(id),
    removeAll: async (prefix: string) => {
      for (const id of [...kept.keys()]) if (id.startsWith(prefix)) kept.delete(id);
    },
  };
  return { kept, parts };
}

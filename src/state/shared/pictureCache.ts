import type { Pixels } from '../../picture/index.ts';

/** So that going back to a style is instant. 12 paintings of 1024 x 1024 pixels are 50 MB. */
const KEPT_PIXELS = 12 * 1024 * 1024;

/**
 * Paintings by name. When they are too many pixels together, the one that nobody has asked for the longest goes
 * first; the last one that came always stays.
 *
 * @param limit the most pixels that are kept
 */
export function pictureCache<Painting extends { readonly pixels: Pixels }>(limit = KEPT_PIXELS) {
  /** The one that was used last is the last one: a Map keeps the order in which names are set. */
  const kept = new Map<string, Painting>();
  const pixels = () =>
    [...kept.values()].reduce((sum, p) => sum + p.pixels.width * p.pixels.height, 0);

  function makeNewest(name: string, painting: Painting) {
    kept.delete(name);
    kept.set(name, painting);
  }

  return {
    get(name: string): Painting | undefined {
      const painting = kept.get(name);
      if (painting) makeNewest(name, painting);
      return painting;
    },
    put(name: string, painting: Painting) {
      makeNewest(name, painting);
      for (const oldest of kept.keys()) {
        if (pixels() <= limit || kept.size === 1) break;
        kept.delete(oldest);
      }
    },
    clear: () => kept.clear(),
  };
}

import type { Pixels } from '../../picture/index.ts';

/** So that going back to a style is instant. 12 paintings of 1024 x 1024 pixels are 50 MB. */
const KEPT_PIXELS = 12 * 1024 * 1024;

/** The latest paintings by name; the oldest go first when they are too many pixels together. */
export function pictureCache<Painting extends { readonly pixels: Pixels }>(limit = KEPT_PIXELS) {
  const kept = new Map<string, Painting>();
  const pixels = () =>
    [...kept.values()].reduce((sum, p) => sum + p.pixels.width * p.pixels.height, 0);
  return {
    get: (name: string) => kept.get(name),
    put(name: string, painting: Painting) {
      kept.set(name, painting);
      for (const oldest of kept.keys()) {
        if (pixels() <= limit || kept.size === 1) break;
        kept.delete(oldest);
      }
    },
    clear: () => kept.clear(),
  };
}

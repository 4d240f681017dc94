import type { Painting } from './types.ts';

/** So that going back to a style is instant. 12 paintings of 1024 x 1024 pixels are 50 MB. */
const KEPT_PIXELS = 12 * 1024 * 1024;

type Key = Pick<Painting, 'photo' | 'style' | 'model' | 'longSide'>;

/** The latest paintings; the oldest go first when they are too many pixels together. */
export function paintingCache(limit = KEPT_PIXELS) {
  const kept = new Map<string, Painting>();
  const name = (key: Key) => [key.photo, key.style, key.model, key.longSide].join('/');
  const pixels = () =>
    [...kept.values()].reduce((sum, p) => sum + p.pixels.width * p.pixels.height, 0);
  return {
    get: (key: Key) => kept.get(name(key)),
    put(painting: Painting) {
      kept.set(name(painting), painting);
      for (const oldest of kept.keys()) {
        if (pixels() <= limit || kept.size === 1) break;
        kept.delete(oldest);
      }
    },
    clear: () => kept.clear(),
  };
}

import * as v from 'valibot';
import type { Tile } from './tiles.ts';

/** Raise it when the kernels change, so that what was found before is measured once more. */
const VERSION = 2;
const CACHE = 'brushlite-tiles';

const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1024));
const tileSchema = v.object({
  kernel: v.picklist(['tiled', 'direct']),
  winograd: v.picklist([0, 2, 4]),
  ...{ lanes: count, columns: count, pixels: count, quads: count, slice: count },
});
const schema = v.array(v.tuple([v.string(), tileSchema]));

/** Keeps which tiles were found best. */
export interface TileMemory {
  load(): Promise<readonly (readonly [kind: string, tile: Tile])[]>;
  save(found: ReadonlyMap<string, Tile>): Promise<void>;
}

/**
 * A memory in the page's own cache, for one device. Where that is full, forbidden or holds something else, nothing
 * is remembered.
 * @param device names the adapter and the precision
 */
export function tileMemory(device: string): TileMemory {
  const url = `./tiles-${VERSION}?${new URLSearchParams({ device }).toString()}`;
  return {
    async load() {
      try {
        const kept = await (await caches.open(CACHE)).match(url);
        return kept ? v.parse(schema, await kept.json()) : [];
      } catch {
        return [];
      }
    },
    async save(found) {
      try {
        await (await caches.open(CACHE)).put(url, Response.json([...found]));
      } catch {
        // It is measured again next time.
      }
    },
  };
}

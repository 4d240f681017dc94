/**
 * A picture that is too large for one run is painted in tiles. Instance norms read a whole picture, so tiles that are
 * normalized on their own would not fit together: all are normalized with the same statistics (Chen et al. 2022,
 * "Towards Ultra-Resolution Neural Style Transfer via Thumbnail Instance Normalization").
 */
import type { ModelId } from './manifest.ts';
import type { RowMix } from './rowMix.ts';
import type { Pixels, Statistics, Stylizer } from './stylizer.ts';

/** A part of a picture, in pixels from its top left. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Tile {
  /** What the network sees: the tile and a halo around it, as far as the picture reaches. */
  readonly seen: Area;
  /** What is kept of the painting of `seen`. The kept areas cover the picture, and none overlaps another. */
  readonly kept: Area;
}

export interface TileSize {
  /** The longest side of what the network sees, in pixels; a multiple of 4. */
  readonly side: number;
  /** Pixels around what is kept; a multiple of 4. */
  readonly halo: number;
}

/** The networks of models/ halve a picture twice, so tiles begin where that fits. */
const GRID = 4;

/** The ranges that tiles keep of one side: as few as the size allows, and about equally long. */
function ranges(length: number, { side, halo }: TileSize): { from: number; to: number }[] {
  if (length <= side) return [{ from: 0, to: length }];
  const most = side - 2 * halo;
  const count = Math.ceil(length / most);
  const step = Math.ceil(length / count / GRID) * GRID;
  return Array.from({ length: Math.ceil(length / step) }, (_, i) => ({
    from: i * step,
    to: Math.min(length, (i + 1) * step),
  }));
}

/** @returns the tiles of a picture, row by row from the top; one where the whole picture fits */
export function tilesOf(width: number, height: number, size: TileSize): Tile[] {
  const { side, halo } = size;
  if (side < 2 * halo + GRID) throw new RangeError('a tile is larger than its halo');
  const widened = ({ from, to }: { from: number; to: number }, length: number) => {
    const start = Math.max(0, from - halo);
    return { start, end: Math.min(length, to + halo) };
  };
  return ranges(height, size).flatMap((y) =>
    ranges(width, size).map((x) => {
      const across = widened(x, width);
      const down = widened(y, height);
      return {
        seen: {
          ...{ left: across.start, top: down.start },
          ...{ width: across.end - across.start, height: down.end - down.start },
        },
        kept: { left: x.from, top: y.from, width: x.to - x.from, height: y.to - y.from },
      };
    }),
  );
}

export interface LargeJob {
  readonly model: ModelId;
  readonly style: RowMix;
  readonly width: number;
  readonly height: number;
  /** @returns the pixels of a part of the picture */
  read(area: Area): Promise<Pixels>;
}

/** Crops a side of the sample, and the side of one, in pixels. */
const CROPS = 4;
const CROP_SIDE = 256;

/**
 * Measure what all tiles of a picture are to be normalized with, in one run on a picture of 16 crops. The crops have
 * the picture's own scale: a thumbnail has more edges a pixel, and its statistics shift the colours
 * (docs/journal/sizes.md). Rejects as `Stylizer.run`, or as `read`.
 */
export async function sampleStatistics(
  stylizer: Stylizer,
  job: LargeJob,
  signal?: AbortSignal,
): Promise<Statistics> {
  const { model, style } = job;
  const picture = await sampleOf(job);
  for await (const update of stylizer.run(
    { model, style, picture, withStatistics: true },
    signal,
  )) {
    if (update.type === 'result' && update.statistics) return update.statistics;
  }
  throw new Error('a run gave no statistics');
}

/** Crops of the picture, evenly spread, put together to one picture. The picture itself where that is not larger. */
async function sampleOf({ width, height, read }: LargeJob): Promise<Pixels> {
  const side = CROPS * CROP_SIDE;
  if (width * height <= side * side) return read({ left: 0, top: 0, width, height });
  // A side that is shorter than all crops together is taken whole.
  const across = placesOf(width, Math.min(width, side));
  const down = placesOf(height, Math.min(height, side));
  const [wide, high] = [across, down].map((places) =>
    places.reduce((sum, { length }) => sum + length, 0),
  ) as [number, number];
  const data = new Uint8ClampedArray(4 * wide * high);
  let top = 0;
  for (const y of down) {
    let left = 0;
    for (const x of across) {
      const crop = await read({ left: x.from, top: y.from, width: x.length, height: y.length });
      for (let row = 0; row < y.length; row++) {
        const from = 4 * row * x.length;
        data.set(crop.data.subarray(from, from + 4 * x.length), 4 * ((top + row) * wide + left));
      }
      left += x.length;
    }
    top += y.length;
  }
  return { width: wide, height: high, data };
}

/** Ranges of a side, together `sum` pixels, each in the middle of its share of the side. */
function placesOf(side: number, sum: number): { from: number; length: number }[] {
  if (sum === side) return [{ from: 0, length: side }];
  const length = sum / CROPS;
  return Array.from({ length: CROPS }, (_, i) => ({
    from: Math.round(((i + 0.5) * side) / CROPS - length / 2),
    length,
  }));
}

/** How far the tiles of a picture are: the first `count` of them are painted, which is `share` of its area, 0..1. */
export interface TilesDone {
  readonly count: number;
  readonly share: number;
}

interface TilesOptions {
  /** How many of the first tiles are left out, since they were painted before; 0 if absent. */
  readonly from?: number;
  /** Is told after each tile. */
  readonly tell?: (done: TilesDone) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Paint a large picture in tiles, with shared statistics. Cancelled between layers, as every run. Rejects as
 * `Stylizer.run`, `read` or `write`.
 *
 * @param size of the tiles
 * @param statistics of the whole, see `sampleStatistics`
 * @param write takes the painting of a tile: of all that was seen, together with what is to be kept of it
 */
export async function paintTiles(
  stylizer: Stylizer,
  job: LargeJob,
  size: TileSize,
  statistics: Statistics,
  write: (tile: Tile, painted: Pixels) => Promise<void>,
  { from = 0, tell = () => {}, signal }: TilesOptions = {},
): Promise<void> {
  const { model, style, width, height } = job;
  let painted = 0;
  for (const [i, tile] of tilesOf(width, height, size).entries()) {
    painted += tile.kept.width * tile.kept.height;
    if (i < from) continue;
    const picture = await job.read(tile.seen);
    for await (const update of stylizer.run({ model, style, picture, statistics }, signal)) {
      if (update.type === 'result') await write(tile, update.picture);
    }
    signal?.throwIfAborted();
    tell({ count: i + 1, share: painted / (width * height) });
  }
}

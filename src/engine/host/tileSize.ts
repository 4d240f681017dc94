import { peakActivationBytes, receptiveRadius, type NetworkSpec } from '../../network/index.ts';
import type { Executor, PreparedModel } from '../executors/executor.ts';
import type { TileSize } from '../tiles.ts';

/** Longest sides that are tried, in pixels. The larger a tile, the smaller the share of its halo. */
const SIDES = [2048, 1536, 1024, 768, 512, 384];
/** A tile is painted beside the photo and the painting; a tab should get by with 1.5 GB for all. */
const MOST_BYTES = 700e6;
const GRID = 4;

/** @returns the largest tiles that a device holds, with a halo of what a pixel sees */
export function tileSize(
  spec: NetworkSpec,
  prepared: Pick<PreparedModel, 'fits' | 'runBytes'>,
  { limits }: Pick<Executor, 'limits'>,
): TileSize {
  const halo = Math.ceil(receptiveRadius(spec) / GRID) * GRID;
  const bytes = (side: number) =>
    prepared.runBytes?.(side, side) ?? peakActivationBytes(spec, side, side);
  const fits = (side: number) =>
    side <= limits.side && bytes(side) <= MOST_BYTES && (prepared.fits?.(side, side) ?? true);
  const least = 3 * halo + GRID;
  return { side: SIDES.find((side) => side >= least && fits(side)) ?? least, halo };
}

import type { Convolution } from '../../../network/index.ts';

/** How a convolution is cut into workgroups and threads. */
export interface Tile {
  /** `tiled` goes through the workgroup's memory, `direct` does not. */
  readonly kernel: 'tiled' | 'direct';
  /** Threads of a workgroup along the pixels, and along the outputs. */
  readonly lanes: number;
  readonly columns: number;
  /** Pixels that a thread computes, and planes of four outputs of each. */
  readonly pixels: number;
  readonly quads: number;
  /** Planes of four inputs that a workgroup has in its memory at a time; 1 in `direct`. */
  readonly slice: number;
}

type Shape = Pick<Convolution, 'kernel' | 'outputs' | 'stride' | 'upsample'>;

/** Planes of four channels. */
export const planesOf = (channels: number): number => Math.ceil(channels / 4);

/** With fewer workgroups than this a large GPU has nothing to do for some of its cores. */
const ENOUGH_WORKGROUPS = 200;

/** Bytes of the workgroup's memory that every device has. */
const WORKGROUP_MEMORY = 16_384;

/**
 * Tiles to choose from for a convolution that computes so many pixels; the first is the best guess where nothing
 * was measured. No two are the same.
 */
export function candidates(shape: Shape, pixels: number): readonly Tile[] {
  const planes = planesOf(shape.outputs);
  if (planes === 1) return [direct(4, 1), direct(8, 1), direct(2, 1)].filter(fits(shape));
  const all =
    planes <= 8
      ? [tiled(64, 4, 4, 2), tiled(32, 8, 4, 1), tiled(32, 4, 4, 2), tiled(32, 8, 2, 1)]
      : planes <= 16
        ? [tiled(32, 8, 4, 2), tiled(16, 16, 8, 1), tiled(16, 16, 4, 1), tiled(16, 8, 4, 2)]
        : [tiled(16, 16, 8, 2), tiled(16, 16, 4, 2), tiled(32, 8, 4, 4), tiled(16, 8, 4, 2)];
  const groups = ({ lanes, pixels: own, columns, quads }: Tile) =>
    Math.ceil(pixels / (lanes * own)) * Math.ceil(planes / (columns * quads));
  const busy = all.filter((tile) => groups(tile) >= ENOUGH_WORKGROUPS);
  const idle = all.filter((tile) => groups(tile) < ENOUGH_WORKGROUPS);
  // Where no tile keeps a large GPU busy, the one with the most workgroups.
  idle.sort((a, b) => groups(b) - groups(a));
  return [...busy, ...idle, direct(4, 2), direct(4, 1)].filter(fits(shape));
}

/** A slice of two planes is as much as the workgroup's memory takes, in float32, beside the statistics. */
function tiled(lanes: number, columns: number, pixels: number, quads: number): Tile {
  return { kernel: 'tiled', lanes, columns, pixels, quads, slice: 2 };
}

function direct(pixels: number, quads: number): Tile {
  return { kernel: 'direct', lanes: 64, columns: 1, pixels, quads, slice: 1 };
}

/** Whether a device with the least limits can run a tile. */
function fits({ kernel, stride }: Shape): (tile: Tile) => boolean {
  return (tile) => {
    const { lanes, columns, pixels, quads, slice } = tile;
    const statistics = ((lanes / 2) * columns * 9 * 4) | 0;
    const slices = slice * (lanes * pixels + 4 * columns * quads) * 16;
    if (tile.kernel === 'tiled') return statistics + slices <= WORKGROUP_MEMORY;
    const window = (pixels - 1) * stride + kernel;
    return window * 4 + pixels * quads * 4 <= 128; // registers
  };
}

/** The best guess where a GPU is emulated on the processor, for which memory of workgroups is only work. */
export function directOnly({ stride, kernel }: Shape): Tile {
  return [direct(8, 1), direct(4, 1)].find(fits({ stride, kernel } as Shape)) as Tile;
}

import type { Convolution } from '../../../network/index.ts';
import { vectorBytes, type Precision } from './shaders.ts';

/** How a convolution is cut into workgroups and threads. */
export interface Tile {
  /** `tiled` goes through the workgroup's memory, `direct` does not. */
  readonly kernel: 'tiled' | 'direct';
  /**
   * Of Winograd's convolution, the side of the tiles of outputs; `tiled` multiplies its matrices. 0: none. Tiles of
   * 4 take fewest products, and need float32; with tiles of 2, float16 is nearly as good as in a plain convolution.
   */
  readonly winograd: 0 | 2 | 4;
  /** Threads of a workgroup along the pixels, and along the outputs. */
  readonly lanes: number;
  readonly columns: number;
  /** Pixels that a thread computes, and planes of four outputs of each. */
  readonly pixels: number;
  readonly quads: number;
  /** Planes of four inputs that a workgroup has in its memory at a time; 1 in `direct`. */
  readonly slice: number;
}

/** What decides how a convolution can be cut. */
type Shape = Pick<
  Convolution,
  'kernel' | 'inputs' | 'outputs' | 'stride' | 'upsample' | 'shift'
> & {
  readonly depthwise?: boolean;
};

/** What a device has. */
export interface TileLimits {
  readonly precision: Precision;
  /** Most bytes of a buffer. */
  readonly bytes: number;
}

/** Planes of four channels. */
export const planesOf = (channels: number): number => Math.ceil(channels / 4);

/** Whether a convolution of an enlarged map is four convolutions of the map, with kernels of 2 x 2. */
export function isPhased({
  kernel,
  upsample,
  stride,
  shift,
  depthwise = false,
}: Omit<Shape, 'inputs' | 'outputs'>) {
  return kernel === 3 && upsample === 2 && stride === 1 && shift === 0 && !depthwise;
}

/** With fewer workgroups than this a large GPU has nothing to do for some of its cores. */
const ENOUGH_WORKGROUPS = 200;
/** Bytes of the workgroup's memory that every device has. */
const WORKGROUP_MEMORY = 16_384;
/** With fewer channels, Winograd's convolution transforms more than it saves. */
const WINOGRAD_CHANNELS = 64;

/**
 * Tiles to choose from for a convolution that computes so many pixels, in each of its phases where it has some; the
 * first is the best guess where nothing was measured. No two are the same.
 */
export function candidates(shape: Shape, pixels: number, limits: TileLimits): readonly Tile[] {
  const planes = planesOf(shape.outputs);
  if (shape.depthwise) return [direct(1, 1)]; // its kernel is not cut
  if (planes === 1) return [direct(4, 1), direct(8, 1), direct(2, 1)].filter(fits(shape));
  const plain = byWork(tilesOf(planes), pixels, planes, isPhased(shape) ? 4 : 1);
  return [
    ...winogradTiles(shape, pixels, limits),
    ...[...plain, direct(4, 2), direct(8, 1), direct(4, 1)].filter(fits(shape)),
  ];
}

/** The best guess where a GPU is emulated on the processor, for which memory of workgroups is only work. */
export function directTile(shape: Pick<Shape, 'kernel' | 'stride'>): Tile {
  return [direct(8, 1), direct(4, 1)].find(fits(shape)) ?? direct(1, 1);
}

function tilesOf(planes: number): Tile[] {
  if (planes <= 8)
    return [tiled(64, 4, 4, 2), tiled(32, 8, 4, 1), tiled(32, 4, 4, 2), tiled(32, 8, 2, 1)];
  if (planes <= 16)
    return [tiled(32, 8, 4, 2), tiled(16, 16, 8, 1), tiled(16, 16, 4, 1), tiled(16, 8, 4, 2)];
  return [tiled(16, 16, 8, 2), tiled(16, 16, 4, 2), tiled(32, 8, 4, 4), tiled(16, 8, 4, 2)];
}

/**
 * Tiles that keep a large GPU busy as they come, then the others, those with most workgroups first.
 *
 * @param times how often so many pixels are computed: once for each phase, or for each of Winograd's matrices
 */
function byWork(tiles: readonly Tile[], pixels: number, planes: number, times: number): Tile[] {
  const groups = (tile: Tile) =>
    times *
    Math.ceil(pixels / (tile.lanes * tile.pixels)) *
    Math.ceil(planes / (tile.columns * tile.quads));
  const idle = tiles.filter((tile) => groups(tile) < ENOUGH_WORKGROUPS);
  idle.sort((a, b) => groups(b) - groups(a));
  return [...tiles.filter((tile) => groups(tile) >= ENOUGH_WORKGROUPS), ...idle];
}

function winogradTiles(shape: Shape, pixels: number, { precision, bytes }: TileLimits): Tile[] {
  const { kernel, stride, upsample, shift, inputs, outputs } = shape;
  const takes = kernel === 3 && stride === 1 && upsample === 1 && shift === 0;
  if (!takes || Math.min(inputs, outputs) < WINOGRAD_CHANNELS) return [];
  const vector = vectorBytes(precision);
  const most = Math.max(planesOf(inputs), planesOf(outputs));
  const sides = precision === 'float16' ? ([2] as const) : ([4, 2] as const);
  return sides.flatMap((winograd) => {
    const places = (winograd + 2) ** 2;
    // A little more where the last tiles lie beyond the map.
    const tiles = (1.2 * pixels) / winograd ** 2;
    if (places * most * tiles * vector > bytes) return [];
    const own = byWork(tilesOf(planesOf(outputs)), tiles, planesOf(outputs), places);
    return own.slice(0, 2).map((tile) => ({ ...tile, winograd }));
  });
}

/** A slice of two planes is as much as the workgroup's memory takes, in float32, beside the statistics. */
function tiled(lanes: number, columns: number, pixels: number, quads: number): Tile {
  return { kernel: 'tiled', winograd: 0, lanes, columns, pixels, quads, slice: 2 };
}

function direct(pixels: number, quads: number): Tile {
  return { kernel: 'direct', winograd: 0, lanes: 64, columns: 1, pixels, quads, slice: 1 };
}

/** Whether a device with the least limits can run a tile. */
function fits({ kernel, stride }: Pick<Shape, 'kernel' | 'stride'>): (tile: Tile) => boolean {
  return (tile) => {
    const { lanes, columns, pixels, quads, slice } = tile;
    if (tile.kernel === 'tiled') {
      const statistics = (lanes / 2) * columns * 9 * 4;
      const slices = slice * (lanes * pixels + 4 * columns * quads) * 16;
      return statistics + slices <= WORKGROUP_MEMORY;
    }
    const window = (pixels - 1) * stride + kernel;
    return window * 4 + pixels * quads * 4 <= 128; // registers
  };
}

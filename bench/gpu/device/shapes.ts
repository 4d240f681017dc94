import type { Convolution } from '../../../src/network/index.ts';
import type { TileOf } from '../../../src/engine/executors/webgpu/plan.ts';
import type { Precision } from '../../../src/engine/executors/webgpu/shaders.ts';
import { candidates, type Tile } from '../../../src/engine/executors/webgpu/tiles.ts';

/** What makes two convolutions the same work for the kernels: `3x3 128>128`, `3x3 64>128 /2`, `1x1 128>128 shifted`. */
export function classOf({
  kernel,
  inputs,
  outputs,
  stride,
  upsample,
  shift,
}: Pick<Convolution, 'kernel' | 'inputs' | 'outputs' | 'stride' | 'upsample' | 'shift'>): string {
  const more = [
    stride > 1 ? ` /${stride}` : '',
    upsample > 1 ? ` x${upsample}` : '',
    shift > 0 ? ' shifted' : '',
  ];
  return `${kernel}x${kernel} ${inputs}>${outputs}${more.join('')}`;
}

/** `tiled 16x16 8x2 slice 2`, whatever fields a tile has. */
export function tileName(tile: Tile): string {
  const { kernel, lanes, columns, pixels, quads, ...rest } = tile;
  const more = Object.entries(rest).map(([name, value]) => ` ${name} ${String(value)}`);
  return `${kernel} ${lanes}x${columns} ${pixels}x${quads}${more.join('')}`;
}

/** A GPU machine takes buffers of any size; Winograd's products of the pictures here need less than this. */
const BYTES = 2 ** 31;

/** The tiles of a convolution that computes so many pixels. */
export const tilesOf = (conv: Convolution, pixels: number, precision: Precision) =>
  candidates(conv, pixels, { precision, bytes: BYTES });

/** The most tiles that one of the convolutions can have. */
export function mostCandidates(layers: readonly Convolution[], precision: Precision): number {
  return Math.max(...layers.map((conv) => tilesOf(conv, 1e4, precision).length));
}

/** Gives each convolution the candidate of this number, or the first where it has fewer. */
export function candidateOf(index: number, precision: Precision): TileOf {
  return (conv, pixels) => {
    const all = tilesOf(conv, pixels, precision);
    return (all[index] ?? all[0]) as Tile;
  };
}

import type { Convolution } from '../../../src/network/index.ts';
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

/** The most tiles that one of the convolutions can have. */
export function mostCandidates(layers: readonly Convolution[]): number {
  return Math.max(...layers.map((conv) => candidates(conv, 1e6).length));
}

/** Gives each convolution the candidate of this number, or the first where it has fewer. */
export function candidateOf(index: number): (conv: Convolution, pixels: number) => Tile {
  return (conv, pixels) => {
    const all = candidates(conv, pixels);
    return (all[index] ?? all[0]) as Tile;
  };
}

/** Multiply-adds of each convolution of a picture, by the definition: without any saving by the kernels. */
export function layerMultiplyAdds(
  layers: readonly Convolution[],
  height: number,
  width: number,
): number[] {
  let pixels = height * width;
  return layers.map(({ kernel, inputs, outputs, stride, upsample }) => {
    pixels = (pixels * upsample ** 2) / stride ** 2;
    return kernel ** 2 * inputs * outputs * pixels;
  });
}

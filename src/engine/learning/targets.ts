import type { Ops } from '../executors/ops.ts';
import type { Pixels } from '../stylizer.ts';
import { FEATURES } from './lossNetwork.ts';
import { styleFeatures, STYLE_LAYERS, type LossNetworks, type Target } from './objective.ts';
import { resample } from './resample.ts';

/** A painting's short side in pixels, as in training/style.py: strokes have the size that they have there. */
const SHORT = 512;
/** Sides that are large enough for the loss networks; a smaller painting is enlarged. */
const LEAST = 64;
/** Of a painting that is longer than this times its short side, only the middle is learned: it would take minutes. */
const LONGEST = 3;
/** Pixels of a tile's sides, and of the border around it that its features depend on, for the most part. */
const CORE = 128;
const HALO = 16;

/** Pixels of the part by which a style to begin with is chosen. */
const CHOOSING = 128;

/** RGB in 0..1, [height, width, 3]. */
interface Painting {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** A painting as it is learned: one that is larger than needed is reduced, a tiny one enlarged. */
export function fitted(painting: Pixels): Painting {
  const short = Math.min(painting.width, painting.height);
  const scale = Math.max(LEAST, Math.min(SHORT, short)) / short;
  const [across, down] = [painting.width, painting.height].map((side) => {
    const length = Math.min(side, LONGEST * short);
    return { start: Math.floor((side - length) / 2), length, to: Math.round(length * scale) };
  }) as [Side, Side];
  const part = {
    ...{ left: across.start, top: down.start },
    ...{ width: across.length, height: down.length },
  };
  const [width, height] = [across.to, down.to];
  return { width, height, values: resample(painting, part, width, height) };
}

/** Where the part of a side begins that is learned, how long it is, and what it becomes. */
interface Side {
  readonly start: number;
  readonly length: number;
  readonly to: number;
}

/** The middle of a painting, up to CHOOSING pixels a side: enough to find what it is like, and quick. */
export function middleOf(painting: Painting): Painting {
  const { width, height } = painting;
  const [w, h] = [Math.min(CHOOSING, width), Math.min(CHOOSING, height)];
  const [left, top] = [(width - w) >> 1, (height - h) >> 1];
  return { width: w, height: h, values: part(painting, left, top, w, h) };
}

/**
 * The Gram matrices of a painting, in the order of STYLE_LAYERS, and how large they are. Computed in tiles, so that a
 * large painting takes no more memory than a small one.
 */
export async function targetsOf<T>(
  ops: Ops<T>,
  networks: LossNetworks<T>,
  painting: Painting,
  between: () => Promise<void> = async () => {},
): Promise<Target<T>[]> {
  const sums: Float64Array[] = [];
  const pixels = STYLE_LAYERS.map(() => 0);
  for (const { top, bottom } of cuts(painting.height)) {
    for (const { top: left, bottom: right } of cuts(painting.width)) {
      await between();
      const tile = around(painting, top, bottom, left, right);
      const { grams, counts } = ops.within(() => {
        const map = ops.map(tile.values, [tile.height, tile.width, 3]);
        const { features } = styleFeatures(ops, networks, map);
        const inner = features.map((feature, i) => {
          const scale = scaleOf(i);
          const [height, width] = ops.shapeOf(feature);
          const [y, x] = [(top - tile.top) / scale, (left - tile.left) / scale];
          const tall = Math.min(Math.ceil((bottom - top) / scale), height - y);
          const wide = Math.min(Math.ceil((right - left) / scale), width - x);
          return { map: ops.window(feature, y, x, tall, wide), count: tall * wide };
        });
        return {
          grams: inner.map(({ map }) => ops.gram(map)),
          counts: inner.map(({ count }) => count),
        };
      });
      const read = await ops.read(grams).finally(() => ops.free(...grams));
      for (const [i, gram] of read.entries()) {
        const sum = (sums[i] ??= new Float64Array(gram.length));
        const count = counts[i] as number;
        pixels[i] = (pixels[i] as number) + count;
        for (let j = 0; j < gram.length; j++)
          sum[j] = (sum[j] as number) + count * (gram[j] as number);
      }
    }
  }
  return sums.map((sum, i) => {
    const values = Float32Array.from(sum, (value) => value / (pixels[i] as number));
    const energy = values.reduce((total, value) => total + value * value, 0);
    return { gram: ops.matrix(values, Math.sqrt(values.length)), energy };
  });
}

/** How many pixels of the picture a pixel of a layer's features is wide. */
function scaleOf(layer: number): number {
  const { source, feature } = STYLE_LAYERS[layer] as (typeof STYLE_LAYERS)[number];
  return 2 ** FEATURES.indexOf(feature) * (source === 'half' ? 2 : 1);
}

/** A side in pieces of CORE, the last one up to half larger or smaller, all beginning at multiples of CORE. */
function cuts(side: number): { top: number; bottom: number }[] {
  const count = Math.max(1, Math.round(side / CORE));
  return Array.from({ length: count }, (_, i) => ({
    top: i * CORE,
    bottom: i === count - 1 ? side : (i + 1) * CORE,
  }));
}

/** A piece of a painting with what is around it. */
function around(
  painting: Painting,
  top: number,
  bottom: number,
  left: number,
  right: number,
): Painting & { readonly top: number; readonly left: number } {
  const { width, height } = painting;
  const [y0, x0] = [Math.max(0, top - HALO), Math.max(0, left - HALO)];
  const [y1, x1] = [Math.min(height, bottom + HALO), Math.min(width, right + HALO)];
  const values = part(painting, x0, y0, x1 - x0, y1 - y0);
  return { top: y0, left: x0, height: y1 - y0, width: x1 - x0, values };
}

function part(
  { values, width }: Painting,
  left: number,
  top: number,
  wide: number,
  tall: number,
): Float32Array {
  const out = new Float32Array(tall * wide * 3);
  for (let y = 0; y < tall; y++) {
    const from = ((top + y) * width + left) * 3;
    out.set(values.subarray(from, from + wide * 3), y * wide * 3);
  }
  return out;
}

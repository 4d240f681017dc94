import type { Convolution } from '../../../network/index.ts';
import type { Constants, KernelId, Precision } from './shaders.ts';
import { planesOf, type Tile } from './tiles.ts';

/** Added to the variance; the same as in training/model.py. */
export const EPSILON = 1e-5;
/** Devices want offsets in a buffer to be multiples of this. */
const ALIGNMENT = 256;
/** Most workgroups along one side of a dispatch. */
const MOST_GROUPS = 65_535;

/** What a binding reads or writes. */
export type Place =
  /** A map, the picture or the painting: place in `Plan.buffers`. */
  | { readonly buffer: number }
  /** A part of what all layers share. */
  | { readonly shared: keyof Plan['shared']; readonly at: number; readonly bytes: number }
  /** The kernel of a convolution. */
  | { readonly weights: number };

/** One dispatch. Its first binding is its own part of the uniforms. */
export interface Step {
  readonly kernel: KernelId;
  readonly constants: Constants;
  readonly uniform: readonly number[];
  readonly places: readonly Place[];
  readonly workgroups: readonly [x: number, y: number, z: number];
  /** The convolution that it belongs to, by number. */
  readonly layer: number;
}

/** Where a convolution's part is of what all share, in bytes. */
interface Parts {
  readonly at: number;
  /** Of two vectors for each plane. */
  readonly bytes: number;
}

/** All that a run of one size does and needs, known before anything is made on the device. */
export interface Plan {
  readonly steps: readonly Step[];
  /** Bytes of each buffer that maps lie in: first the picture, then the painting, then the maps. */
  readonly buffers: readonly number[];
  /** Bytes of the buffers that all layers share. */
  readonly shared: {
    /** A style's scale and shift of each convolution. */
    readonly rows: number;
    /** What its output is multiplied with, and what is added; made by `finalize`. */
    readonly coefficients: number;
    /** Its mean and variance. */
    readonly statistics: number;
    /** What workgroups find, merged before the next convolution. */
    readonly partials: number;
    readonly counts: number;
  };
  /** Of each convolution, its part of rows, coefficients and statistics. */
  readonly parts: readonly Parts[];
  /** The last convolution's output, from which a frame is drawn. */
  readonly last: { readonly map: Place; readonly coefficients: Place; readonly activation: number };
  /** Bytes of the painting: RGB in float32. */
  readonly paintingBytes: number;
  /** The map that the first convolution reads. */
  readonly first: Place;
  /** All buffers together, without the weights. */
  readonly bytes: number;
  /** The largest of them. */
  readonly largest: number;
}

export const PICTURE = 0;
export const PAINTING = 1;

/** A map that is there now: what it holds, and how to read it. */
interface MapState {
  readonly buffer: number;
  readonly height: number;
  readonly width: number;
  /** Normalized when it is read, with this; undefined where it needs nothing. */
  readonly coefficients: Place | undefined;
  readonly rectify: boolean;
}

/**
 * Plan a run. `tileOf` tells how each convolution is cut, by its number and the pixels that it computes.
 * A network's first part of a residual block keeps its input until the second has added it.
 */
export function makePlan(
  layers: readonly Convolution[],
  height: number,
  width: number,
  precision: Precision,
  tileOf: (layer: number, pixels: number) => Tile,
): Plan {
  const vector = precision === 'float16' ? 8 : 16;
  const parts: Parts[] = [];
  let sharedBytes = 0;
  for (const { outputs } of layers) {
    const bytes = 2 * planesOf(outputs) * 16;
    parts.push({ at: sharedBytes, bytes });
    sharedBytes += roundUp(bytes, ALIGNMENT);
  }
  const part = (shared: keyof Plan['shared'], layer: number): Place => ({
    shared,
    ...(parts[layer] as Parts),
  });
  /** Bound where a kernel does not read it: something of the right type. */
  const nothing = part('rows', 0);

  const maps = new Maps([height * width * 12, 0]);
  const steps: Step[] = [];
  let partials = 0;
  let counts = 0;
  const first = maps.take(height * width * vector);
  let x: MapState = { buffer: first, height, width, coefficients: undefined, rectify: false };
  let kept: MapState | undefined;
  steps.push({
    kernel: 'image',
    constants: {},
    uniform: [height * width],
    places: [{ buffer: PICTURE }, { buffer: first }],
    workgroups: grid(Math.ceil((height * width) / 64)),
    layer: 0,
  });
  for (const [layer, conv] of layers.entries()) {
    const phased = isPhased(conv);
    const tall = phased ? x.height : Math.ceil((x.height * conv.upsample) / conv.stride);
    const wide = phased ? x.width : Math.ceil((x.width * conv.upsample) / conv.stride);
    const tile = tileOf(layer, tall * wide);
    const groups = workgroupsOf(tile, tall, wide);
    const phases = phased ? 4 : 1;
    const planes = planesOf(conv.outputs);
    const blocks = Math.ceil(planes / (tile.columns * tile.quads));
    const [gx, gy] = grid(groups);
    const allGroups = gx * gy * phases;
    partials = Math.max(partials, planes * allGroups * 32);
    counts = Math.max(counts, allGroups * 4);
    const output = maps.take(planes * tall * wide * phases * vector);
    steps.push({
      kernel: tile.kernel,
      constants: constantsOf(conv, tile, x.coefficients !== undefined),
      uniform: [x.height, x.width, tall, wide, conv.shift, Number(x.rectify)],
      places: [
        { buffer: x.buffer },
        x.coefficients ?? nothing,
        { weights: layer },
        { buffer: output },
        { shared: 'partials', at: 0, bytes: planes * allGroups * 32 },
        { shared: 'counts', at: 0, bytes: allGroups * 4 },
      ],
      workgroups: [gx, gy, phases * blocks],
      layer,
    });
    steps.push({
      kernel: 'finalize',
      constants: { LANES: 128, COLUMNS: 1, EPSILON },
      uniform: [allGroups],
      places: [
        { shared: 'partials', at: 0, bytes: planes * allGroups * 32 },
        { shared: 'counts', at: 0, bytes: allGroups * 4 },
        part('rows', layer),
        part('coefficients', layer),
        part('statistics', layer),
      ],
      workgroups: [planes, 1, 1],
      layer,
    });
    const input = x;
    x = {
      buffer: output,
      height: tall * (phased ? 2 : 1),
      width: wide * (phased ? 2 : 1),
      coefficients: part('coefficients', layer),
      rectify: conv.activation === 'relu',
    };
    if (conv.residual === 'keep') kept = input;
    else maps.give(input.buffer);
    if (conv.residual === 'add' && kept) {
      const pixels = x.height * x.width;
      const total = maps.take(planes * pixels * vector);
      const constants = { NORMALIZED: kept.coefficients !== undefined };
      steps.push({
        kernel: 'add',
        constants,
        uniform: [pixels, Number(kept.rectify)],
        places: [
          { buffer: kept.buffer },
          kept.coefficients ?? nothing,
          { buffer: x.buffer },
          part('coefficients', layer),
          { buffer: total },
        ],
        workgroups: [...grid(Math.ceil(pixels / 64)).slice(0, 2), planes] as [
          number,
          number,
          number,
        ],
        layer,
      });
      maps.give(kept.buffer);
      maps.give(x.buffer);
      kept = undefined;
      x = { ...x, buffer: total, coefficients: undefined, rectify: false };
    }
  }
  const lastLayer = layers.length - 1;
  const activation = { none: 0, relu: 1, sigmoid: 2 }[layers[lastLayer]?.activation ?? 'none'];
  const last = {
    map: { buffer: x.buffer },
    coefficients: part('coefficients', lastLayer),
    activation,
  };
  const paintingBytes = x.height * x.width * 12;
  maps.sizes[PAINTING] = paintingBytes;
  steps.push({
    kernel: 'painting',
    constants: {},
    uniform: [x.height * x.width, activation],
    places: [last.map, last.coefficients, { buffer: PAINTING }],
    workgroups: grid(Math.ceil((x.height * x.width) / 64)),
    layer: lastLayer,
  });
  const shared = {
    rows: sharedBytes,
    coefficients: sharedBytes,
    statistics: sharedBytes,
    partials,
    counts,
  };
  const all = [...maps.sizes, ...Object.values(shared), steps.length * ALIGNMENT];
  return {
    steps,
    buffers: maps.sizes,
    shared,
    parts,
    last,
    paintingBytes,
    first: { buffer: first },
    bytes: all.reduce((sum, bytes) => sum + bytes, 0),
    largest: Math.max(...all),
  };
}

/** Whether a convolution of an enlarged map is four convolutions of the map, with kernels of 2 x 2. */
export function isPhased({
  kernel,
  upsample,
  stride,
  shift,
}: Pick<Convolution, 'kernel' | 'upsample' | 'stride' | 'shift'>): boolean {
  return kernel === 3 && upsample === 2 && stride === 1 && shift === 0;
}

function constantsOf(conv: Convolution, tile: Tile, normalized: boolean): Constants {
  const phased = isPhased(conv);
  const side = phased ? 2 : conv.kernel;
  const planes = planesOf(conv.outputs);
  return {
    SIDE: side,
    STRIDE: conv.stride,
    UPSAMPLE: phased ? 1 : conv.upsample,
    PHASES: phased ? 4 : 1,
    INPUTS: planesOf(conv.inputs),
    OUTPUTS: planes,
    SHIFTED: conv.shift > 0,
    NORMALIZED: normalized,
    LANES: tile.lanes,
    COLUMNS: tile.columns,
    THREADS: tile.lanes * tile.columns,
    PIXELS: tile.pixels,
    QUADS: tile.quads,
    SLICE: tile.slice,
    BLOCKS: Math.ceil(planes / (tile.columns * tile.quads)),
    // What the taps of one row read for neighbouring pixels of a thread.
    WINDOW: (tile.pixels - 1) * conv.stride + side,
  };
}

/** Workgroups that a map of height x width is cut into: pieces of rows, or pixels in a row. */
function workgroupsOf({ kernel, lanes, pixels }: Tile, height: number, width: number): number {
  if (kernel === 'tiled') return Math.ceil((height * width) / (lanes * pixels));
  return Math.ceil((height * Math.ceil(width / pixels)) / lanes);
}

/** So many workgroups, or a few more, as a device takes them. */
function grid(groups: number): [x: number, y: number, z: number] {
  const y = Math.ceil(groups / MOST_GROUPS);
  return [Math.ceil(groups / y), y, 1];
}

function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}

/** Buffers of maps, each used again as soon as nobody reads it any more. */
class Maps {
  private readonly free: number[] = [];

  constructor(readonly sizes: number[]) {}

  /** @returns a buffer of at least so many bytes: the smallest free one that is enough, or the largest, enlarged */
  take(bytes: number): number {
    const size = (buffer: number) => this.sizes[buffer] as number;
    this.free.sort((a, b) => size(a) - size(b));
    const at = this.free.findIndex((buffer) => size(buffer) >= bytes);
    const [buffer] = this.free.splice(at < 0 ? this.free.length - 1 : at, 1);
    if (buffer === undefined) return this.sizes.push(bytes) - 1;
    this.sizes[buffer] = Math.max(size(buffer), bytes);
    return buffer;
  }

  give(buffer: number): void {
    this.free.push(buffer);
  }
}

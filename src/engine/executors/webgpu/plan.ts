import type { Convolution } from '../../../network/index.ts';
import { convolutionSteps, foundPlaces } from './convolutionSteps.ts';
import { Maps } from './maps.ts';
import { vectorBytes, type Precision } from './shaders.ts';
import { grid, type MapState, type Place, type SharedId, type Step } from './step.ts';
import { isPhased, planesOf, type Tile } from './tiles.ts';

/** Added to the variance; the same as in training/model.py. */
export const EPSILON = 1e-5;
/** Devices want offsets in a buffer to be multiples of this. */
export const ALIGNMENT = 256;
/** Threads that merge the statistics of a convolution. */
const FINALIZE_LANES = 128;

/** All that a run of one size does and needs, known before anything is made on the device. */
export interface Plan {
  readonly steps: readonly Step[];
  /** Bytes of each buffer that maps lie in: first the picture, then the painting, then the maps. */
  readonly buffers: readonly number[];
  /**
   * Bytes of the buffers that all layers share: a style's scale and shift of each convolution (`rows`), what its
   * output is multiplied with and what is added (`coefficients`), its mean and variance (`statistics`), and what
   * workgroups find, merged before the next convolution (`partials`, `counts`).
   */
  readonly shared: Readonly<Record<SharedId, number>>;
  /** Of each convolution, its part of rows, coefficients and statistics: two vectors for each plane. */
  readonly parts: readonly { readonly at: number; readonly bytes: number }[];
  /** The map that the first convolution reads. */
  readonly first: Place;
  /** The last convolution's output, from which a frame is drawn. */
  readonly last: { readonly map: Place; readonly coefficients: Place; readonly activation: number };
  /** Bytes of the painting: RGB in float32. */
  readonly paintingBytes: number;
  /** Bytes of what the processor reads: the painting, then the statistics. */
  readonly stagingBytes: number;
  /** All buffers together, without the weights. */
  readonly bytes: number;
  /** The largest of them. */
  readonly largest: number;
}

/** Places in `Plan.buffers`. */
export const PICTURE = 0;
export const PAINTING = 1;

/** How a convolution is cut; `pixels` is what one of its phases computes. */
export type TileOf = (conv: Convolution, pixels: number) => Tile;

/** Plan a run of a network on a picture of height x width. */
export function makePlan(
  layers: readonly Convolution[],
  height: number,
  width: number,
  precision: Precision,
  tileOf: TileOf,
): Plan {
  const vector = vectorBytes(precision);
  const { parts, bytes: sharedBytes } = partsOf(layers);
  const part = (shared: SharedId, layer: number): Place => ({
    shared,
    ...(parts[layer] as Plan['parts'][number]),
  });
  const nothing = part('rows', 0);
  const maps = new Maps([height * width * 12, 0]);
  const [steps, found] = [[] as Step[], { partials: 0, counts: 0 }];
  const first = maps.take(height * width * vector);
  let x: MapState = { buffer: first, height, width, coefficients: undefined, rectify: false };
  let kept: MapState | undefined;
  steps.push({
    ...{ kernel: 'image', constants: {}, uniform: [height * width], layer: 0 },
    places: [{ buffer: PICTURE }, { buffer: first }],
    workgroups: [...grid(Math.ceil((height * width) / 64)), 1],
  });
  for (const [layer, conv] of layers.entries()) {
    const input = x;
    const after = {
      height: Math.ceil((input.height * conv.upsample) / conv.stride),
      width: Math.ceil((input.width * conv.upsample) / conv.stride),
      coefficients: conv.normalized ? part('coefficients', layer) : undefined,
      rectify: conv.activation === 'relu',
    };
    const pixels = isPhased(conv) ? input.height * input.width : after.height * after.width;
    const task = { layer, conv, input, tile: tileOf(conv, pixels), vector, nothing };
    const { output, groups, steps: own } = convolutionSteps(task, maps);
    const planes = planesOf(conv.outputs);
    found.partials = Math.max(found.partials, planes * groups * 32);
    found.counts = Math.max(found.counts, groups * 4);
    steps.push(...own);
    const finalize: Step = {
      kernel: 'finalize',
      constants: { LANES: FINALIZE_LANES, COLUMNS: 1, EPSILON },
      uniform: [groups],
      places: [
        ...foundPlaces(planes, groups),
        ...(['rows', 'coefficients', 'statistics'] as const).map((shared) => part(shared, layer)),
      ],
      workgroups: [planes, 1, 1],
      layer,
    };
    if (conv.normalized) steps.push(finalize);
    x = { ...after, buffer: output };
    if (conv.residual === 'keep') kept = input;
    else maps.give(input.buffer);
    if (conv.residual !== 'add' || !kept || !after.coefficients) continue;
    const total = maps.take(planes * x.height * x.width * vector);
    steps.push({
      ...{ kernel: 'add', constants: { NORMALIZED: kept.coefficients !== undefined }, layer },
      uniform: [x.height * x.width, Number(kept.rectify)],
      places: [
        { buffer: kept.buffer },
        kept.coefficients ?? nothing,
        { buffer: x.buffer },
        after.coefficients,
        { buffer: total },
      ],
      workgroups: [...grid(Math.ceil((x.height * x.width) / 64)), planes],
    });
    maps.give(kept.buffer);
    maps.give(x.buffer);
    kept = undefined;
    x = { ...x, buffer: total, coefficients: undefined, rectify: false };
  }
  const layer = layers.length - 1;
  const last = {
    map: { buffer: x.buffer },
    coefficients: part('coefficients', layer),
    activation: { none: 0, relu: 1, sigmoid: 2 }[layers[layer]?.activation ?? 'none'],
  };
  const paintingBytes = x.height * x.width * 12;
  maps.sizes[PAINTING] = paintingBytes;
  steps.push({
    ...{ kernel: 'painting', constants: {}, layer },
    uniform: [x.height * x.width, last.activation],
    places: [last.map, last.coefficients, { buffer: PAINTING }],
    workgroups: [...grid(Math.ceil((x.height * x.width) / 64)), 1],
  });
  const shared = {
    ...{ rows: sharedBytes, coefficients: sharedBytes, statistics: sharedBytes },
    ...found,
  };
  const stagingBytes = paintingBytes + sharedBytes;
  const all = [
    ...maps.sizes,
    ...Object.values(shared),
    ...[steps.length * ALIGNMENT, stagingBytes],
  ];
  return {
    ...{ steps, buffers: maps.sizes, shared, parts, last, paintingBytes, stagingBytes },
    first: { buffer: first },
    bytes: all.reduce((sum, bytes) => sum + bytes, 0),
    largest: Math.max(...all),
  };
}

/** Where each convolution has its part of what all share, and the bytes of all parts. */
function partsOf(layers: readonly Convolution[]) {
  let end = 0;
  const parts = layers.map(({ outputs }) => {
    const bytes = 2 * planesOf(outputs) * 16;
    const at = end;
    end += Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
    return { at, bytes };
  });
  return { parts, bytes: end };
}

import type { Convolution } from '../../../network/index.ts';
import type { Maps } from './maps.ts';
import type { Constants } from './shaders.ts';
import { grid, type MapState, type Place, type Step } from './step.ts';
import { isPhased, planesOf, type Tile } from './tiles.ts';

/** A convolution of a map. */
interface Task {
  readonly layer: number;
  readonly conv: Convolution;
  readonly input: MapState;
  readonly tile: Tile;
  /** Bytes of a vector of four channels. */
  readonly vector: number;
  /** Bound where a kernel does not read it: something of the right type. */
  readonly nothing: Place;
}

interface Made {
  readonly steps: readonly Step[];
  /** The buffer of the output, which is not normalized yet. */
  readonly output: number;
  /** Workgroups whose statistics are to be merged. */
  readonly groups: number;
}

/** Plan a convolution, for which `maps` gives the buffers. */
export function convolutionSteps(task: Task, maps: Maps): Made {
  if (task.conv.depthwise) return depthwise(task, maps);
  return task.tile.winograd > 0 ? winograd(task, maps) : plain(task, maps);
}

/** What workgroups found, and the bytes that it takes. */
export function foundPlaces(
  planes: number,
  groups: number,
): readonly [partials: Place, counts: Place] {
  return [
    { shared: 'partials', at: 0, bytes: planes * groups * 32 },
    { shared: 'counts', at: 0, bytes: groups * 4 },
  ];
}

function plain({ layer, conv, input, tile, vector, nothing }: Task, maps: Maps): Made {
  const phased = isPhased(conv);
  const phases = phased ? 4 : 1;
  const enlarged = phased ? 1 : conv.upsample;
  const height = Math.ceil((input.height * enlarged) / conv.stride);
  const width = Math.ceil((input.width * enlarged) / conv.stride);
  const [x, y] = grid(workgroupsOf(tile, height, width));
  const groups = x * y * phases;
  const planes = planesOf(conv.outputs);
  const output = maps.take(planes * height * width * phases * vector);
  const side = phased ? 2 : conv.kernel;
  const constants = {
    ...{ SIDE: side, STRIDE: conv.stride, UPSAMPLE: enlarged, PHASES: phases },
    ...{ INPUTS: planesOf(conv.inputs), SHIFTED: conv.shift > 0, MATRICES: false },
    NORMALIZED: input.coefficients !== undefined,
    ...tileConstants(tile, planes),
    // What the taps of one row read for neighbouring pixels of a thread.
    WINDOW: (tile.pixels - 1) * conv.stride + side,
  };
  const step: Step = {
    kernel: tile.kernel,
    constants,
    uniform: shapeOf(input, height, width, conv.shift),
    places: [
      { buffer: input.buffer },
      input.coefficients ?? nothing,
      { weights: layer, winograd: 0 },
      { buffer: output },
      ...foundPlaces(planes, groups),
    ],
    workgroups: [x, y, phases * constants.BLOCKS],
    layer,
  };
  return { steps: [step], output, groups };
}

/** Each channel by itself: no statistics, since no norm follows. */
function depthwise({ layer, conv, input, vector, nothing }: Task, maps: Maps): Made {
  const height = Math.ceil((input.height * conv.upsample) / conv.stride);
  const width = Math.ceil((input.width * conv.upsample) / conv.stride);
  const planes = planesOf(conv.outputs);
  const output = maps.take(planes * height * width * vector);
  const step: Step = {
    kernel: 'depthwise',
    constants: {
      ...{ SIDE: conv.kernel, STRIDE: conv.stride, UPSAMPLE: conv.upsample, PHASES: 1 },
      ...{ INPUTS: planes, SHIFTED: conv.shift > 0, NORMALIZED: input.coefficients !== undefined },
    },
    uniform: shapeOf(input, height, width, conv.shift),
    places: [
      { buffer: input.buffer },
      input.coefficients ?? nothing,
      { weights: layer, winograd: 0 },
      { buffer: output },
    ],
    workgroups: [...grid(Math.ceil((height * width) / 64)), planes],
    layer,
  };
  return { steps: [step], output, groups: 0 };
}

/** Transform the input, multiply, transform back. */
function winograd({ layer, conv, input, tile, vector, nothing }: Task, maps: Maps): Made {
  const out = tile.winograd as 2 | 4;
  const size = out + 2;
  const places = size * size;
  const { height, width } = input;
  const [tall, wide] = [Math.ceil(height / out), Math.ceil(width / out)];
  const tiles = tall * wide;
  const [inputs, planes] = [planesOf(conv.inputs), planesOf(conv.outputs)];
  const transformed = maps.take(places * inputs * tiles * vector);
  const products = maps.take(places * planes * tiles * vector);
  maps.give(transformed);
  const output = maps.take(planes * height * width * vector);
  maps.give(products);
  const sizes = { OUT: out, SIZE: size };
  /** Of source.wgsl, of which `winogradIn` uses little. */
  const source = { STRIDE: 1, UPSAMPLE: 1, PHASES: 1, SIDE: 3, SHIFTED: false };
  const lanes = 64;
  const outGrid = grid(Math.ceil(tiles / (lanes / out)));
  const groups = outGrid[0] * outGrid[1];
  const matrices = tileConstants(tile, planes);
  const steps: Step[] = [
    {
      kernel: 'winogradIn',
      constants: {
        ...{ ...source, ...sizes, INPUTS: inputs, THREADS: lanes },
        NORMALIZED: input.coefficients !== undefined,
      },
      uniform: shapeOf(input, tall, wide, 0),
      places: [{ buffer: input.buffer }, input.coefficients ?? nothing, { buffer: transformed }],
      workgroups: [...grid(Math.ceil(tiles / lanes)), inputs * size],
      layer,
    },
    {
      kernel: 'tiled',
      constants: {
        ...{ ...source, SIDE: 1, PHASES: places, INPUTS: inputs, MATRICES: true },
        ...{ ...matrices, NORMALIZED: false, WINDOW: 0 },
      },
      uniform: [tall, wide, tall, wide, 0, 0],
      places: [
        { buffer: transformed },
        nothing,
        { weights: layer, winograd: out },
        { buffer: products },
        ...foundPlaces(planes, groups),
      ],
      workgroups: [...grid(workgroupsOf(tile, tall, wide)), places * matrices.BLOCKS],
      layer,
    },
    {
      kernel: 'winogradOut',
      constants: { ...sizes, OUTPUTS: planes, LANES: lanes, COLUMNS: 1 },
      uniform: [height, width, tall, wide],
      places: [{ buffer: products }, { buffer: output }, ...foundPlaces(planes, groups)],
      workgroups: [...outGrid, planes],
      layer,
    },
  ];
  return { steps, output, groups };
}

/** The uniform of source.wgsl. */
function shapeOf(input: MapState, height: number, width: number, shift: number): readonly number[] {
  return [input.height, input.width, height, width, shift, Number(input.rectify)];
}

function tileConstants(tile: Tile, planes: number) {
  const { lanes, columns, pixels, quads, slice } = tile;
  return {
    ...{ LANES: lanes, COLUMNS: columns, THREADS: lanes * columns },
    ...{ PIXELS: pixels, QUADS: quads, SLICE: slice, OUTPUTS: planes },
    /** Workgroups along the outputs. */
    BLOCKS: Math.ceil(planes / (columns * quads)),
  } satisfies Constants;
}

/** Workgroups that a map of height x width is cut into: pieces of rows, or pixels in a row. */
function workgroupsOf({ kernel, lanes, pixels }: Tile, height: number, width: number): number {
  if (kernel === 'tiled') return Math.ceil((height * width) / (lanes * pixels));
  return Math.ceil((height * Math.ceil(width / pixels)) / lanes);
}

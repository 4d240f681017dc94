import { loadCode } from '../../loading/index.ts';
import type { Activation } from '../../network/index.ts';
import type { EngineFault } from '../problems.ts';
import type { AvailableExecutor, ExecutorInfo } from '../stylizer.ts';

/** What a convolution of a frozen network is; its border is reflected by half its kernel. */
export interface ConvShape {
  readonly kernel: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly stride: number;
  /** Nearest-neighbour enlargement before it. */
  readonly upsample: number;
  /** How far away half of the input channels are read from (network/shift.ts); 0: none is. */
  readonly shift: number;
}

/** Height, width and channels of a map. */
export type MapShape = readonly [height: number, width: number, channels: number];

/** What a normalization keeps for its gradient. */
export interface Normalized<T> {
  readonly output: T;
  /** The gradient with respect to the map, and to scales and shifts, [2][channels]. */
  back(gradient: T): { readonly map: T; readonly row: T };
}

/** A value of a loss, and its gradient with respect to the map that it looks at, times a factor. */
export interface Term<T> {
  /** A single number. */
  readonly value: T;
  back(factor: number): T;
}

/**
 * The arithmetic that learning consists of, forward and backward, on one device. A map is [height, width, channels] of
 * float32. Whoever gets a `T` frees it; no operation frees what it is given. `within` frees all that was made in it.
 */
export interface Ops<T> {
  /**
   * A convolution whose weights are [kernel, kernel, inputs, outputs], put on the device once. With a bias, a number
   * for each output, its result is relu(convolution + bias).
   */
  prepare(shape: ConvShape, weights: Float32Array, bias?: Float32Array): Conv<T>;
  /** Square. */
  matrix(values: Float32Array, side: number): T;
  map(values: Float32Array, shape: MapShape): T;
  read(values: readonly T[]): Promise<Float32Array[]>;
  /** Instance normalization of what a convolution gave by a scale and a shift for each channel, `row` [2][channels]; then activation or addition. */
  normalize(map: T, row: Float32Array, activation: Activation, residual?: T): Normalized<T>;
  /** Maxima of 2 x 2 pixels; an odd last row or column is left out. */
  pool(map: T): T;
  poolBack(gradient: T, map: T, pooled: T): T;
  /** Means of 2 x 2 pixels; an odd last row or column is left out. */
  half(map: T): T;
  halfBack(gradient: T, shape: MapShape): T;
  /** The part of a map from (top, left) on. */
  window(map: T, top: number, left: number, height: number, width: number): T;
  windowBack(gradient: T, top: number, left: number, shape: MapShape): T;
  add(a: T, b: T): T;
  /** Mean over pixels of the products of all pairs of channels, [channels, channels]. */
  gram(map: T): T;
  /** The relative squared distance of a map's Gram matrix from `target`, whose squares sum to `energy`. */
  style(map: T, target: T, energy: number): Term<T>;
  /** The relative squared distance of a map from `wanted`. */
  content(map: T, wanted: T): Term<T>;
  /** The mean absolute difference of neighbours, down and across. */
  variation(map: T): Term<T>;
  shapeOf(map: T): MapShape;
  free(...values: readonly T[]): void;
  /** Frees all that `work` makes, but for what it returns. */
  within<R>(work: () => R): R;
}

export interface Conv<T> {
  forward(map: T): T;
  /**
   * The gradient with respect to a map of `shape`. One with a bias needs what it gave, `output`; `plus` is added to the
   * result.
   */
  back(
    gradient: T,
    shape: MapShape,
    more?: { readonly output?: T; readonly plus?: T | undefined },
  ): T;
  free(): void;
}

/** Weights [k, k, in, out] turned by half a circle, [k, k, out, in]: a convolution with them is the gradient. */
export function turnedKernel(
  { kernel, inputs, outputs }: ConvShape,
  weights: Float32Array,
): Float32Array {
  const turned = new Float32Array(weights.length);
  const taps = kernel * kernel;
  for (let tap = 0; tap < taps; tap++) {
    const from = (taps - 1 - tap) * inputs * outputs;
    const to = tap * inputs * outputs;
    for (let i = 0; i < inputs; i++) {
      for (let o = 0; o < outputs; o++) {
        turned[to + o * inputs + i] = weights[from + i * outputs + o] as number;
      }
    }
  }
  return turned;
}

/** Ops on a device, which belong to whoever started it. */
export interface OpsDevice<T = unknown> {
  readonly ops: Ops<T>;
  readonly info: ExecutorInfo;
  /** Resolves when the device has gone; what is read then is not to be trusted. */
  readonly lost: Promise<EngineFault>;
  dispose(): void;
}

interface OpsModule {
  createOps(info: AvailableExecutor): Promise<OpsDevice>;
}

/** Not every executor can learn. Each one's code is a chunk of its own. */
const modules = import.meta.glob<OpsModule>('./*/ops.ts');

const pathOf = ({ id }: Pick<AvailableExecutor, 'id'>) => `./${id}/ops.ts`;

/** Whether a style can be learned by an executor. */
export function hasOps(info: Pick<AvailableExecutor, 'id'>): boolean {
  return pathOf(info) in modules;
}

/** Start an executor for learning. Rejects with EngineProblem, or the error of a library. */
export async function createOps(info: AvailableExecutor): Promise<OpsDevice> {
  const load = modules[pathOf(info)];
  if (!load) throw new Error(`there is no ${pathOf(info)}`);
  return (await loadCode(load)).createOps(info);
}

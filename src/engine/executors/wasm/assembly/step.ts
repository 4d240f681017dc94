/**
 * One step of a network as plan.ts writes it: 32-bit fields in the order of STEP_FIELDS in step.ts
 * there. Addresses are in bytes, sizes in pixels, a pitch is the channels that a pixel takes in memory.
 */
@unmanaged
export class Step {
  kind: i32;
  input: usize;
  inputHeight: i32;
  inputWidth: i32;
  inputPitch: i32;
  /** Address of inputPitch scales and as many shifts to apply in the load; 0 for none. */
  coefficients: usize;
  /** ReLU after the coefficients. */
  rectify: i32;
  output: usize;
  outputHeight: i32;
  outputWidth: i32;
  outputPitch: i32;
  kernel: i32;
  stride: i32;
  upsample: i32;
  /** Half of the channels are read from so many pixels away; only where nothing is enlarged or skipped. */
  shift: i32;
  weights: usize;
  /** Weights of each channel by itself, in the kind SEPARABLE. */
  depthwise: usize;
  /** Whether these are for a map that is not enlarged, see depthwise.ts. */
  doubled: i32;
  /** Rows of the kernel that one pass over a block's pixels takes, so that their weights stay in L1. */
  groupRows: i32;
  /** Rows that are computed together, of the output or, in transformed kinds, of tiles. */
  blockRows: i32;
  /** A ticket is a strip of so many rows, and of so many columns. */
  stripRows: i32;
  columns: i32;
  strips: i32;
  chunks: i32;
  /** Sums of each ticket, see stats.ts; 0 where none are wanted. */
  partials: usize;
  lanes: i32;
  /** The kept input of a residual block, in the kind ADD. */
  other: usize;
  otherCoefficients: usize;
  otherRectify: i32;
  activation: i32;
  /** The input is a gradient: with zeros around it, as wide as whatever reads it, where a map is reflected. */
  gradient: i32;
  /** Pixels from one of a gradient to the next, with zeros in between. */
  apart: i32;
  /** A map like the gradient, which counts only where that is above 0; 0 for none. */
  mask: usize;
  /** What is added to each channel of the result, before a ReLU; 0 for neither. */
  bias: usize;
  /** First of the threads' working memories, and bytes of each. */
  scratch: usize;
  scratchBytes: usize;
}

export const DIRECT = 0;
export const PLANAR = 1;
export const WINOGRAD = 2;
export const DOUBLED = 3;
export const ADD = 4;
export const FINAL = 5;
export const SEPARABLE = 6;
// Of learning, see normalize.ts, fold.ts, pool.ts, gram.ts, unshift.ts and combine.ts.
export const NORMALIZE = 7;
export const NORMAL_SUMS = 8;
export const NORMAL_BACK = 9;
export const SIGMOID_BACK = 10;
export const FOLD = 11;
export const POOL = 12;
export const POOL_BACK = 13;
export const GRAM = 14;
export const UNSHIFT = 15;
export const COMBINE = 16;

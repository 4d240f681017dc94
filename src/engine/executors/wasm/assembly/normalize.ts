import { activate, RELU } from './pointwise';
import { highDoubles, lowDoubles, madd } from './simd';
import { Step } from './step';

/*
 * Instance normalization as learning needs it: a pass over a map forward, and two backward. `coefficients` are
 * [6][pitch]: with y what a convolution gave, y * c0 + c1 is normalized by a style's row, and z = y * c2 + c3 is of
 * mean 0 and variance 1. The gradient of y is g * c0 + y * c4 + c5, where g is that of the normalized map, as far as
 * a ReLU lets it through.
 */

/** Bytes of pixels that are read for each vector of channels in turn, so they should stay in L1. */
const BLOCK_BYTES: usize = 8192;

/** @returns the bytes of the whole pixels that make a block, one at least */
function blockBytes(pixel: usize): usize {
  return max(pixel, (BLOCK_BYTES / pixel) * pixel);
}

/** The first of the bytes of a ticket's rows. */
function begin(step: Step, ticket: i32): usize {
  return <usize>(ticket * step.stripRows) * rowBytes(step);
}

function end(step: Step, ticket: i32): usize {
  return <usize>min((ticket + 1) * step.stripRows, step.outputHeight) * rowBytes(step);
}

function rowBytes(step: Step): usize {
  return (<usize>(step.outputWidth * step.outputPitch)) << 2;
}

/** output = the activation of input * c0 + c1, plus `other` where there is one. */
export function normalize(step: Step, ticket: i32): void {
  const pixel = (<usize>step.outputPitch) << 2;
  const several = blockBytes(pixel);
  const last = end(step, ticket);
  for (let start = begin(step, ticket); start < last; start += several) {
    const stop = min(last, start + several);
    for (let c: usize = 0; c < pixel; c += 16) {
      const gain = v128.load(step.coefficients + c);
      const shift = v128.load(step.coefficients + pixel + c);
      if (step.other) {
        for (let at = start + c; at < stop; at += pixel) {
          const value = madd(v128.load(step.input + at), gain, shift);
          v128.store(step.output + at, f32x4.add(value, v128.load(step.other + at)));
        }
      } else if (step.activation == RELU) {
        for (let at = start + c; at < stop; at += pixel) {
          const value = madd(v128.load(step.input + at), gain, shift);
          v128.store(step.output + at, f32x4.max(value, f32x4.splat(0)));
        }
      } else {
        for (let at = start + c; at < stop; at += pixel) {
          const value = madd(v128.load(step.input + at), gain, shift);
          v128.store(step.output + at, activate(value, step.activation));
        }
      }
    }
  }
}

/** For each channel the sums of g * z and of g, of the ticket: [2][pitch] float64. input is y, other is g. */
export function normalSums(step: Step, ticket: i32): void {
  const pixel = (<usize>step.outputPitch) << 2;
  const several = blockBytes(pixel);
  const sums = step.partials + <usize>ticket * pixel * 4;
  memory.fill(sums, 0, pixel << 2);
  const open = step.activation == RELU ? f32x4.splat(0) : f32x4.splat(-Infinity);
  const last = end(step, ticket);
  for (let start = begin(step, ticket); start < last; start += several) {
    const stop = min(last, start + several);
    for (let c: usize = 0; c < pixel; c += 16) {
      const factor = v128.load(step.coefficients + c);
      const shift = v128.load(step.coefficients + pixel + c);
      const gain = v128.load(step.coefficients + 2 * pixel + c);
      const from = v128.load(step.coefficients + 3 * pixel + c);
      let product = f32x4.splat(0);
      let sum = f32x4.splat(0);
      for (let at = start + c; at < stop; at += pixel) {
        const y = v128.load(step.input + at);
        const passes = f32x4.gt(madd(y, factor, shift), open);
        const g = v128.and(v128.load(step.other + at), passes);
        product = madd(g, madd(y, gain, from), product);
        sum = f32x4.add(sum, g);
      }
      addDoubles(sums + 2 * c, product);
      addDoubles(sums + 2 * pixel + 2 * c, sum);
    }
  }
}

/** Add four numbers to four float64. */
function addDoubles(at: usize, value: v128): void {
  v128.store(at, f64x2.add(v128.load(at), lowDoubles(value)));
  v128.store(at, f64x2.add(v128.load(at, 16), highDoubles(value)), 16);
}

/** output = g * c0 + y * c4 + c5. input is y, other is g. */
export function normalBack(step: Step, ticket: i32): void {
  const pixel = (<usize>step.outputPitch) << 2;
  const several = blockBytes(pixel);
  const open = step.activation == RELU ? f32x4.splat(0) : f32x4.splat(-Infinity);
  const last = end(step, ticket);
  for (let start = begin(step, ticket); start < last; start += several) {
    const stop = min(last, start + several);
    for (let c: usize = 0; c < pixel; c += 16) {
      const factor = v128.load(step.coefficients + c);
      const shift = v128.load(step.coefficients + pixel + c);
      const slope = v128.load(step.coefficients + 4 * pixel + c);
      const from = v128.load(step.coefficients + 5 * pixel + c);
      for (let at = start + c; at < stop; at += pixel) {
        const y = v128.load(step.input + at);
        const passes = f32x4.gt(madd(y, factor, shift), open);
        const g = v128.and(v128.load(step.other + at), passes);
        v128.store(step.output + at, madd(g, factor, madd(y, slope, from)));
      }
    }
  }
}

/** output = input * other * (1 - other): the gradient of a sigmoid whose result is `other`. */
export function sigmoidBack(step: Step, ticket: i32): void {
  const last = end(step, ticket);
  const one = f32x4.splat(1);
  for (let at = begin(step, ticket); at < last; at += 16) {
    const o = v128.load(step.other + at);
    const slope = f32x4.mul(o, f32x4.sub(one, o));
    v128.store(step.output + at, f32x4.mul(v128.load(step.input + at), slope));
  }
}

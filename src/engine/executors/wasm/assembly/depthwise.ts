import { madd } from './simd';

/*
 * The first half of a separable convolution: each channel by itself. An output is few products of what was just
 * packed, so loads are what it costs. Each weight is loaded once for eight pixels, whose sums stay in registers.
 */

/** Pixels that share the loads of weights. */
const TOGETHER = 8;

/**
 * A row of `width` pixels at `to`, from packed rows `pitch` bytes apart, the first at `from`; weights
 * [kernel][kernel][channels] of `pixel` bytes a tap.
 */
export function depthwiseRow(
  from: usize,
  pitch: usize,
  pixel: usize,
  kernel: i32,
  stride: i32,
  weights: usize,
  to: usize,
  width: i32,
): void {
  const across = <usize>stride * pixel;
  let x = 0;
  while (x < width) {
    if (width < TOGETHER) {
      one(from + <usize>x * across, pitch, pixel, kernel, weights, to + <usize>x * pixel);
      x++;
      continue;
    }
    // What is left of a row is computed with pixels before it, once more.
    const start = <usize>min(x, width - TOGETHER);
    eight(from + start * across, pitch, pixel, across, kernel, weights, to + start * pixel);
    x += TOGETHER;
  }
}

/** All channels of one pixel. */
function one(
  from: usize,
  pitch: usize,
  pixel: usize,
  kernel: i32,
  weights: usize,
  to: usize,
): void {
  for (let channel: usize = 0; channel < pixel; channel += 16) {
    let sum = f32x4.splat(0);
    let weight = weights + channel;
    for (let i = 0; i < kernel; i++) {
      let at = from + <usize>i * pitch + channel;
      for (let j = 0; j < kernel; j++) {
        sum = madd(v128.load(at), v128.load(weight), sum);
        at += pixel;
        weight += pixel;
      }
    }
    v128.store(to + channel, sum);
  }
}

/** All channels of eight pixels side by side, whose windows are `across` bytes apart. */
function eight(
  from: usize,
  pitch: usize,
  pixel: usize,
  across: usize,
  kernel: i32,
  weights: usize,
  to: usize,
): void {
  for (let channel: usize = 0; channel < pixel; channel += 16) {
    let s0 = f32x4.splat(0);
    let s1 = f32x4.splat(0);
    let s2 = f32x4.splat(0);
    let s3 = f32x4.splat(0);
    let s4 = f32x4.splat(0);
    let s5 = f32x4.splat(0);
    let s6 = f32x4.splat(0);
    let s7 = f32x4.splat(0);
    let weight = weights + channel;
    for (let i = 0; i < kernel; i++) {
      let at = from + <usize>i * pitch + channel;
      for (let j = 0; j < kernel; j++) {
        const w = v128.load(weight);
        let a = at;
        s0 = madd(v128.load(a), w, s0);
        s1 = madd(v128.load((a += across)), w, s1);
        s2 = madd(v128.load((a += across)), w, s2);
        s3 = madd(v128.load((a += across)), w, s3);
        s4 = madd(v128.load((a += across)), w, s4);
        s5 = madd(v128.load((a += across)), w, s5);
        s6 = madd(v128.load((a += across)), w, s6);
        s7 = madd(v128.load((a += across)), w, s7);
        at += pixel;
        weight += pixel;
      }
    }
    let out = to + channel;
    v128.store(out, s0);
    v128.store((out += pixel), s1);
    v128.store((out += pixel), s2);
    v128.store((out += pixel), s3);
    v128.store((out += pixel), s4);
    v128.store((out += pixel), s5);
    v128.store((out += pixel), s6);
    v128.store((out += pixel), s7);
  }
}

/**
 * A row of `width` pixels, an even number, of a map that is enlarged by 2 before a 3 x 3 kernel. Two of three taps
 * fall on the same pixel, so with their sum an output is four products: two rows of the map that is not enlarged,
 * from `from` on, and two columns. Weights [2 columns' parities][2][2][channels].
 */
export function doubledRow(
  from: usize,
  pitch: usize,
  pixel: usize,
  weights: usize,
  to: usize,
  width: i32,
): void {
  const pairs = width >> 1;
  let x = 0;
  while (x < pairs) {
    const start = <usize>(pairs < 4 ? x : min(x, pairs - 4));
    const at = from + start * pixel;
    if (pairs < 4) pair(at, pitch, pixel, weights, to + 2 * start * pixel);
    else fourPairs(at, pitch, pixel, weights, to + 2 * start * pixel);
    x += pairs < 4 ? 1 : 4;
  }
}

/** Two pixels side by side; `from` is the pixel left of the one that they come from. */
function pair(from: usize, pitch: usize, pixel: usize, weights: usize, to: usize): void {
  for (let odd: usize = 0; odd < 2; odd++) {
    const window = from + odd * pixel;
    one(window, pitch, pixel, 2, weights + odd * 4 * pixel, to + odd * pixel);
  }
}

/** The same four times, with one load of each weight. */
function fourPairs(from: usize, pitch: usize, pixel: usize, weights: usize, to: usize): void {
  for (let odd: usize = 0; odd < 2; odd++) {
    for (let channel: usize = 0; channel < pixel; channel += 16) {
      let s0 = f32x4.splat(0);
      let s1 = f32x4.splat(0);
      let s2 = f32x4.splat(0);
      let s3 = f32x4.splat(0);
      let weight = weights + channel;
      for (let i = 0; i < 2; i++) {
        let at = from + odd * pixel + <usize>i * pitch + channel;
        for (let j = 0; j < 2; j++) {
          const w = v128.load(weight);
          s0 = madd(v128.load(at), w, s0);
          s1 = madd(v128.load(at + pixel), w, s1);
          s2 = madd(v128.load(at + 2 * pixel), w, s2);
          s3 = madd(v128.load(at + 3 * pixel), w, s3);
          at += pixel;
          weight += pixel;
        }
      }
      let out = to + channel;
      v128.store(out, s0);
      v128.store((out += 2 * pixel), s1);
      v128.store((out += 2 * pixel), s2);
      v128.store((out += 2 * pixel), s3);
    }
    weights += 4 * pixel;
    to += pixel;
  }
}

import { madd } from './simd';

/**
 * The micro-kernel: 6 pixels by 8 output channels, twelve sums that never leave the registers. (x86 has
 * 16, V8 keeps one: 12 sums + 2 weights + 1 activation = 15.) The pixels' activations lie at `base` +
 * their offset: `segments` runs of `length` bytes, one each `pitch` bytes, which is a window of packed
 * rows as it lies in memory, so that there is nothing to gather. Weights are 8 floats a step. Writes
 * [pixels rounded up to 6][8] at `to`; with `more` it adds to what is there.
 */
export function gemm8(
  offsets: usize,
  pixels: i32,
  base: usize,
  segments: i32,
  pitch: usize,
  length: usize,
  weights: usize,
  to: usize,
  more: bool,
): void {
  for (let pixel = 0; pixel < pixels; pixel += 6) {
    let c00 = f32x4.splat(0);
    let c10 = f32x4.splat(0);
    let c20 = f32x4.splat(0);
    let c30 = f32x4.splat(0);
    let c40 = f32x4.splat(0);
    let c50 = f32x4.splat(0);
    let c01 = f32x4.splat(0);
    let c11 = f32x4.splat(0);
    let c21 = f32x4.splat(0);
    let c31 = f32x4.splat(0);
    let c41 = f32x4.splat(0);
    let c51 = f32x4.splat(0);
    if (more) {
      c00 = v128.load(to, 0);
      c01 = v128.load(to, 16);
      c10 = v128.load(to, 32);
      c11 = v128.load(to, 48);
      c20 = v128.load(to, 64);
      c21 = v128.load(to, 80);
      c30 = v128.load(to, 96);
      c31 = v128.load(to, 112);
      c40 = v128.load(to, 128);
      c41 = v128.load(to, 144);
      c50 = v128.load(to, 160);
      c51 = v128.load(to, 176);
    }
    let b = weights;
    for (let segment = 0; segment < segments; segment++) {
      const start = base + <usize>segment * pitch;
      let a0 = start + load<u32>(offsets, 0);
      let a1 = start + load<u32>(offsets, 4);
      let a2 = start + load<u32>(offsets, 8);
      let a3 = start + load<u32>(offsets, 12);
      let a4 = start + load<u32>(offsets, 16);
      let a5 = start + load<u32>(offsets, 20);
      const end = a0 + length;
      const whole = a0 + (length & ~15);
      while (a0 < whole) {
        let b0 = v128.load(b, 0);
        let b1 = v128.load(b, 16);
        let a = v128.load32_splat(a0, 0);
        c00 = madd(a, b0, c00);
        c01 = madd(a, b1, c01);
        a = v128.load32_splat(a1, 0);
        c10 = madd(a, b0, c10);
        c11 = madd(a, b1, c11);
        a = v128.load32_splat(a2, 0);
        c20 = madd(a, b0, c20);
        c21 = madd(a, b1, c21);
        a = v128.load32_splat(a3, 0);
        c30 = madd(a, b0, c30);
        c31 = madd(a, b1, c31);
        a = v128.load32_splat(a4, 0);
        c40 = madd(a, b0, c40);
        c41 = madd(a, b1, c41);
        a = v128.load32_splat(a5, 0);
        c50 = madd(a, b0, c50);
        c51 = madd(a, b1, c51);
        b0 = v128.load(b, 32);
        b1 = v128.load(b, 48);
        a = v128.load32_splat(a0, 4);
        c00 = madd(a, b0, c00);
        c01 = madd(a, b1, c01);
        a = v128.load32_splat(a1, 4);
        c10 = madd(a, b0, c10);
        c11 = madd(a, b1, c11);
        a = v128.load32_splat(a2, 4);
        c20 = madd(a, b0, c20);
        c21 = madd(a, b1, c21);
        a = v128.load32_splat(a3, 4);
        c30 = madd(a, b0, c30);
        c31 = madd(a, b1, c31);
        a = v128.load32_splat(a4, 4);
        c40 = madd(a, b0, c40);
        c41 = madd(a, b1, c41);
        a = v128.load32_splat(a5, 4);
        c50 = madd(a, b0, c50);
        c51 = madd(a, b1, c51);
        b0 = v128.load(b, 64);
        b1 = v128.load(b, 80);
        a = v128.load32_splat(a0, 8);
        c00 = madd(a, b0, c00);
        c01 = madd(a, b1, c01);
        a = v128.load32_splat(a1, 8);
        c10 = madd(a, b0, c10);
        c11 = madd(a, b1, c11);
        a = v128.load32_splat(a2, 8);
        c20 = madd(a, b0, c20);
        c21 = madd(a, b1, c21);
        a = v128.load32_splat(a3, 8);
        c30 = madd(a, b0, c30);
        c31 = madd(a, b1, c31);
        a = v128.load32_splat(a4, 8);
        c40 = madd(a, b0, c40);
        c41 = madd(a, b1, c41);
        a = v128.load32_splat(a5, 8);
        c50 = madd(a, b0, c50);
        c51 = madd(a, b1, c51);
        b0 = v128.load(b, 96);
        b1 = v128.load(b, 112);
        a = v128.load32_splat(a0, 12);
        c00 = madd(a, b0, c00);
        c01 = madd(a, b1, c01);
        a = v128.load32_splat(a1, 12);
        c10 = madd(a, b0, c10);
        c11 = madd(a, b1, c11);
        a = v128.load32_splat(a2, 12);
        c20 = madd(a, b0, c20);
        c21 = madd(a, b1, c21);
        a = v128.load32_splat(a3, 12);
        c30 = madd(a, b0, c30);
        c31 = madd(a, b1, c31);
        a = v128.load32_splat(a4, 12);
        c40 = madd(a, b0, c40);
        c41 = madd(a, b1, c41);
        a = v128.load32_splat(a5, 12);
        c50 = madd(a, b0, c50);
        c51 = madd(a, b1, c51);
        b += 128;
        a0 += 16;
        a1 += 16;
        a2 += 16;
        a3 += 16;
        a4 += 16;
        a5 += 16;
      }
      while (a0 < end) {
        let b0 = v128.load(b, 0);
        let b1 = v128.load(b, 16);
        let a = v128.load32_splat(a0, 0);
        c00 = madd(a, b0, c00);
        c01 = madd(a, b1, c01);
        a = v128.load32_splat(a1, 0);
        c10 = madd(a, b0, c10);
        c11 = madd(a, b1, c11);
        a = v128.load32_splat(a2, 0);
        c20 = madd(a, b0, c20);
        c21 = madd(a, b1, c21);
        a = v128.load32_splat(a3, 0);
        c30 = madd(a, b0, c30);
        c31 = madd(a, b1, c31);
        a = v128.load32_splat(a4, 0);
        c40 = madd(a, b0, c40);
        c41 = madd(a, b1, c41);
        a = v128.load32_splat(a5, 0);
        c50 = madd(a, b0, c50);
        c51 = madd(a, b1, c51);
        b += 32;
        a0 += 4;
        a1 += 4;
        a2 += 4;
        a3 += 4;
        a4 += 4;
        a5 += 4;
      }
    }
    v128.store(to, c00, 0);
    v128.store(to, c01, 16);
    v128.store(to, c10, 32);
    v128.store(to, c11, 48);
    v128.store(to, c20, 64);
    v128.store(to, c21, 80);
    v128.store(to, c30, 96);
    v128.store(to, c31, 112);
    v128.store(to, c40, 128);
    v128.store(to, c41, 144);
    v128.store(to, c50, 160);
    v128.store(to, c51, 176);
    offsets += 24;
    to += 192;
  }
}

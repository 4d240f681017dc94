import { madd } from './simd';

/**
 * The micro-kernel's arithmetic without its memory: twelve sums in registers, `steps` times. What no
 * kernel can beat; the roofline in README.md is measured with it. 96 * steps floating-point operations.
 */
export function peak(steps: i32): f32 {
  const a = f32x4.splat(0.999);
  const b = f32x4.splat(0.001);
  let c0 = b,
    c1 = b,
    c2 = b,
    c3 = b,
    c4 = b,
    c5 = b;
  let c6 = b,
    c7 = b,
    c8 = b,
    c9 = b,
    c10 = b,
    c11 = b;
  for (let i = 0; i < steps; i++) {
    c0 = madd(a, b, c0);
    c1 = madd(a, b, c1);
    c2 = madd(a, b, c2);
    c3 = madd(a, b, c3);
    c4 = madd(a, b, c4);
    c5 = madd(a, b, c5);
    c6 = madd(a, b, c6);
    c7 = madd(a, b, c7);
    c8 = madd(a, b, c8);
    c9 = madd(a, b, c9);
    c10 = madd(a, b, c10);
    c11 = madd(a, b, c11);
  }
  c0 = f32x4.add(f32x4.add(f32x4.add(c0, c1), f32x4.add(c2, c3)), f32x4.add(c4, c5));
  c6 = f32x4.add(f32x4.add(f32x4.add(c6, c7), f32x4.add(c8, c9)), f32x4.add(c10, c11));
  return f32x4.extract_lane(f32x4.add(c0, c6), 0);
}

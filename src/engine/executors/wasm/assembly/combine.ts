import { highDoubles, lowDoubles, madd } from './simd';
import { Step } from './step';

/** output = input times the first of two numbers at `coefficients`, plus other times the second. */
export function combine(step: Step, ticket: i32): void {
  const row = (<usize>(step.outputWidth * step.outputPitch)) << 2;
  const last = <usize>min((ticket + 1) * step.stripRows, step.outputHeight) * row;
  const a = v128.load32_splat(step.coefficients);
  const b = v128.load32_splat(step.coefficients + 4);
  for (let at = <usize>(ticket * step.stripRows) * row; at < last; at += 16) {
    const more = f32x4.mul(v128.load(step.other + at), b);
    v128.store(step.output + at, madd(v128.load(step.input + at), a, more));
  }
}

/** Vectors that are summed in float32 before they are added in float64. */
const SEVERAL = 256;

/** @returns the sum of the squares of the distances of `count` numbers, a multiple of 4, from those at b, or from 0 */
export function distance(a: usize, b: usize, count: i32): f64 {
  let total = f64x2.splat(0);
  const end = a + ((<usize>count) << 2);
  while (a < end) {
    const stop = min(end, a + SEVERAL * 16);
    let sum = f32x4.splat(0);
    for (; a < stop; a += 16) {
      let d = v128.load(a);
      if (b) {
        d = f32x4.sub(d, v128.load(b));
        b += 16;
      }
      sum = madd(d, d, sum);
    }
    total = f64x2.add(total, f64x2.add(lowDoubles(sum), highDoubles(sum)));
  }
  return f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);
}

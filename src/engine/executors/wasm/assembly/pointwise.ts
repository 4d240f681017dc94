import { exp, madd } from './simd';
import { Step } from './step';

export const RELU = 1;
const SIGMOID = 2;

/** Rows of a ticket of a pointwise step as a range of vectors. */
function rowBytes(step: Step): usize {
  return (<usize>(step.outputWidth * step.outputPitch)) << 2;
}

/** output = normalized input + normalized, maybe rectified other; in place where they are the same. */
export function add(step: Step, ticket: i32): void {
  const pixel = (<usize>step.outputPitch) << 2;
  const from = <usize>(ticket * step.stripRows) * rowBytes(step);
  const rows = min(step.stripRows, step.outputHeight - ticket * step.stripRows);
  const to = from + <usize>rows * rowBytes(step);
  const coefficients = step.coefficients;
  const otherCoefficients = step.otherCoefficients;
  const floor = step.otherRectify ? f32x4.splat(0) : f32x4.splat(-Infinity);
  for (let at = from; at < to; at += pixel) {
    for (let c: usize = 0; c < pixel; c += 16) {
      let kept = v128.load(step.other + at + c);
      if (otherCoefficients) {
        kept = madd(
          kept,
          v128.load(otherCoefficients + c),
          v128.load(otherCoefficients + pixel + c),
        );
        kept = f32x4.max(kept, floor);
      }
      const value = v128.load(step.input + at + c);
      const normal = madd(value, v128.load(coefficients + c), v128.load(coefficients + pixel + c));
      v128.store(step.output + at + c, f32x4.add(normal, kept));
    }
  }
}

/**
 * The picture [height, width, outputPitch] from the last convolution's output: normalized where there are
 * coefficients, and activated.
 */
export function final(step: Step, ticket: i32): void {
  if (
    step.inputPitch == step.outputPitch &&
    (step.outputWidth * step.outputPitch) % 12 == 0 &&
    12 % step.outputPitch == 0
  ) {
    tight(step, ticket);
    return;
  }
  const first = ticket * step.stripRows * step.outputWidth;
  const last = min(ticket * step.stripRows + step.stripRows, step.outputHeight) * step.outputWidth;
  for (let pixel = first; pixel < last; pixel++) {
    for (let c = 0; c < step.outputPitch; c++) {
      let value = f32x4.splat(
        load<f32>(step.input + ((<usize>(pixel * step.inputPitch + c)) << 2)),
      );
      if (step.coefficients) {
        const at = step.coefficients + ((<usize>c) << 2);
        const shift = v128.load32_splat(at + ((<usize>step.inputPitch) << 2));
        value = madd(value, v128.load32_splat(at), shift);
      }
      value = activate(value, step.activation);
      store<f32>(
        step.output + ((<usize>(pixel * step.outputPitch + c)) << 2),
        f32x4.extract_lane(value, 0),
      );
    }
  }
}

/** The same with 12 values at a time; coefficients are [2][12]. */
function tight(step: Step, ticket: i32): void {
  const first = <usize>(ticket * step.stripRows) * rowBytes(step);
  const rows = min(step.stripRows, step.outputHeight - ticket * step.stripRows);
  const last = first + <usize>rows * rowBytes(step);
  const coefficients = step.coefficients;
  for (let at = first; at < last; at += 48) {
    for (let c: usize = 0; c < 48; c += 16) {
      let value = v128.load(step.input + at + c);
      if (coefficients)
        value = madd(value, v128.load(coefficients + c), v128.load(coefficients + c, 48));
      v128.store(step.output + at + c, activate(value, step.activation));
    }
  }
}

export function activate(value: v128, activation: i32): v128 {
  if (activation == RELU) return f32x4.max(value, f32x4.splat(0));
  if (activation != SIGMOID) return value;
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp(f32x4.neg(value))));
}

import { Step } from './step';

/** One ticket of the maxima of 2 x 2 pixels; an odd last row or column is left out. */
export function pool(step: Step, ticket: i32): void {
  const pixel = (<usize>step.outputPitch) << 2;
  const down = <usize>step.inputWidth * pixel;
  const last = min((ticket + 1) * step.stripRows, step.outputHeight);
  for (let y = ticket * step.stripRows; y < last; y++) {
    let to = step.output + <usize>(y * step.outputWidth) * pixel;
    let from = step.input + <usize>(2 * y) * down;
    for (let x = 0; x < step.outputWidth; x++) {
      for (const end = from + pixel; from < end; from += 16) {
        const upper = f32x4.max(v128.load(from), v128.load(from + pixel));
        const lower = f32x4.max(v128.load(from + down), v128.load(from + down + pixel));
        v128.store(to, f32x4.max(upper, lower));
        to += 16;
      }
      from += pixel;
    }
  }
}

/**
 * The gradient of `pool`: input is that of its result, other what it read, mask its result, which has the sizes of the
 * input. Goes to each pixel that is the maximum: after a ReLU several zeros may be, but its gradient is 0 there.
 */
export function poolBack(step: Step, ticket: i32): void {
  const pixel = (<usize>step.outputPitch) << 2;
  const down = <usize>step.outputWidth * pixel;
  const last = min((ticket + 1) * step.stripRows, step.inputHeight);
  for (let y = ticket * step.stripRows; y < last; y++) {
    let small = <usize>(y * step.inputWidth) * pixel;
    let at = <usize>(2 * y) * down;
    for (let x = 0; x < step.inputWidth; x++) {
      for (const end = at + pixel; at < end; at += 16) {
        const most = v128.load(step.mask + small);
        const value = v128.load(step.input + small);
        chosen(step, at, most, value);
        chosen(step, at + pixel, most, value);
        chosen(step, at + down, most, value);
        chosen(step, at + down + pixel, most, value);
        small += 16;
      }
      at += pixel;
    }
    if (step.outputWidth & 1) {
      memory.fill(step.output + at, 0, pixel);
      memory.fill(step.output + at + down, 0, pixel);
    }
    const odd = y == step.inputHeight - 1 && step.outputHeight & 1;
    if (odd) memory.fill(step.output + <usize>(2 * y + 2) * down, 0, down);
  }
}

function chosen(step: Step, at: usize, most: v128, value: v128): void {
  const is = f32x4.eq(v128.load(step.other + at), most);
  v128.store(step.output + at, v128.and(value, is));
}

import { madd } from './simd';
import { Step } from './step';

/** Position `i` reflected into 0 .. n - 1; what lies further out, which no result reads, is clamped. */
function reflect(i: i32, n: i32): i32 {
  if (i < 0) i = -i;
  if (i >= n) i = 2 * (n - 1) - i;
  return max(0, min(n - 1, i));
}

/**
 * Put `rows` rows and `columns` columns of a step's enlarged, padded input at `to`, from row `y` and
 * column `x` on, either of which may lie outside: normalized, rectified and reflected, pixel by pixel.
 * With `clamp`, the padding repeats the edge and `upsample` is left to the caller.
 */
export function pack(
  step: Step,
  to: usize,
  y: i32,
  rows: i32,
  x: i32,
  columns: i32,
  clamp: bool,
): void {
  const pixel = (<usize>step.inputPitch) << 2;
  const rowBytes = <usize>step.inputWidth * pixel;
  const scale = clamp ? 1 : step.upsample;
  const height = step.inputHeight * scale;
  const width = step.inputWidth * scale;
  for (let row = y; row < y + rows; row++) {
    const sourceRow = clamp ? max(0, min(height - 1, row)) : reflect(row, height) / scale;
    const from = step.input + <usize>sourceRow * rowBytes;
    if (step.coefficients == 0 && scale == 1) {
      to = copyRow(from, to, x, columns, width, pixel, clamp);
      continue;
    }
    for (let column = x; column < x + columns; column++) {
      const source = clamp ? max(0, min(width - 1, column)) : reflect(column, width) / scale;
      load_(step, from + <usize>source * pixel, to, 0, pixel);
      to += pixel;
    }
  }
}

/**
 * The same with half of the channels shifted (network/shift.ts), read from pixels `step.shift` away,
 * for inputs that are not enlarged and have channels in multiples of 64.
 */
export function packShifted(step: Step, to: usize, y: i32, rows: i32, x: i32, columns: i32): void {
  const pixel = (<usize>step.inputPitch) << 2;
  const half = pixel >> 1;
  const eighth = pixel >> 4;
  const distance = step.shift;
  for (let i = y; i < y + rows; i++) {
    // The padding of a kernel reflects what has moved already.
    const row = reflect(i, step.inputHeight);
    for (let j = x; j < x + columns; j++) {
      const column = reflect(j, step.inputWidth);
      load_(step, at(step, row, column), to, 0, half);
      let channel = half;
      for (let around = 0; around < 9; around++) {
        if (around == 4) continue; // the pixel itself
        const from = at(
          step,
          row + (around / 3 - 1) * distance,
          column + ((around % 3) - 1) * distance,
        );
        load_(step, from, to, channel, channel + eighth);
        channel += eighth;
      }
      to += pixel;
    }
  }
}

/** Address of an input pixel, which may lie outside by as much as reflection allows. */
function at(step: Step, row: i32, column: i32): usize {
  const index = reflect(row, step.inputHeight) * step.inputWidth + reflect(column, step.inputWidth);
  return step.input + ((<usize>(index * step.inputPitch)) << 2);
}

/** The channels from byte `first` to byte `last` of one pixel, normalized and rectified. */
function load_(step: Step, from: usize, to: usize, first: usize, last: usize): void {
  if (step.coefficients == 0) {
    memory.copy(to + first, from + first, last - first);
    return;
  }
  const scale = step.coefficients;
  const shift = scale + ((<usize>step.inputPitch) << 2);
  const floor = step.rectify ? f32x4.splat(0) : f32x4.splat(-Infinity);
  for (let c = first; c < last; c += 16) {
    const value = madd(v128.load(from + c), v128.load(scale + c), v128.load(shift + c));
    v128.store(to + c, f32x4.max(value, floor));
  }
}

/** A row as it is: the middle at once, and what lies outside of it pixel by pixel. @returns its end */
function copyRow(
  from: usize,
  to: usize,
  x: i32,
  columns: i32,
  width: i32,
  pixel: usize,
  clamp: bool,
): usize {
  const end = x + columns;
  const first = max(x, 0);
  const last = min(end, width);
  for (let column = x; column < end; column++) {
    if (column == first && first < last) {
      memory.copy(to, from + <usize>first * pixel, <usize>(last - first) * pixel);
      to += <usize>(last - first) * pixel;
      column = last - 1;
      continue;
    }
    const source = clamp ? max(0, min(width - 1, column)) : reflect(column, width);
    memory.copy(to, from + <usize>source * pixel, pixel);
    to += pixel;
  }
  return to;
}

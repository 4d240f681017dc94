import { madd } from './simd';
import { Step } from './step';

/** Bytes of pixels that are read and written again and again, so they should stay in L1. */
const BLOCK_BYTES: usize = 8192;

/** Position `i` reflected into 0 .. n - 1; what lies further out, which no result reads, is clamped. */
function reflect(i: i32, n: i32): i32 {
  if (i < 0) i = -i;
  if (i >= n) i = 2 * (n - 1) - i;
  return max(0, min(n - 1, i));
}

/** How far beyond the border a step reads. */
export function padOf(step: Step): i32 {
  const pad = step.kernel >> 1;
  // Whatever a map's pixel was read by, also where that was reflected: fold.ts.
  return step.gradient ? 2 * pad : pad;
}

/**
 * Put `rows` rows and `columns` columns of a step's enlarged, padded input at `to`, from row `y` and
 * column `x` on, either of which may lie outside: normalized, rectified and reflected.
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
  if (step.gradient) {
    packGradient(step, to, y, rows, x, columns);
    return;
  }
  const pixel = (<usize>step.inputPitch) << 2;
  const rowBytes = <usize>step.inputWidth * pixel;
  const scale = clamp ? 1 : step.upsample;
  const height = step.inputHeight * scale;
  const width = step.inputWidth * scale;
  for (let row = y; row < y + rows; row++) {
    const sourceRow = clamp ? max(0, min(height - 1, row)) : reflect(row, height) / scale;
    const from = step.input + <usize>sourceRow * rowBytes;
    if (scale == 1) packRow(step, from, to, x, columns, 0, 0, pixel, clamp);
    else {
      for (let i = 0; i < columns; i++) {
        const source = <usize>(reflect(x + i, width) / scale);
        packRun(step, from + source * pixel, to + <usize>i * pixel, 1, 0, pixel);
      }
    }
    to += <usize>columns * pixel;
  }
}

/**
 * The same with half of the channels shifted (network/shift.ts), read from pixels `step.shift` away,
 * for inputs that are not enlarged and have channels in multiples of 64.
 */
export function packShifted(step: Step, to: usize, y: i32, rows: i32, x: i32, columns: i32): void {
  const pixel = (<usize>step.inputPitch) << 2;
  const rowBytes = <usize>step.inputWidth * pixel;
  const half = pixel >> 1;
  const eighth = pixel >> 4;
  const height = step.inputHeight;
  for (let i = y; i < y + rows; i++) {
    // The padding of a kernel reflects what has moved already.
    const row = reflect(i, height);
    packRow(step, step.input + <usize>row * rowBytes, to, x, columns, 0, 0, half, false);
    let channel = half;
    for (let around = 0; around < 9; around++) {
      if (around == 4) continue; // the pixel itself
      const sourceRow = reflect(row + (around / 3 - 1) * step.shift, height);
      const from = step.input + <usize>sourceRow * rowBytes;
      const across = ((around % 3) - 1) * step.shift;
      packRow(step, from, to, x, columns, across, channel, channel + eighth, false);
      channel += eighth;
    }
    to += <usize>columns * pixel;
  }
}

/**
 * The channels from byte `first` to byte `last` of a row's pixels, each read `across` pixels further on: the middle at
 * once, and what lies outside of it pixel by pixel.
 */
function packRow(
  step: Step,
  from: usize,
  to: usize,
  x: i32,
  columns: i32,
  across: i32,
  first: usize,
  last: usize,
  clamp: bool,
): void {
  const width = step.inputWidth;
  const pixel = (<usize>step.inputPitch) << 2;
  const begin = max(max(x, 0), -across);
  const end = min(x + columns, min(width, width - across));
  for (let column = x; column < x + columns; column++) {
    const place = to + <usize>(column - x) * pixel;
    if (column == begin && begin < end) {
      packRun(step, from + <usize>(column + across) * pixel, place, end - begin, first, last);
      column = end - 1;
      continue;
    }
    const source = clamp
      ? max(0, min(width - 1, column))
      : reflect(reflect(column, width) + across, width);
    packRun(step, from + <usize>source * pixel, place, 1, first, last);
  }
}

/** The channels from byte `first` to byte `last` of `count` pixels side by side, normalized and rectified. */
function packRun(step: Step, from: usize, to: usize, count: i32, first: usize, last: usize): void {
  const pixel = (<usize>step.inputPitch) << 2;
  const end = <usize>count * pixel;
  const scale = step.coefficients;
  if (scale == 0) {
    if (last - first == pixel) memory.copy(to, from, end);
    else {
      for (let at: usize = 0; at < end; at += pixel) {
        memory.copy(to + at + first, from + at + first, last - first);
      }
    }
    return;
  }
  const floor = step.rectify ? f32x4.splat(0) : f32x4.splat(-Infinity);
  // A few channels of several pixels after the other, since their coefficients stay in registers.
  const several = max(pixel, (BLOCK_BYTES / pixel) * pixel);
  for (let start: usize = 0; start < end; start += several) {
    const stop = min(end, start + several);
    for (let c = first; c < last; c += 16) {
      const gain = v128.load(scale + c);
      const shift = v128.load(scale + pixel + c);
      for (let at = start + c; at < stop; at += pixel) {
        v128.store(to + at, f32x4.max(madd(v128.load(from + at), gain, shift), floor));
      }
    }
  }
}

/** The same for a gradient: with zeros around it, between its pixels, and where its mask is not above 0. */
function packGradient(step: Step, to: usize, y: i32, rows: i32, x: i32, columns: i32): void {
  const pixel = (<usize>step.inputPitch) << 2;
  const apart = step.apart;
  const line = <usize>columns * pixel;
  for (let row = y; row < y + rows; row++) {
    if (row < 0 || row % apart != 0 || row / apart >= step.inputHeight) memory.fill(to, 0, line);
    else {
      const from = <usize>(row / apart) * <usize>step.inputWidth * pixel;
      if (apart == 1) {
        const begin = min(max(x, 0), x + columns);
        const end = max(begin, min(x + columns, step.inputWidth));
        memory.fill(to, 0, <usize>(begin - x) * pixel);
        const own = to + <usize>(begin - x) * pixel;
        packMasked(step, from + <usize>begin * pixel, own, <usize>(end - begin) * pixel);
        memory.fill(to + <usize>(end - x) * pixel, 0, <usize>(x + columns - end) * pixel);
      } else {
        memory.fill(to, 0, line);
        const last = min(x + columns, step.inputWidth * apart);
        for (
          let column = ((max(x, 0) + apart - 1) / apart) * apart;
          column < last;
          column += apart
        ) {
          const at = from + <usize>(column / apart) * pixel;
          packMasked(step, at, to + <usize>(column - x) * pixel, pixel);
        }
      }
    }
    to += line;
  }
}

/** `bytes` of a gradient from byte `from` on. */
function packMasked(step: Step, from: usize, to: usize, bytes: usize): void {
  const mask = step.mask;
  if (mask == 0) {
    memory.copy(to, step.input + from, bytes);
    return;
  }
  const zero = f32x4.splat(0);
  for (const end = from + bytes; from < end; from += 16) {
    const kept = f32x4.gt(v128.load(mask + from), zero);
    v128.store(to, v128.and(v128.load(step.input + from), kept));
    to += 16;
  }
}

import { gemm8 } from './gemm';
import { writeOffsets } from './offsets';
import { pack, packShifted, padOf } from './pack';
import { madd } from './simd';
import { addSums, partialOf, pivotOf, setPivot, startSums } from './stats';
import { Step } from './step';

/**
 * One ticket of a convolution as an implicit matrix product: the input rows of a block are packed side
 * by side, and a pixel's window is then `kernel` runs of memory. What two blocks share is moved, not
 * packed again.
 */
export function direct(step: Step, ticket: i32, scratch: usize): void {
  const kernel = step.kernel;
  const stride = step.stride;
  const chunks = step.chunks;
  const pixel = (<usize>step.inputPitch) << 2;
  const y0 = (ticket / chunks) * step.stripRows;
  const y1 = min(y0 + step.stripRows, step.outputHeight);
  const x0 = (ticket % chunks) * step.columns;
  const width = min(step.columns, step.outputWidth - x0);
  const columns = (width - 1) * stride + kernel;
  const pitch = <usize>columns * pixel;
  const length = <usize>kernel * pixel;

  const pad = padOf(step);
  const pixels = step.blockRows * width;
  const offsets = scratch;
  const sums = (offsets + ((<usize>(pixels + 6)) << 2) + 15) & ~15;
  const panel = sums + <usize>(pixels + 6) * 32;
  writeOffsets(offsets, step.blockRows, width, <usize>stride * pitch, <usize>stride * pixel);

  const partial = partialOf(step, ticket);
  startSums(step, partial, (y1 - y0) * width);
  let packed = 0;
  for (let y = y0; y < y1; y += step.blockRows) {
    const rows = min(step.blockRows, y1 - y);
    const shared = y == y0 ? 0 : max(0, kernel - stride);
    if (shared) memory.copy(panel, panel + <usize>(packed - shared) * pitch, <usize>shared * pitch);
    packed = (rows - 1) * stride + kernel;
    const top = y * stride - pad + shared;
    const to = panel + <usize>shared * pitch;
    if (step.shift) packShifted(step, to, top, packed - shared, x0 - pad, columns);
    else pack(step, to, top, packed - shared, x0 * stride - pad, columns, false);

    let weights = step.weights;
    const groupBytes = length << 3; // of one kernel row
    for (let channel = 0; channel < step.lanes; channel += 8) {
      for (let row = 0; row < kernel; row += step.groupRows) {
        const segments = min(step.groupRows, kernel - row);
        const from = panel + <usize>row * pitch;
        gemm8(offsets, rows * width, from, segments, pitch, length, weights, sums, row > 0);
        weights += <usize>segments * groupBytes;
      }
      for (let lane = 0; lane < 8; lane += 4) {
        finish(
          step,
          partial,
          <usize>(channel + lane),
          y == y0,
          sums + ((<usize>lane) << 2),
          y,
          rows,
          x0,
          width,
        );
      }
    }
  }
}

/** The epilogue of four channels of a block: their sums, and where they belong. */
export function finish(
  step: Step,
  partial: usize,
  lane: usize,
  first: bool,
  from: usize,
  y: i32,
  rows: i32,
  x0: i32,
  width: i32,
): void {
  if (step.bias) {
    biased(step, lane, from, y, rows, x0, width);
    return;
  }
  if (first) setPivot(partial, lane, v128.load(from));
  const pivot = pivotOf(partial, lane);
  let sum = f32x4.splat(0);
  let square = f32x4.splat(0);
  const outPixel = (<usize>step.outputPitch) << 2;
  const outRow = <usize>step.outputWidth * outPixel;
  for (let row = 0; row < rows; row++) {
    let to = step.output + <usize>(y + row) * outRow + <usize>x0 * outPixel + (lane << 2);
    for (let x = 0; x < width; x++) {
      const value = v128.load(from);
      const distance = f32x4.sub(value, pivot);
      sum = f32x4.add(sum, distance);
      square = madd(distance, distance, square);
      v128.store(to, value);
      from += 32;
      to += outPixel;
    }
  }
  addSums(step, partial, lane, sum, square);
}

/** The epilogue where there is a bias: it is added, and rectified. No sums are wanted. */
function biased(
  step: Step,
  lane: usize,
  from: usize,
  y: i32,
  rows: i32,
  x0: i32,
  width: i32,
): void {
  const bias = v128.load(step.bias + (lane << 2));
  const zero = f32x4.splat(0);
  const outPixel = (<usize>step.outputPitch) << 2;
  const outRow = <usize>step.outputWidth * outPixel;
  for (let row = 0; row < rows; row++) {
    let to = step.output + <usize>(y + row) * outRow + <usize>x0 * outPixel + (lane << 2);
    for (let x = 0; x < width; x++) {
      v128.store(to, f32x4.max(f32x4.add(v128.load(from), bias), zero));
      from += 32;
      to += outPixel;
    }
  }
}

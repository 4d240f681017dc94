import { depthwiseRow, doubledRow } from './depthwise';
import { finish } from './direct';
import { gemm8 } from './gemm';
import { writeOffsets } from './offsets';
import { pack, packShifted } from './pack';
import { partialOf, startSums } from './stats';
import { Step } from './step';

/**
 * One ticket of a separable convolution: each channel by itself, then 1 x 1. The map between the two is never
 * written: a block of it is made where the matrix product reads it. Rows of the input that two blocks share are
 * moved, not packed again.
 */
export function separable(step: Step, ticket: i32, scratch: usize): void {
  const kernel = step.kernel;
  const stride = step.stride;
  const chunks = step.chunks;
  const pixel = (<usize>step.inputPitch) << 2;
  const y0 = (ticket / chunks) * step.stripRows;
  const y1 = min(y0 + step.stripRows, step.outputHeight);
  const x0 = (ticket % chunks) * step.columns;
  const width = min(step.columns, step.outputWidth - x0);
  const doubled = step.doubled != 0;
  const columns = doubled ? (width >> 1) + 2 : (width - 1) * stride + kernel;
  const left = doubled ? (x0 >> 1) - 1 : x0 * stride - (kernel >> 1);
  const pitch = <usize>columns * pixel;

  const pixels = step.blockRows * width;
  const offsets = scratch;
  const sums = (offsets + ((<usize>(pixels + 6)) << 2) + 15) & ~15;
  const between = sums + <usize>(pixels + 6) * 32;
  const packed = between + <usize>pixels * pixel;
  writeOffsets(offsets, step.blockRows, width, <usize>width * pixel, pixel);

  const partial = partialOf(step, ticket);
  startSums(step, partial, (y1 - y0) * width);
  let top = 0;
  let bottom = 0;
  for (let y = y0; y < y1; y += step.blockRows) {
    const rows = min(step.blockRows, y1 - y);
    const first = doubled ? (y - 1) >> 1 : y * stride - (kernel >> 1);
    const last = doubled ? (y + rows) >> 1 : (y + rows - 1) * stride - (kernel >> 1) + kernel - 1;
    const shared = y == y0 ? 0 : max(0, bottom - first);
    if (shared) {
      memory.copy(packed, packed + <usize>(first - top) * pitch, <usize>shared * pitch);
    }
    top = first;
    bottom = last + 1;
    const to = packed + <usize>shared * pitch;
    const fresh = bottom - first - shared;
    if (step.shift) packShifted(step, to, first + shared, fresh, left, columns);
    else pack(step, to, first + shared, fresh, left, columns, doubled);

    let out = between;
    for (let row = y; row < y + rows; row++) {
      if (doubled) {
        const from = packed + <usize>(((row - 1) >> 1) - first) * pitch;
        const weights = step.depthwise + <usize>((row & 1) * 8) * pixel;
        doubledRow(from, pitch, pixel, weights, out, width);
      } else {
        const from = packed + <usize>((row - y) * stride) * pitch;
        depthwiseRow(from, pitch, pixel, kernel, stride, step.depthwise, out, width);
      }
      out += <usize>width * pixel;
    }

    let weights = step.weights;
    for (let channel = 0; channel < step.lanes; channel += 8) {
      gemm8(offsets, rows * width, between, 1, 0, pixel, weights, sums, false);
      weights += pixel << 3;
      for (let lane = 0; lane < 8; lane += 4) {
        const from = sums + ((<usize>lane) << 2);
        finish(step, partial, <usize>(channel + lane), y == y0, from, y, rows, x0, width);
      }
    }
  }
}

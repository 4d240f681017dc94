import { gemm12, gemm8 } from './gemm';
import { pack } from './pack';
import { partialOf, pivotOf, setPivot, startSums, sumLanes } from './stats';
import { NARROW, Step } from './step';

/**
 * One ticket of a convolution as an implicit matrix product: the input rows of a block are packed side
 * by side, and a pixel's window is then `kernel` runs of memory. What two blocks share is moved, not
 * packed again.
 *
 * NARROW is for few output channels: 12 / outputPitch neighbours are one pixel of 12 channels, their
 * windows the union of the neighbours'; the kernel is shifted within it (weights.ts). [H, W, 3] and
 * [H, W / 4, 12] are the same bytes, so nothing is rearranged.
 */
export function direct(step: Step, ticket: i32, scratch: usize): void {
  const kernel = step.kernel;
  const stride = step.stride;
  const chunks = step.chunks;
  const narrow = step.kind == NARROW;
  const step8: i32 = narrow ? 12 : 8;
  const joined = narrow ? 12 / step.outputPitch : 1;
  const pixel = (<usize>step.inputPitch) << 2;
  const y0 = (ticket / chunks) * step.stripRows;
  const y1 = min(y0 + step.stripRows, step.outputHeight);
  const x0 = (ticket % chunks) * step.columns;
  const width = min(step.columns, step.outputWidth - x0);
  const columns = (width - 1) * stride + kernel;
  const pitch = <usize>columns * pixel;
  const length = <usize>(kernel + joined - 1) * pixel;
  const across = width / joined;

  const pad = kernel >> 1;
  const pixels = step.blockRows * across;
  const offsets = scratch;
  const sums = (offsets + ((<usize>(pixels + 6)) << 2) + 15) & ~15;
  const panel = sums + <usize>(pixels + 6) * <usize>step8 * 4;
  writeOffsets(
    offsets,
    step.blockRows,
    across,
    <usize>stride * pitch,
    <usize>(stride * joined) * pixel,
  );

  const partial = partialOf(step, ticket);
  startSums(step, partial, (y1 - y0) * across);
  let packed = 0;
  for (let y = y0; y < y1; y += step.blockRows) {
    const rows = min(step.blockRows, y1 - y);
    const shared = y == y0 ? 0 : max(0, kernel - stride);
    if (shared) memory.copy(panel, panel + <usize>(packed - shared) * pitch, <usize>shared * pitch);
    packed = (rows - 1) * stride + kernel;
    pack(
      step,
      panel + <usize>shared * pitch,
      y * stride - pad + shared,
      packed - shared,
      x0 * stride - pad,
      columns,
      false,
    );

    let weights = step.weights;
    const groupBytes = <usize>step8 * length; // of one kernel row
    for (let channel = 0; channel < step.lanes; channel += step8) {
      for (let row = 0; row < kernel; row += step.groupRows) {
        const segments = min(step.groupRows, kernel - row);
        const from = panel + <usize>row * pitch;
        if (narrow)
          gemm12(offsets, rows * across, from, segments, pitch, length, weights, sums, row > 0);
        else gemm8(offsets, rows * across, from, segments, pitch, length, weights, sums, row > 0);
        weights += <usize>segments * groupBytes;
      }
      for (let lane = 0; lane < step8; lane += 4) {
        finish(
          step,
          partial,
          <usize>(channel + lane),
          y == y0,
          sums + ((<usize>lane) << 2),
          step8,
          y,
          rows,
          x0,
          across,
        );
      }
    }
  }
}

/** Where the window of each pixel of a block starts; the last one is repeated for the micro-kernel. */
function writeOffsets(to: usize, rows: i32, across: i32, rowBytes: usize, pixelBytes: usize): void {
  let offset: usize = 0;
  for (let row = 0; row < rows; row++) {
    for (let x = 0; x < across; x++) {
      offset = <usize>row * rowBytes + <usize>x * pixelBytes;
      store<u32>(to, <u32>offset);
      to += 4;
    }
  }
  for (let i = 0; i < 6; i++) store<u32>(to + ((<usize>i) << 2), <u32>offset);
}

/** The epilogue of four channels of a block: their sums, and where they belong. */
function finish(
  step: Step,
  partial: usize,
  lane: usize,
  first: bool,
  from: usize,
  step8: i32,
  y: i32,
  rows: i32,
  x0: i32,
  across: i32,
): void {
  const pitch = (<usize>step8) << 2;
  if (first) setPivot(partial, lane, v128.load(from));
  sumLanes(step, partial, lane, from, rows * across, pitch, pivotOf(partial, lane));
  const channels: i32 = step.kind == NARROW ? 12 : step.outputPitch;
  const outPixel = (<usize>channels) << 2;
  const outRow = (<usize>(step.outputWidth * step.outputPitch)) << 2;
  for (let row = 0; row < rows; row++) {
    let to =
      step.output + <usize>(y + row) * outRow + <usize>(x0 * step.outputPitch) * 4 + (lane << 2);
    for (let x = 0; x < across; x++) {
      v128.store(to, v128.load(from));
      from += pitch;
      to += outPixel;
    }
  }
}

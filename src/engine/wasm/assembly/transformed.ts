import { gemm8 } from './gemm';
import { pack } from './pack';
import { addSums, partialOf, pivotOf, setPivot, startSums } from './stats';
import { DOUBLED, Step } from './step';
import { madd } from './simd';
import { doubledInput, doubledOutput } from './doubled';
import { winogradInput, winogradOutput } from './winograd';

/**
 * One ticket of a convolution by products in a transformed domain: a tile of input is turned into
 * `products` vectors of channels, each multiplied by a matrix of its own, and the products into 2 x 2
 * outputs. Rows and columns of the step count tiles. (Lavin & Gray 2016; doubled.ts for the other.)
 */
export function transformed(step: Step, ticket: i32, scratch: usize): void {
  const doubled = step.kind == DOUBLED;
  const products: i32 = doubled ? 9 : 16;
  const tile: i32 = doubled ? 1 : 2; // input pixels from tile to tile
  const channels = step.inputPitch;
  const channelBytes = (<usize>channels) << 2;
  const tileRows = (step.outputHeight + 1) >> 1;
  const tileColumns = (step.outputWidth + 1) >> 1;
  const y0 = (ticket / step.chunks) * step.stripRows;
  const y1 = min(y0 + step.stripRows, tileRows);
  const x0 = (ticket % step.chunks) * step.columns;
  const across = min(step.columns, tileColumns - x0);
  const columns = across * tile + 2;
  const pitch = <usize>columns * channelBytes;

  // From here to the next product's vectors; those of what the micro-kernel rounds up are never read.
  const pixels = step.blockRows * across;
  const domain = <usize>pixels * channelBytes;
  const resultBytes = (<usize>(((pixels + 5) / 6) * 6)) << 5;
  const offsets = scratch;
  const results = (offsets + ((<usize>(pixels + 6)) << 2) + 15) & ~15;
  const vectors = results + <usize>products * resultBytes;
  const panel = vectors + <usize>products * domain;
  for (let i = 0; i < pixels + 6; i++) {
    store<u32>(offsets + ((<usize>i) << 2), <u32>(<usize>min(i, pixels - 1) * channelBytes));
  }

  const partial = partialOf(step, ticket);
  const valid =
    (min(2 * y1, step.outputHeight) - 2 * y0) * (min(2 * (x0 + across), step.outputWidth) - 2 * x0);
  startSums(step, partial, valid);
  for (let y = y0; y < y1; y += step.blockRows) {
    const rows = min(step.blockRows, y1 - y);
    pack(step, panel, y * tile - 1, rows * tile + 2, x0 * tile - 1, columns, doubled);
    for (let row = 0; row < rows; row++) {
      const from = panel + <usize>(row * tile) * pitch;
      const to = vectors + <usize>(row * across) * channelBytes;
      if (doubled) doubledInput(from, pitch, to, domain, across, channelBytes);
      else winogradInput(from, pitch, to, domain, across, channelBytes);
    }
    let weights = step.weights;
    for (let channel = 0; channel < step.outputPitch; channel += 8) {
      for (let product = 0; product < products; product++) {
        const from = vectors + <usize>product * domain;
        const to = results + <usize>product * resultBytes;
        gemm8(offsets, rows * across, from, 1, 0, channelBytes, weights, to, false);
        weights += channelBytes << 3;
      }
      for (let lane = 0; lane < 8; lane += 4) {
        finish(
          step,
          partial,
          <usize>(channel + lane),
          y,
          rows,
          x0,
          across,
          results + ((<usize>lane) << 2),
          resultBytes,
          y == y0,
        );
      }
    }
  }
}

/** Four output channels of a block: transformed back, summed, and put where they belong. */
function finish(
  step: Step,
  partial: usize,
  lane: usize,
  y: i32,
  rows: i32,
  x0: i32,
  across: i32,
  results: usize,
  resultBytes: usize,
  first: bool,
): void {
  const doubled = step.kind == DOUBLED;
  const outPixel = (<usize>step.outputPitch) << 2;
  const outRow = <usize>step.outputWidth * outPixel;
  let sum = f32x4.splat(0);
  let square = f32x4.splat(0);
  let pivot = f32x4.splat(0);
  if (!first) pivot = pivotOf(partial, lane);
  for (let row = 0; row < rows; row++) {
    const bottom = 2 * (y + row) + 1 < step.outputHeight;
    let to =
      step.output + <usize>(2 * (y + row)) * outRow + <usize>(2 * x0) * outPixel + (lane << 2);
    for (let x = 0; x < across; x++) {
      if (doubled) doubledOutput(results, resultBytes);
      else winogradOutput(results, resultBytes);
      const right = 2 * (x0 + x) + 1 < step.outputWidth;
      const v0 = v128.load(results);
      if (first && row == 0 && x == 0) {
        pivot = v0;
        setPivot(partial, lane, v0);
      }
      let d = f32x4.sub(v0, pivot);
      sum = f32x4.add(sum, d);
      square = madd(d, d, square);
      v128.store(to, v0);
      if (right) {
        const v1 = v128.load(results + resultBytes);
        d = f32x4.sub(v1, pivot);
        sum = f32x4.add(sum, d);
        square = madd(d, d, square);
        v128.store(to + outPixel, v1);
      }
      if (bottom) {
        const v2 = v128.load(results + 2 * resultBytes);
        d = f32x4.sub(v2, pivot);
        sum = f32x4.add(sum, d);
        square = madd(d, d, square);
        v128.store(to + outRow, v2);
        if (right) {
          const v3 = v128.load(results + 3 * resultBytes);
          d = f32x4.sub(v3, pivot);
          sum = f32x4.add(sum, d);
          square = madd(d, d, square);
          v128.store(to + outRow + outPixel, v3);
        }
      }
      results += 32;
      to += 2 * outPixel;
    }
  }
  addSums(step, partial, lane, sum, square);
}

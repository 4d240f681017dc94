import { doubledInput, doubledOutput } from './doubled';
import { gemm8 } from './gemm';
import { writeOffsets } from './offsets';
import { pack, padOf } from './pack';
import { madd } from './simd';
import { addSums, partialOf, pivotOf, setPivot, startSums } from './stats';
import { DOUBLED, Step } from './step';
import { SIDE, TILE, temporaryBytes, winogradInput, winogradOutput } from './winograd';

/**
 * One ticket of a convolution by products in a transformed domain: a tile of input is turned into
 * `products` vectors of channels, each multiplied by a matrix of its own, and the products into a tile of
 * outputs. Rows and columns of the step count tiles. A kernel of `blocks` x `blocks` times 3 x 3 reads as
 * many tiles, whose products add up before they are turned back. (winograd.ts and doubled.ts.)
 */
export function transformed(step: Step, ticket: i32, scratch: usize): void {
  const doubled = step.kind == DOUBLED;
  const products: i32 = doubled ? 9 : SIDE * SIDE;
  const tile: i32 = doubled ? 1 : TILE; // input pixels from tile to tile
  const side: i32 = doubled ? 2 : TILE; // outputs of a tile
  const blocks: i32 = doubled ? 1 : step.kernel / 3;
  const pad = padOf(step);
  const channelBytes = (<usize>step.inputPitch) << 2;
  const tileRows = (step.outputHeight + side - 1) / side;
  const tileColumns = (step.outputWidth + side - 1) / side;
  const y0 = (ticket / step.chunks) * step.stripRows;
  const y1 = min(y0 + step.stripRows, tileRows);
  const x0 = (ticket % step.chunks) * step.columns;
  const across = min(step.columns, tileColumns - x0);
  const inputTiles = across + blocks - 1;
  const columns = inputTiles * tile + 2;
  const pitch = <usize>columns * channelBytes;

  // Vectors of four channels are written, so where there are three one floats beyond the row's end.
  const rowBytes = <usize>inputTiles * channelBytes + 16;
  const domain = <usize>(step.blockRows + blocks - 1) * rowBytes;
  const pixels = step.blockRows * across;
  const resultBytes = (<usize>(((pixels + 5) / 6) * 6)) << 5;
  const offsets = scratch;
  const results = (offsets + ((<usize>(pixels + 6)) << 2) + 15) & ~15;
  const temporary = results + <usize>products * resultBytes;
  const vectors = temporary + temporaryBytes(columns);
  const panel = vectors + <usize>products * domain;
  writeOffsets(offsets, step.blockRows, across, rowBytes, channelBytes);

  const partial = partialOf(step, ticket);
  const valid =
    (min(side * y1, step.outputHeight) - side * y0) *
    (min(side * (x0 + across), step.outputWidth) - side * x0);
  startSums(step, partial, valid);
  for (let y = y0; y < y1; y += step.blockRows) {
    const rows = min(step.blockRows, y1 - y);
    const inputRows = rows + blocks - 1;
    pack(step, panel, y * tile - pad, inputRows * tile + 2, x0 * tile - pad, columns, doubled);
    for (let row = 0; row < inputRows; row++) {
      const from = panel + <usize>(row * tile) * pitch;
      const to = vectors + <usize>row * rowBytes;
      if (doubled) doubledInput(from, pitch, to, domain, across, channelBytes);
      else {
        for (let at: usize = 0; at < channelBytes; at += 16) {
          winogradInput(
            from + at,
            pitch,
            channelBytes,
            columns,
            temporary,
            to + at,
            domain,
            inputTiles,
            channelBytes,
          );
        }
      }
    }
    let weights = step.weights;
    const length = <usize>blocks * channelBytes;
    for (let channel = 0; channel < step.outputPitch; channel += 8) {
      for (let product = 0; product < products; product++) {
        const from = vectors + <usize>product * domain;
        const to = results + <usize>product * resultBytes;
        gemm8(offsets, rows * across, from, blocks, rowBytes, length, weights, to, false);
        weights += (<usize>blocks * length) << 3;
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
  const side: i32 = doubled ? 2 : TILE;
  const outPixel = (<usize>step.outputPitch) << 2;
  const outRow = <usize>step.outputWidth * outPixel;
  let sum = f32x4.splat(0);
  let square = f32x4.splat(0);
  let pivot = f32x4.splat(0);
  const rectified = step.bias != 0;
  let bias = f32x4.splat(0);
  if (rectified) bias = v128.load(step.bias + (lane << 2));
  if (!first) pivot = pivotOf(partial, lane);
  for (let row = y; row < y + rows; row++) {
    const tall = min(side, step.outputHeight - side * row);
    let to =
      step.output + <usize>(side * row) * outRow + <usize>(side * x0) * outPixel + (lane << 2);
    for (let x = x0; x < x0 + across; x++) {
      if (doubled) doubledOutput(results, resultBytes);
      else winogradOutput(results, resultBytes);
      if (first && row == y && x == x0) {
        pivot = v128.load(results);
        setPivot(partial, lane, pivot);
      }
      const wide = min(side, step.outputWidth - side * x);
      for (let i = 0; i < tall; i++) {
        let from = results + <usize>(i * side) * resultBytes;
        let at = to + <usize>i * outRow;
        for (let j = 0; j < wide; j++) {
          const value = v128.load(from);
          if (rectified) {
            v128.store(at, f32x4.max(f32x4.add(value, bias), f32x4.splat(0)));
            from += resultBytes;
            at += outPixel;
            continue;
          }
          const d = f32x4.sub(value, pivot);
          sum = f32x4.add(sum, d);
          square = madd(d, d, square);
          v128.store(at, value);
          from += resultBytes;
          at += outPixel;
        }
      }
      results += 32;
      to += <usize>side * outPixel;
    }
  }
  addSums(step, partial, lane, sum, square);
}

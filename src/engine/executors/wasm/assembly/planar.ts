import { gemmPlanes } from './gemmplanes';
import { pack } from './pack';
import { partialOf, pivotOf, setPivot, startSums, sumLanes } from './stats';
import { Step } from './step';
import { SIDE, TILE, temporaryBytes, winogradInput, winogradOutput } from './winograd';

/** Output channels, and blocks of 3 x 3 along a side of the kernel. */
const OUTPUTS = 3;
const BLOCKS = 3;
/** Values of a vector of sums: four pixels. */
const LANES = 12;
const PRODUCTS = SIDE * SIDE;

/**
 * One ticket of a 9 x 9 convolution to three channels, by winograd.ts. Three are too few to fill vectors,
 * so these hold four neighbouring tiles: the domain is [25 products][3 rows of tiles][channels][tiles],
 * where three rows are what a row of outputs reads, and the next one takes the place of the first.
 */
export function planar(step: Step, ticket: i32, scratch: usize): void {
  const channels = step.inputPitch;
  const pixel = (<usize>channels) << 2;
  const pad = step.kernel >> 1;
  const tileRows = (step.outputHeight + TILE - 1) / TILE;
  const tileColumns = (step.outputWidth + TILE - 1) / TILE;
  const y0 = (ticket / step.chunks) * step.stripRows;
  const y1 = min(y0 + step.stripRows, tileRows);
  const x0 = (ticket % step.chunks) * step.columns;
  const across = min(step.columns, tileColumns - x0);
  const inputTiles = across + BLOCKS - 1;
  const columns = inputTiles * TILE + 2;
  const pitch = <usize>columns * pixel;
  // The micro-kernel takes 16 tiles, and loads vectors from one and two tiles further on, too.
  const tiles = ((across + 15) & ~15) + 4;
  const plane = (<usize>tiles) << 2;
  const rowBytes = <usize>channels * plane;
  const domain = rowBytes * BLOCKS;

  const results = scratch;
  const resultBytes = <usize>((across + 15) & ~15) * OUTPUTS * 4;
  const temporary = results + resultBytes * PRODUCTS;
  const vectors = temporary + temporaryBytes(columns);
  const planes = vectors + ((<usize>tiles) << 4) * PRODUCTS;
  const panel = planes + domain * PRODUCTS;

  const partial = partialOf(step, ticket);
  const width = min(TILE * across, step.outputWidth - TILE * x0);
  startSums(step, partial, ((min(TILE * y1, step.outputHeight) - TILE * y0) * width) >> 2);
  for (let row = y0; row < y1 + BLOCKS - 1; row++) {
    const shared: usize = row == y0 ? 0 : SIDE - TILE;
    if (shared) memory.copy(panel, panel + pitch * TILE, shared * pitch);
    const first = row * TILE - pad + <i32>shared;
    pack(step, panel + shared * pitch, first, SIDE - <i32>shared, x0 * TILE - pad, columns, false);
    let to = planes + <usize>(row % BLOCKS) * rowBytes;
    for (let at: usize = 0; at < pixel; at += 16) {
      const bytes = (<usize>tiles) << 4;
      winogradInput(panel + at, pitch, pixel, columns, temporary, vectors, bytes, inputTiles, 16);
      for (let product = 0; product < PRODUCTS; product++) {
        transpose(
          vectors + <usize>product * bytes,
          inputTiles,
          to + <usize>product * domain,
          plane,
        );
      }
      to += plane << 2;
    }
    const y = row - BLOCKS + 1;
    if (y < y0) continue;
    let weights = step.weights;
    for (let product = 0; product < PRODUCTS; product++) {
      const from = planes + <usize>product * domain;
      gemmPlanes(
        from + <usize>(y % BLOCKS) * rowBytes,
        from + <usize>((y + 1) % BLOCKS) * rowBytes,
        from + <usize>((y + 2) % BLOCKS) * rowBytes,
        plane,
        channels,
        across,
        weights,
        results + <usize>product * resultBytes,
      );
      weights += pixel * BLOCKS * BLOCKS * OUTPUTS;
    }
    finish(step, partial, y, x0, width, results, resultBytes, y == y0);
  }
}

/** [tiles][4 channels] -> [4 channels][tiles], one each `plane` bytes; up to three tiles more. */
function transpose(from: usize, tiles: i32, to: usize, plane: usize): void {
  for (let tile = 0; tile < tiles; tile += 4) {
    turn(v128.load(from), v128.load(from, 16), v128.load(from, 32), v128.load(from, 48), to, plane);
    from += 64;
    to += 16;
  }
}

/** Store the columns of four vectors, one each `pitch` bytes. */
function turn(a: v128, b: v128, c: v128, d: v128, to: usize, pitch: usize): void {
  const low0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const low1 = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const high0 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const high1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(low0, low1, 0, 1, 4, 5));
  v128.store((to += pitch), v128.shuffle<f32>(low0, low1, 2, 3, 6, 7));
  v128.store((to += pitch), v128.shuffle<f32>(high0, high1, 0, 1, 4, 5));
  v128.store((to += pitch), v128.shuffle<f32>(high0, high1, 2, 3, 6, 7));
}

/** A row of tiles: transformed back, put where its pixels belong, and summed. */
function finish(
  step: Step,
  partial: usize,
  y: i32,
  x0: i32,
  width: i32,
  results: usize,
  resultBytes: usize,
  first: bool,
): void {
  const outRow = (<usize>(step.outputWidth * OUTPUTS)) << 2;
  const rows = min(TILE, step.outputHeight - TILE * y);
  const to = step.output + <usize>(TILE * y) * outRow + <usize>(TILE * x0 * OUTPUTS) * 4;
  const bytes = (<usize>(width * OUTPUTS)) << 2;
  const tileBytes: usize = (TILE * OUTPUTS) << 2;
  for (let at: usize = 0; at < bytes; at += 4 * tileBytes) {
    for (let output = 0; output < OUTPUTS; output++) {
      winogradOutput(results + ((<usize>output) << 4), resultBytes);
    }
    for (let row = 0; row < rows; row++) {
      const from = results + <usize>(row * TILE) * resultBytes;
      const pixels = to + <usize>row * outRow + at;
      if (at + 4 * tileBytes <= bytes) interleave(from, resultBytes, pixels);
      else {
        // The last ones may lie beyond the edge: through what these tiles' tenth product left.
        const spare = results + 9 * resultBytes;
        interleave(from, resultBytes, spare);
        memory.copy(pixels, spare, bytes - at);
      }
    }
    results += 4 * LANES;
  }
  for (let row = 0; row < rows; row++) {
    const from = to + <usize>row * outRow;
    for (let i = 0; i < LANES; i += 4) {
      const lane = <usize>i;
      const at = from + (lane << 2);
      if (first && row == 0) setPivot(partial, lane, v128.load(at));
      sumLanes(step, partial, lane, at, width >> 2, LANES << 2, pivotOf(partial, lane));
    }
  }
}

/**
 * A row of four tiles' outputs, vectors of [3 columns][3 outputs][4 tiles], to [4 tiles][3 columns]
 * [3 outputs] at `to`, where pixels lie side by side.
 */
function interleave(from: usize, resultBytes: usize, to: usize): void {
  const second = from + resultBytes;
  const third = second + resultBytes;
  const pitch: usize = (TILE * OUTPUTS) << 2;
  turn(v128.load(from), v128.load(from, 16), v128.load(from, 32), v128.load(second), to, pitch);
  turn(
    v128.load(second, 16),
    v128.load(second, 32),
    v128.load(third),
    v128.load(third, 16),
    to + 16,
    pitch,
  );
  const last = v128.load(third, 32);
  v128.store_lane<f32>(to + 32, last, 0);
  v128.store_lane<f32>(to + 32 + pitch, last, 1);
  v128.store_lane<f32>(to + 32 + 2 * pitch, last, 2);
  v128.store_lane<f32>(to + 32 + 3 * pitch, last, 3);
}

import { highDoubles, lowDoubles, madd } from './simd';
import { Step } from './step';

/*
 * Sums for instance normalization. Each ticket has its own, in float64, so that they are merged in the
 * same order whoever computed them: the result does not depend on the number of threads.
 *   count f64, unused f64, then [3][lanes] f64: a pivot, sums and sums of squares of distances to it.
 * The pivot is a value of the ticket itself, so that a large mean costs no digits of the variance.
 */
const HEADER = 16;

export function partialBytes(lanes: i32): usize {
  return HEADER + 3 * 8 * <usize>lanes;
}

/** Where a ticket's sums lie. */
export function partialOf(step: Step, ticket: i32): usize {
  return step.partials + <usize>ticket * partialBytes(step.lanes);
}

/** Start a ticket's sums of `count` values a lane. */
export function startSums(step: Step, partial: usize, count: i32): void {
  memory.fill(partial, 0, partialBytes(step.lanes));
  store<f64>(partial, <f64>count);
}

/** The pivots of four lanes from `lane` on. */
export function setPivot(partial: usize, lane: usize, value: v128): void {
  const at = partial + HEADER + (lane << 3);
  v128.store(at, lowDoubles(value));
  v128.store(at, highDoubles(value), 16);
}

/** The pivots of four lanes, as they were set. */
export function pivotOf(partial: usize, lane: usize): v128 {
  const at = partial + HEADER + (lane << 3);
  const low = f32x4.demote_f64x2_zero(v128.load(at));
  const high = f32x4.demote_f64x2_zero(v128.load(at, 16));
  return i8x16.shuffle(low, high, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23);
}

/** Add four lanes' sums of distances and of squared distances to what there is. */
export function addSums(step: Step, partial: usize, lane: usize, sum: v128, square: v128): void {
  const row = (<usize>step.lanes) << 3;
  const at = partial + HEADER + row + (lane << 3);
  v128.store(at, f64x2.add(v128.load(at), lowDoubles(sum)));
  v128.store(at, f64x2.add(v128.load(at, 16), highDoubles(sum)), 16);
  const squares = at + row;
  v128.store(squares, f64x2.add(v128.load(squares), lowDoubles(square)));
  v128.store(squares, f64x2.add(v128.load(squares, 16), highDoubles(square)), 16);
}

/** Sums of `pixels` values, 16 bytes at `from` each `pitch` bytes, less `pivot`, added to the ticket's. */
export function sumLanes(
  step: Step,
  partial: usize,
  lane: usize,
  from: usize,
  pixels: i32,
  pitch: usize,
  pivot: v128,
): void {
  let sum = f32x4.splat(0);
  let square = f32x4.splat(0);
  for (let i = 0; i < pixels; i++) {
    const d = f32x4.sub(v128.load(from), pivot);
    sum = f32x4.add(sum, d);
    square = madd(d, d, square);
    from += pitch;
  }
  addSums(step, partial, lane, sum, square);
}

/**
 * Merge the tickets' sums of each channel (Chan et al. 1979) into `statistics`: outputPitch float32
 * means and as many variances. Lane l is of channel l modulo outputPitch.
 */
export function mergeSums(step: Step, statistics: usize): void {
  const tickets = step.strips * step.chunks;
  const pitch = step.outputPitch;
  for (let channel = 0; channel < pitch; channel++) {
    let n: f64 = 0;
    let mean: f64 = 0;
    let m2: f64 = 0;
    for (let ticket = 0; ticket < tickets; ticket++) {
      const partial = partialOf(step, ticket);
      const count = load<f64>(partial);
      for (let lane = channel; lane < step.lanes; lane += pitch) {
        const at = partial + HEADER + ((<usize>lane) << 3);
        const row = (<usize>step.lanes) << 3;
        const distance = load<f64>(at + row) / count;
        const squares = load<f64>(at + 2 * row) - distance * distance * count;
        const off = load<f64>(at) + distance - mean;
        const total = n + count;
        mean += (off * count) / total;
        m2 += squares + (off * off * n * count) / total;
        n = total;
      }
    }
    store<f32>(statistics + ((<usize>channel) << 2), <f32>mean);
    store<f32>(statistics + ((<usize>(channel + pitch)) << 2), <f32>max(0, m2 / n));
  }
}

/**
 * Instance normalization (Ulyanov et al. 2016) with a style's scale and shift, `row` [2][pitch], as one
 * multiplication and one addition: coefficients [2][count] from statistics [2][pitch], channels repeated.
 */
export function normalization(
  statistics: usize,
  row: usize,
  pitch: i32,
  coefficients: usize,
  count: i32,
  epsilon: f64,
): void {
  for (let i = 0; i < count; i++) {
    const channel = (<usize>(i % pitch)) << 2;
    const shiftAt = (<usize>pitch) << 2;
    const variance = <f64>load<f32>(statistics + channel + shiftAt);
    const gain = <f64>load<f32>(row + channel) / Math.sqrt(variance + epsilon);
    const mean = <f64>load<f32>(statistics + channel);
    store<f32>(coefficients + ((<usize>i) << 2), <f32>gain);
    store<f32>(
      coefficients + ((<usize>(count + i)) << 2),
      <f32>(<f64>load<f32>(row + channel + shiftAt) - mean * gain),
    );
  }
}

import type { Pixels } from './pixels.ts';

/** The constants of Wang et al. 2004, "Image Quality Assessment", for pictures of 8 bits. */
const WINDOW = 11;
const SIGMA = 1.5;
const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;

/**
 * Mean structural similarity of the BT.601 luma of two pictures of one size, 1 when equal. Gaussian
 * window, population covariance, and only windows that lie inside. Along a side that is shorter than
 * the window, the window is as long as the side.
 */
export function ssim(a: Pixels, b: Pixels): number {
  const { width, height } = a;
  const across = gaussian(Math.min(WINDOW, width));
  const down = gaussian(Math.min(WINDOW, height));
  const columns = width - across.length + 1;
  const rows = height - down.length + 1;
  // The window is separable: each row is filtered across once, and kept while windows reach it.
  const kept: Float64Array[] = [];
  const products = new Float64Array(width * SUMS);
  let total = 0;
  for (let y = 0; y < height; y++) {
    multiply(a, b, y, products);
    const row = kept.length < down.length ? new Float64Array(columns * SUMS) : kept.shift()!;
    filterAcross(products, across, row);
    kept.push(row);
    if (kept.length === down.length) total += similarities(kept, down);
  }
  return total / (rows * columns);
}

/** What is summed over a window, side by side: a, b, a² + b², ab. The variances only occur added. */
const SUMS = 4;

function multiply(a: Pixels, b: Pixels, y: number, products: Float64Array) {
  let from = y * a.width * 4;
  for (let to = 0; to < products.length; to += SUMS, from += 4) {
    const [p, q] = [luma(a.data, from), luma(b.data, from)];
    products[to] = p;
    products[to + 1] = q;
    products[to + 2] = p * p + q * q;
    products[to + 3] = p * q;
  }
}

function luma(data: Uint8ClampedArray, at: number): number {
  return 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!;
}

function filterAcross(products: Float64Array, window: Float64Array, sums: Float64Array) {
  for (let j = 0; j < sums.length; j++) {
    let sum = 0;
    for (let i = 0, at = j; i < window.length; i++, at += SUMS) sum += window[i]! * products[at]!;
    sums[j] = sum;
  }
}

/** Filters the rows down, and sums up the similarity of each of the windows beside each other. */
function similarities(rows: readonly Float64Array[], window: Float64Array): number {
  const sums = new Float64Array(rows[0]!.length);
  for (let i = 0; i < window.length; i++) {
    const [weight, row] = [window[i]!, rows[i]!];
    for (let j = 0; j < sums.length; j++) sums[j]! += weight * row[j]!;
  }
  let total = 0;
  for (let at = 0; at < sums.length; at += SUMS) {
    const [meanA, meanB] = [sums[at]!, sums[at + 1]!];
    const squares = meanA * meanA + meanB * meanB;
    const product = meanA * meanB;
    const variances = sums[at + 2]! - squares;
    const covariance = sums[at + 3]! - product;
    total += ((2 * product + C1) * (2 * covariance + C2)) / ((squares + C1) * (variances + C2));
  }
  return total;
}

/** `length` weights of a bell around the middle, that sum to 1. */
function gaussian(length: number): Float64Array {
  const middle = (length - 1) / 2;
  const bell = Float64Array.from({ length }, (_, i) =>
    Math.exp(-((i - middle) ** 2) / 2 / SIGMA ** 2),
  );
  const sum = bell.reduce((total, weight) => total + weight, 0);
  return bell.map((weight) => weight / sum);
}

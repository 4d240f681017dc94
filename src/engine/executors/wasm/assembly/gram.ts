import { madd } from './simd';
import { Step } from './step';

/** Channels of a ticket, and bytes of pixels whose products are summed at once: they should stay in L1. */
const ROWS = 8;
const BLOCK_BYTES = 24_576;

/**
 * One ticket of the products of all pairs of channels, summed over pixels: 8 rows of a matrix [pitch][pitch], from its
 * diagonal on. `mirror` makes the rest. A map of `inputHeight` pixels, channels in multiples of 8.
 */
export function gram(step: Step, ticket: i32): void {
  const channels = step.inputPitch;
  const pixel = (<usize>channels) << 2;
  const several = max(16, BLOCK_BYTES / <i32>pixel);
  const first = ticket * ROWS;
  for (let start = 0; start < step.inputHeight; start += several) {
    const pixels = min(several, step.inputHeight - start);
    const from = step.input + <usize>start * pixel;
    for (let column = first; column < channels; column += 8) {
      for (let row = first; row < first + ROWS; row += 4) {
        const to = step.output + <usize>row * pixel + ((<usize>column) << 2);
        const a = from + ((<usize>row) << 2);
        const b = from + ((<usize>column) << 2);
        products(a, b, pixels, pixel, to, start > 0);
      }
    }
  }
}

/** The products of 4 channels by 8, of `pixels` pixels: eight sums that stay in registers. */
function products(a: usize, b: usize, pixels: i32, pixel: usize, to: usize, more: bool): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  for (let i = 0; i < pixels; i++) {
    const b0 = v128.load(b, 0);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a, 0);
    c00 = madd(x, b0, c00);
    c01 = madd(x, b1, c01);
    x = v128.load32_splat(a, 4);
    c10 = madd(x, b0, c10);
    c11 = madd(x, b1, c11);
    x = v128.load32_splat(a, 8);
    c20 = madd(x, b0, c20);
    c21 = madd(x, b1, c21);
    x = v128.load32_splat(a, 12);
    c30 = madd(x, b0, c30);
    c31 = madd(x, b1, c31);
    a += pixel;
    b += pixel;
  }
  put(to, c00, c01, more);
  put(to + pixel, c10, c11, more);
  put(to + 2 * pixel, c20, c21, more);
  put(to + 3 * pixel, c30, c31, more);
}

function put(to: usize, low: v128, high: v128, more: bool): void {
  if (more) {
    low = f32x4.add(low, v128.load(to, 0));
    high = f32x4.add(high, v128.load(to, 16));
  }
  v128.store(to, low, 0);
  v128.store(to, high, 16);
}

/** Multiply a square matrix by `factor`, and put what is above its diagonal below it, too. */
export function mirror(matrix: usize, side: i32, factor: f32): void {
  const row = (<usize>side) << 2;
  for (let y = 0; y < side; y++) {
    let own = matrix + <usize>y * row + ((<usize>y) << 2);
    let across = own;
    for (let x = y; x < side; x++) {
      const value = load<f32>(own) * factor;
      store<f32>(own, value);
      store<f32>(across, value);
      own += 4;
      across += row;
    }
  }
}

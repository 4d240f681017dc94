import { DOUBLED, PLANAR, Step, WINOGRAD } from './step';
import { SIDE } from './winograd';

/*
 * A layer's weights [kernel][kernel][in][out], out a multiple of 8, in the order that its kernel reads
 * them:
 *   direct       [out / 8][kernel][kernel][in][8]
 *   transformed  [out / 8][products][kernel / 3][kernel / 3][in][8]
 *   planar       [products][kernel / 3][in][kernel / 3][3]
 */

/** Pack the weights at `from` to step.weights. `temporary`: room for 20 vectors. */
export function packWeights(step: Step, from: usize, temporary: usize): void {
  if (step.kind == WINOGRAD || step.kind == DOUBLED || step.kind == PLANAR) {
    packBlocks(step, from, temporary);
    return;
  }
  const row = (<usize>step.outputPitch) << 2;
  const rows = step.kernel * step.kernel * step.inputPitch;
  let to = step.weights;
  for (let first: usize = 0; first < row; first += 32) {
    let at = from + first;
    for (let i = 0; i < rows; i++) {
      v128.store(to, v128.load(at));
      v128.store(to, v128.load(at, 16), 16);
      at += row;
      to += 32;
    }
  }
}

/** GgG' of each 3 x 3 block g of each kernel. */
function packBlocks(step: Step, from: usize, temporary: usize): void {
  const planar = step.kind == PLANAR;
  const side: i32 = step.kind == DOUBLED ? 3 : SIDE;
  const products = side * side;
  const blocks = step.kernel / 3;
  const inputs = step.inputPitch;
  const outputs = planar ? 8 : step.outputPitch;
  const tap = (<usize>(inputs * outputs)) << 2;
  const row = <usize>step.kernel * tap;
  const numbers = blocks * blocks * inputs; // of a product, for each output
  const product: usize = (<usize>numbers * (planar ? 3 : 8)) << 2;
  for (let y = 0; y < blocks; y++) {
    for (let x = 0; x < blocks; x++) {
      const corner = from + <usize>(3 * y) * row + <usize>(3 * x) * tap;
      for (let input = 0; input < inputs; input++) {
        const at = corner + ((<usize>(input * outputs)) << 2);
        if (planar) {
          const place = (y * inputs + input) * blocks + x;
          factors(at, row, tap, side, temporary, step.weights + <usize>place * 12, product, true);
          continue;
        }
        const place = (y * blocks + x) * inputs + input;
        for (let output = 0; output < outputs; output += 4) {
          const group = <usize>((output >> 3) * products) * product;
          const to = step.weights + group + ((<usize>(place * 8 + (output & 4))) << 2);
          factors(at + ((<usize>output) << 2), row, tap, side, temporary, to, product, false);
        }
      }
    }
  }
}

/** GgG' of nine vectors of weights at `from`: a vector each `product` bytes at `to`, or three numbers. */
function factors(
  from: usize,
  row: usize,
  tap: usize,
  side: i32,
  temporary: usize,
  to: usize,
  product: usize,
  three: bool,
): void {
  const pitch: usize = 48;
  for (let column: usize = 0; column < 3; column++) {
    spread(from + column * tap, row, side, temporary + (column << 4), pitch);
  }
  for (let i = 0; i < side; i++) {
    spread(temporary + <usize>i * pitch, 16, side, temporary + 15 * 16, 16);
    for (let j = 0; j < side; j++) {
      const value = v128.load(temporary + 15 * 16 + ((<usize>j) << 4));
      if (three) {
        v128.store_lane<f32>(to, value, 0);
        v128.store_lane<f32>(to + 4, value, 1);
        v128.store_lane<f32>(to + 8, value, 2);
      } else v128.store(to, value);
      to += product;
    }
  }
}

/** G times three vectors: five by F(3, 3), or three by doubled.ts. */
function spread(from: usize, pitch: usize, side: i32, to: usize, toPitch: usize): void {
  const a = v128.load(from);
  const b = v128.load(from + pitch);
  const c = v128.load(from + 2 * pitch);
  const ac = f32x4.add(a, c);
  if (side == 3) {
    v128.store(to, a);
    v128.store(to + toPitch, f32x4.add(ac, b));
    v128.store(to + 2 * toPitch, c);
    return;
  }
  const half = f32x4.splat(0.5);
  const sixth = f32x4.splat(1.0 / 6.0);
  const b2 = f32x4.add(b, b);
  const c4 = f32x4.mul(c, f32x4.splat(4));
  v128.store(to, f32x4.mul(half, a));
  v128.store(to + toPitch, f32x4.mul(f32x4.neg(half), f32x4.add(ac, b)));
  v128.store(to + 2 * toPitch, f32x4.mul(sixth, f32x4.sub(b, ac)));
  v128.store(to + 3 * toPitch, f32x4.mul(sixth, f32x4.add(f32x4.add(a, b2), c4)));
  v128.store(to + 4 * toPitch, c);
}

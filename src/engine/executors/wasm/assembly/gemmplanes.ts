import { madd } from './simd';

/**
 * The micro-kernel for three output channels, see planar.ts: 16 neighbouring tiles by three outputs are
 * twelve sums. A register is missing for the third weight, so that the tiles are loaded twice instead.
 *
 * `first`, `second`, `third`: rows of tiles, [channels] planes of one number a tile, one each `plane` bytes.
 * An output reads three neighbours of each. Weights are [3 rows][channels][3 columns][3 outputs]. Writes
 * [tiles / 4][3 outputs][4 tiles] at `to`, for `tiles` rounded up to 16.
 */
export function gemmPlanes(
  first: usize,
  second: usize,
  third: usize,
  plane: usize,
  channels: i32,
  tiles: i32,
  weights: usize,
  to: usize,
): void {
  for (let tile = 0; tile < tiles; tile += 16) {
    let c00 = f32x4.splat(0);
    let c01 = f32x4.splat(0);
    let c02 = f32x4.splat(0);
    let c10 = f32x4.splat(0);
    let c11 = f32x4.splat(0);
    let c12 = f32x4.splat(0);
    let c20 = f32x4.splat(0);
    let c21 = f32x4.splat(0);
    let c22 = f32x4.splat(0);
    let c30 = f32x4.splat(0);
    let c31 = f32x4.splat(0);
    let c32 = f32x4.splat(0);
    let b = weights;
    for (let row = 0; row < 3; row++) {
      let from = (row == 0 ? first : row == 1 ? second : third) + ((<usize>tile) << 2);
      const end = from + <usize>channels * plane;
      while (from < end) {
        for (let column: usize = 0; column < 12; column += 4) {
          const at = from + column;
          let b0 = v128.load32_splat(b, 0);
          const b1 = v128.load32_splat(b, 4);
          let a = v128.load(at, 0);
          c00 = madd(a, b0, c00);
          c01 = madd(a, b1, c01);
          a = v128.load(at, 16);
          c10 = madd(a, b0, c10);
          c11 = madd(a, b1, c11);
          a = v128.load(at, 32);
          c20 = madd(a, b0, c20);
          c21 = madd(a, b1, c21);
          a = v128.load(at, 48);
          c30 = madd(a, b0, c30);
          c31 = madd(a, b1, c31);
          b0 = v128.load32_splat(b, 8);
          a = v128.load(at, 0);
          c02 = madd(a, b0, c02);
          a = v128.load(at, 16);
          c12 = madd(a, b0, c12);
          a = v128.load(at, 32);
          c22 = madd(a, b0, c22);
          a = v128.load(at, 48);
          c32 = madd(a, b0, c32);
          b += 12;
        }
        from += plane;
      }
    }
    v128.store(to, c00, 0);
    v128.store(to, c01, 16);
    v128.store(to, c02, 32);
    v128.store(to, c10, 48);
    v128.store(to, c11, 64);
    v128.store(to, c12, 80);
    v128.store(to, c20, 96);
    v128.store(to, c21, 112);
    v128.store(to, c22, 128);
    v128.store(to, c30, 144);
    v128.store(to, c31, 160);
    v128.store(to, c32, 176);
    to += 192;
  }
}

import { madd } from './simd';

/*
 * Winograd's F(3 x 3, 3 x 3) (Lavin & Gray 2016, "Fast Algorithms for Convolutional Neural Networks") at
 * the points 0, 1, -1, 2 and infinity: 25 products for nine outputs instead of 81. Tiles are three pixels
 * apart, and so are the 3 x 3 blocks of a 9 x 9 kernel: all nine read tiles of the same grid.
 */

/** Rows and columns of a tile's input, of its products, and of what lies between two tiles. */
export const SIDE = 5;
export const TILE = 3;

/** Bytes of the working memory of `winogradInput`. */
export function temporaryBytes(columns: i32): usize {
  return (<usize>(SIDE * columns)) << 4;
}

/**
 * B'dB of the `across` tiles of a row, for the four channels at `from`: 25 vectors a tile at `to`, `step`
 * bytes from tile to tile and `domain` from product to product. The input has `columns` pixels of
 * `pixel` bytes in rows of `pitch` bytes.
 */
export function winogradInput(
  from: usize,
  pitch: usize,
  pixel: usize,
  columns: i32,
  temporary: usize,
  to: usize,
  domain: usize,
  across: i32,
  step: usize,
): void {
  const row = (<usize>columns) << 4;
  for (let x: usize = 0; x < row; x += 16) {
    spread(from, pitch, temporary + x, row);
    from += pixel;
  }
  for (let i = 0; i < SIDE; i++) {
    let at = temporary;
    let tile = to;
    for (let x = 0; x < across; x++) {
      spread(at, 16, tile, domain);
      at += TILE << 4;
      tile += step;
    }
    temporary += row;
    to += domain * SIDE;
  }
}

/** B' times five vectors: five. */
function spread(from: usize, pitch: usize, to: usize, toPitch: usize): void {
  const d0 = v128.load(from);
  const d1 = v128.load((from += pitch));
  const d2 = v128.load((from += pitch));
  const d3 = v128.load((from += pitch));
  const d4 = v128.load((from += pitch));
  const e = f32x4.sub(d3, d1);
  v128.store(to, madd(f32x4.splat(2), f32x4.sub(d0, d2), e));
  v128.store((to += toPitch), f32x4.sub(f32x4.sub(e, d1), d2));
  v128.store((to += toPitch), madd(f32x4.splat(3), f32x4.sub(d1, d2), e));
  v128.store((to += toPitch), e);
  v128.store((to += toPitch), f32x4.sub(f32x4.sub(d4, d2), f32x4.add(e, e)));
}

/** A'mA of 25 products at `at`, one each `pitch` bytes, in place of the first nine. */
export function winogradOutput(at: usize, pitch: usize): void {
  const row = pitch * SIDE;
  for (let column = 0; column < SIDE; column++) {
    collect(at + <usize>column * pitch, row, at + <usize>column * pitch, row);
  }
  // What a row becomes lies before what the next one reads.
  for (let r = 0; r < TILE; r++) {
    collect(at + <usize>r * row, pitch, at + <usize>(r * TILE) * pitch, pitch);
  }
}

/** A' times five vectors: three. */
function collect(from: usize, pitch: usize, to: usize, toPitch: usize): void {
  const m0 = v128.load(from);
  const m1 = v128.load((from += pitch));
  const m2 = v128.load((from += pitch));
  const m3 = v128.load((from += pitch));
  const m4 = v128.load((from += pitch));
  const sum = f32x4.add(m1, m2);
  v128.store(to, f32x4.add(f32x4.add(m0, sum), m3));
  v128.store((to += toPitch), madd(f32x4.splat(2), m3, f32x4.sub(m1, m2)));
  v128.store((to += toPitch), madd(f32x4.splat(4), m3, f32x4.add(sum, m4)));
}

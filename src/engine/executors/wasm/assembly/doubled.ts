/*
 * Nearest x2, then 3 x 3. In one dimension, with a, b, c a pixel of the small map and its neighbours,
 * the two outputs are w0 a + (w1 + w2) b and (w0 + w1) b + w2 c: four products, or three, since with
 * t = (w0 + w1 + w2) b they are t + w0 (a - b) and t + w2 (c - b). In two dimensions nine instead of the
 * sixteen of four 2 x 2 convolutions, or thirty-six.
 */

/** Tiles of a row: [across][channels] at `to`, one each `domain` bytes for a - b, b, c - b of rows and columns. */
export function doubledInput(
  from: usize,
  pitch: usize,
  to: usize,
  domain: usize,
  across: i32,
  channelBytes: usize,
): void {
  const bytes = <usize>across * channelBytes;
  for (let at: usize = 0; at < bytes; at += 16) {
    const top = from + at;
    const middle = top + pitch;
    const bottom = middle + pitch;
    const m0 = v128.load(middle);
    const m1 = v128.load(middle + channelBytes);
    const m2 = v128.load(middle + 2 * channelBytes);
    let out = to + at;
    out = columns(
      v128.load(top),
      v128.load(top + channelBytes),
      v128.load(top + 2 * channelBytes),
      m0,
      m1,
      m2,
      out,
      domain,
    );
    const zero = f32x4.splat(0);
    out = columns(m0, m1, m2, zero, zero, zero, out, domain);
    columns(
      v128.load(bottom),
      v128.load(bottom + channelBytes),
      v128.load(bottom + 2 * channelBytes),
      m0,
      m1,
      m2,
      out,
      domain,
    );
  }
}

/** a - b, b, c - b along columns of a row less another. @returns where those of the next row belong */
function columns(
  a: v128,
  b: v128,
  c: v128,
  a0: v128,
  b0: v128,
  c0: v128,
  to: usize,
  domain: usize,
): usize {
  const middle = f32x4.sub(b, b0);
  v128.store(to, f32x4.sub(f32x4.sub(a, a0), middle));
  v128.store(to + domain, middle);
  v128.store(to + 2 * domain, f32x4.sub(f32x4.sub(c, c0), middle));
  return to + 3 * domain;
}

/** Nine products at `at`, one each `pitch` bytes, to the four outputs, in place of the first four. */
export function doubledOutput(at: usize, pitch: usize): void {
  const m0 = v128.load(at + 3 * pitch);
  const m1 = v128.load(at + 4 * pitch);
  const m2 = v128.load(at + 5 * pitch);
  const t0 = f32x4.add(v128.load(at), m0);
  const t1 = f32x4.add(v128.load(at + pitch), m1);
  const t2 = f32x4.add(v128.load(at + 2 * pitch), m2);
  const b0 = f32x4.add(v128.load(at + 6 * pitch), m0);
  const b1 = f32x4.add(v128.load(at + 7 * pitch), m1);
  const b2 = f32x4.add(v128.load(at + 8 * pitch), m2);
  v128.store(at, f32x4.add(t0, t1));
  v128.store(at + pitch, f32x4.add(t1, t2));
  v128.store(at + 2 * pitch, f32x4.add(b0, b1));
  v128.store(at + 3 * pitch, f32x4.add(b1, b2));
}

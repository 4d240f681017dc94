/*
 * Winograd's F(2 x 2, 3 x 3) (Lavin & Gray 2016, "Fast Algorithms for Convolutional Neural Networks"):
 * sixteen products for four outputs instead of thirty-six.
 */

/** B'dB of each 4 x 4 tile of a row: [across][channels] at `to`, sixteen of them, one each `domain` bytes. */
export function winogradInput(
  from: usize,
  pitch: usize,
  to: usize,
  domain: usize,
  across: i32,
  channelBytes: usize,
): void {
  for (let tile = 0; tile < across; tile++) {
    for (let at: usize = 0; at < channelBytes; at += 16) {
      const row0 = from + at;
      const row1 = row0 + pitch;
      const row2 = row1 + pitch;
      const row3 = row2 + pitch;
      // One column of the tile after another, and each is a column of B'd.
      const c1 = channelBytes;
      const c2 = 2 * channelBytes;
      const c3 = 3 * channelBytes;
      const r10 = v128.load(row1);
      const r11 = v128.load(row1 + c1);
      const r12 = v128.load(row1 + c2);
      const r13 = v128.load(row1 + c3);
      const r20 = v128.load(row2);
      const r21 = v128.load(row2 + c1);
      const r22 = v128.load(row2 + c2);
      const r23 = v128.load(row2 + c3);
      let out = to + at;
      out = across4(
        f32x4.sub(v128.load(row0), r20),
        f32x4.sub(v128.load(row0 + c1), r21),
        f32x4.sub(v128.load(row0 + c2), r22),
        f32x4.sub(v128.load(row0 + c3), r23),
        out,
        domain,
      );
      out = across4(
        f32x4.add(r10, r20),
        f32x4.add(r11, r21),
        f32x4.add(r12, r22),
        f32x4.add(r13, r23),
        out,
        domain,
      );
      out = across4(
        f32x4.sub(r20, r10),
        f32x4.sub(r21, r11),
        f32x4.sub(r22, r12),
        f32x4.sub(r23, r13),
        out,
        domain,
      );
      across4(
        f32x4.sub(r10, v128.load(row3)),
        f32x4.sub(r11, v128.load(row3 + c1)),
        f32x4.sub(r12, v128.load(row3 + c2)),
        f32x4.sub(r13, v128.load(row3 + c3)),
        out,
        domain,
      );
    }
    from += 2 * channelBytes;
    to += channelBytes;
  }
}

/** One row times B. -> where the next row's belong */
function across4(a: v128, b: v128, c: v128, d: v128, to: usize, domain: usize): usize {
  v128.store(to, f32x4.sub(a, c));
  v128.store(to + domain, f32x4.add(b, c));
  v128.store(to + 2 * domain, f32x4.sub(c, b));
  v128.store(to + 3 * domain, f32x4.sub(b, d));
  return to + 4 * domain;
}

/** A'mA of sixteen products at `at`, one each `pitch` bytes, in place of the first four. */
export function winogradOutput(at: usize, pitch: usize): void {
  const row1 = at + 4 * pitch;
  const row2 = row1 + 4 * pitch;
  const row3 = row2 + 4 * pitch;
  const p2 = 2 * pitch;
  const p3 = 3 * pitch;
  const s0 = f32x4.add(v128.load(row1), v128.load(row2));
  const s1 = f32x4.add(v128.load(row1 + pitch), v128.load(row2 + pitch));
  const s2 = f32x4.add(v128.load(row1 + p2), v128.load(row2 + p2));
  const s3 = f32x4.add(v128.load(row1 + p3), v128.load(row2 + p3));
  const d0 = f32x4.sub(f32x4.sub(v128.load(row1), v128.load(row2)), v128.load(row3));
  const d1 = f32x4.sub(
    f32x4.sub(v128.load(row1 + pitch), v128.load(row2 + pitch)),
    v128.load(row3 + pitch),
  );
  const d2 = f32x4.sub(f32x4.sub(v128.load(row1 + p2), v128.load(row2 + p2)), v128.load(row3 + p2));
  const d3 = f32x4.sub(f32x4.sub(v128.load(row1 + p3), v128.load(row2 + p3)), v128.load(row3 + p3));
  const t0 = f32x4.add(v128.load(at), s0);
  const t1 = f32x4.add(v128.load(at + pitch), s1);
  const t2 = f32x4.add(v128.load(at + p2), s2);
  const t3 = f32x4.add(v128.load(at + p3), s3);
  v128.store(at, f32x4.add(f32x4.add(t0, t1), t2));
  v128.store(at + pitch, f32x4.sub(f32x4.sub(t1, t2), t3));
  v128.store(at + p2, f32x4.add(f32x4.add(d0, d1), d2));
  v128.store(at + p3, f32x4.sub(f32x4.sub(d1, d2), d3));
}

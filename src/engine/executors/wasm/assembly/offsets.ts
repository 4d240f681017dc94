/**
 * Where the window of each of `rows` x `across` pixels of a block starts; the last one is repeated for
 * what the micro-kernel rounds up.
 */
export function writeOffsets(
  to: usize,
  rows: i32,
  across: i32,
  rowBytes: usize,
  pixelBytes: usize,
): void {
  let offset: usize = 0;
  for (let row = 0; row < rows; row++) {
    offset = <usize>row * rowBytes;
    for (let x = 0; x < across; x++) {
      store<u32>(to, <u32>offset);
      offset += pixelBytes;
      to += 4;
    }
  }
  offset -= pixelBytes;
  for (let i = 0; i < 6; i++) store<u32>(to + ((<usize>i) << 2), <u32>offset);
}

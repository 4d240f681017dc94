import type { Pixels } from './pixels.ts';

/** Samples of a pixel's area, along each side. */
const SAMPLES = 4;

/**
 * The middle of a picture as a small square. It reads so few of the pixels that its time does not depend on the size of
 * the picture.
 *
 * @param side of the square, in pixels
 */
export function smallSquare({ width, height, data }: Pixels, side: number): Pixels {
  const square = Math.min(width, height);
  const [left, top] = [(width - square) / 2, (height - square) / 2];
  const steps = side * SAMPLES;
  const at = (start: number, step: number) => Math.floor(start + ((step + 0.5) * square) / steps);
  const small = new Uint8ClampedArray(4 * side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const sum = [0, 0, 0, 0];
      for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
        const column = at(left, x * SAMPLES + (sample % SAMPLES));
        const row = at(top, y * SAMPLES + Math.floor(sample / SAMPLES));
        for (let c = 0; c < 4; c++) {
          sum[c] = (sum[c] ?? 0) + (data[4 * (row * width + column) + c] ?? 0);
        }
      }
      small.set(
        sum.map((value) => value / (SAMPLES * SAMPLES)),
        4 * (y * side + x),
      );
    }
  }
  return { width: side, height: side, data: small };
}

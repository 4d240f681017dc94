/**
 * A picture of one colour, by which an executor finds out whether what it hands out as a bitmap can be seen: a driver
 * may lose it on the way to a canvas, and say nothing.
 */

/** Pixels a side. */
export const PROOF_SIDE = 8;
/** Red, green and blue, 0..1. */
export const PROOF_COLOUR = [0.25, 0.5, 0.75] as const;

/** Levels of 255 that a colour may be off by. */
const TOLERANCE = 3;

/** @returns whether a bitmap is the proof. Throws where there is no canvas to look at it. */
export function isProof(bitmap: ImageBitmap): boolean {
  const canvas = new OffscreenCanvas(PROOF_SIDE, PROOF_SIDE);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('out of memory: no canvas');
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, PROOF_SIDE, PROOF_SIDE);
  return (
    data.length > 0 &&
    data.every((value, i) => Math.abs(value - 255 * (PROOF_COLOUR[i % 4] ?? 1)) <= TOLERANCE)
  );
}

/** A strip of a picture lies within a frame that still has room for progress and messages. */
const [LEAST, MOST] = [0.5, 3];

/** Width over height of a picture's frame. */
export function frameAspect({ width, height }: { width: number; height: number }): number {
  return Math.min(MOST, Math.max(LEAST, width / height));
}

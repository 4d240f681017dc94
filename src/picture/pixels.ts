/** A picture in memory: RGBA, 8 bits a channel, rows from the top, opaque. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** width * height * 4 values, R G B A. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** Width and height with the longer side at most `longSide`, the aspect kept, at least 1 pixel each. */
export function fitSize(width: number, height: number, longSide: number) {
  const ratio = Math.min(1, longSide / Math.max(width, height));
  const scaled = (side: number) => Math.max(1, Math.round(side * ratio));
  return { width: scaled(width), height: scaled(height) };
}

import type { Orientation } from './formats/index.ts';

/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A picture in memory: RGBA, 8 bits a channel, rows from the top; opaque, but for a cut-out over its ground (cutOut.ts). */
export interface Pixels extends Size {
  /** width * height * 4 values, R G B A. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** What a decoder of our own gives. */
export interface DecodedPicture {
  readonly pixels: Pixels;
  /** How it is still to be turned; not given where it is upright. */
  readonly orientation?: Orientation | undefined;
  /** sRGB where not given. */
  readonly colorSpace?: PredefinedColorSpace | undefined;
}

/** Pictures longer than this keep more than `longSide`: a panorama of 10,000 x 200 would become 512 x 10. */
const LONG = 2;

/**
 * Width and height for a longest side, the aspect kept, at least 1 pixel each, never enlarged. A picture that is more
 * than twice as long as high gets as many pixels as one of 2 to 1, so its longer side may be longer than `longSide`.
 */
export function fitSize(width: number, height: number, longSide: number) {
  const aspect = Math.max(width / height, height / width);
  return withinSide(width, height, longSide * Math.sqrt(Math.max(1, aspect / LONG)));
}

/** Width and height with the longer side at most `longSide`, the aspect kept, at least 1 pixel each. */
export function withinSide(width: number, height: number, longSide: number) {
  const ratio = Math.min(1, longSide / Math.max(width, height));
  const scaled = (side: number) => Math.max(1, Math.round(side * ratio));
  return { width: scaled(width), height: scaled(height) };
}

import { withinSide } from './pixels.ts';

/**
 * Where a painting covers its photo. It is stretched over a picture of any size. A mask is never changed in place: each
 * change makes a new one, so undo only has to keep the old one.
 */
export interface Mask {
  readonly width: number;
  readonly height: number;
  /** width * height values, rows from the top: 0 shows the photo, 255 the painting. */
  readonly data: Uint8Array<ArrayBuffer>;
}

/** What draws on a mask. */
export interface Brush {
  /** `erase` brings back the photo, `paint` the painting. */
  readonly tool: 'erase' | 'paint';
  /** The diameter as a share of the picture's longer side, 0..1. */
  readonly width: number;
  /** The share of the radius over which the brush fades out, 0..1. */
  readonly softness: number;
}

/** A place in a picture: x from the left, y from the top, 0..1 of its width and height. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The longest side of a mask. It is sent to the picture worker at every step of a stroke, so it is small. */
const MASK_SIDE = 512;

/** @returns a mask for a picture of this size that shows the painting everywhere */
export function fullMask(picture: { readonly width: number; readonly height: number }): Mask {
  const { width, height } = withinSide(picture.width, picture.height, MASK_SIDE);
  return { width, height, data: new Uint8Array(width * height).fill(255) };
}

/** @returns whether a mask shows the painting everywhere, as if there were none */
export const isFull = ({ data }: Mask): boolean => data.every((value) => value === 255);

/** @returns the mask with photo and painting exchanged */
export function invert(mask: Mask): Mask {
  return { ...mask, data: mask.data.map((value) => 255 - value) };
}

/** @returns the mask after a whole stroke: a soft round brush that goes from point to point without gaps */
export function stroke(mask: Mask, points: readonly Point[], brush: Brush): Mask {
  return beginStroke(mask, brush)(points);
}

/**
 * Begin a stroke that is drawn point by point. Where it crosses itself it does not get stronger, so a soft edge stays
 * soft however slowly one draws.
 *
 * @returns a function that takes the next points and returns the mask with the stroke so far
 */
export function beginStroke(mask: Mask, { tool, width, softness }: Brush) {
  const base = mask.data;
  const goal = tool === 'paint' ? 255 : 0;
  const radius = (width * Math.max(mask.width, mask.height)) / 2;
  // The edge takes one pixel of the mask at least: without that it would have steps.
  const outer = Math.max(1, radius + 0.5);
  const inner = Math.max(0, Math.min(radius * (1 - softness), radius - 0.5));
  /** How strong the stroke is at each pixel, 0..1. */
  const strength = new Float32Array(base.length);
  let data = base;
  let last: Point | undefined;

  function segment(from: Point, to: Point) {
    const [ax, ay] = [from.x * mask.width - 0.5, from.y * mask.height - 0.5];
    const [bx, by] = [to.x * mask.width - 0.5, to.y * mask.height - 0.5];
    const [dx, dy] = [bx - ax, by - ay];
    const length = dx * dx + dy * dy;
    const left = Math.max(0, Math.floor(Math.min(ax, bx) - outer));
    const right = Math.min(mask.width - 1, Math.ceil(Math.max(ax, bx) + outer));
    const top = Math.max(0, Math.floor(Math.min(ay, by) - outer));
    const bottom = Math.min(mask.height - 1, Math.ceil(Math.max(ay, by) + outer));
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        // The nearest point of the segment, as a share of its length.
        const along = length === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / length;
        const near = Math.min(1, Math.max(0, along));
        const distance = Math.hypot(x - ax - near * dx, y - ay - near * dy);
        const share = Math.min(1, Math.max(0, (outer - distance) / (outer - inner)));
        const strong = share * share * (3 - 2 * share); // no visible line where the fade begins and ends
        const at = y * mask.width + x;
        if (strong <= strength[at]!) continue;
        strength[at] = strong;
        data[at] = Math.round(base[at]! + strong * (goal - base[at]!));
      }
    }
  }

  return (points: readonly Point[]): Mask => {
    data = data.slice();
    for (const point of points) {
      segment(last ?? point, point);
      last = point;
    }
    return { ...mask, data };
  };
}

/** Whether two masks cover a picture in the same way. One that was kept and came back is another object. */
export function isSameMask(a: Mask | undefined, b: Mask | undefined): boolean {
  if (a === b || !a || !b) return a === b;
  const isSameSize = a.width === b.width && a.height === b.height;
  return isSameSize && a.data.every((value, at) => value === b.data[at]);
}

/**
 * Read a mask at any size: stretched over a picture of `width` x `height` pixels, with bilinear interpolation between
 * the centres of its values.
 *
 * @returns a function that gives the coverage of row `y` of the picture: 0..1 for each pixel. It writes each row into
 * the same array.
 */
export function coverage(mask: Mask, width: number, height: number): (y: number) => Float32Array {
  const { data } = mask;
  const columns = Array.from({ length: width }, (_, x) => between(x, width, mask.width));
  const lefts = Int32Array.from(columns, ({ low }) => low);
  const rights = Int32Array.from(columns, ({ high }) => high);
  const shares = Float32Array.from(columns, ({ share }) => share);
  const row = new Float32Array(width);
  return (y) => {
    const { low, high, share } = between(y, height, mask.height);
    const [upper, lower] = [low * mask.width, high * mask.width];
    for (let x = 0; x < width; x++) {
      const [left, right, across] = [lefts[x]!, rights[x]!, shares[x]!];
      const above = data[upper + left]! + across * (data[upper + right]! - data[upper + left]!);
      const below = data[lower + left]! + across * (data[lower + right]! - data[lower + left]!);
      row[x] = (above + share * (below - above)) / 255;
    }
    return row;
  };
}

/** @returns the two values of `from` that pixel `at` of `length` lies between, and how near it is to the second, 0..1 */
function between(at: number, length: number, from: number) {
  const place = Math.min(from - 1, Math.max(0, ((at + 0.5) * from) / length - 0.5));
  const low = Math.floor(place);
  return { low, high: Math.min(from - 1, low + 1), share: place - low };
}

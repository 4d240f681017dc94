/**
 * A photo that is straightened: it is tilted around its middle, within a frame of its own size. Nothing may be chosen of
 * the frame's corners, which the tilted photo does not fill.
 */
import type { Point } from './mask.ts';
import type { Size } from './pixels.ts';

/** The most degrees, to either side. */
export const MOST_TILT = 15;

/** A part of a picture, in shares of its sides, 0..1. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels within this distance of the photo's border may be mixed with what is outside of it, or be rounded to there. */
const BORDER = 1.5;

/** In shares of the photo's sides. */
const borderOf = ({ width, height }: Size): Point => ({
  x: Math.min(0.1, BORDER / width),
  y: Math.min(0.1, BORDER / height),
});

const CORNERS = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
] as const;

/**
 * @param degrees clockwise
 * @returns where a place of the photo lies in the frame, in shares of the sides
 */
export function tilted({ x, y }: Point, { width, height }: Size, degrees = 0): Point {
  const angle = (degrees * Math.PI) / 180;
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const [across, down] = [(x - 0.5) * width, (y - 0.5) * height];
  return {
    x: 0.5 + (cosine * across - sine * down) / width,
    y: 0.5 + (sine * across + cosine * down) / height,
  };
}

/**
 * @param from shows nothing but the tilted photo
 * @returns the last part on the straight line from one part to another that still shows nothing but the tilted photo
 */
function lastWithin(from: Part, to: Part, photo: Size, degrees: number | undefined): Part {
  if (!degrees) return to;
  const border = borderOf(photo);
  let way = 1;
  for (const [right, down] of CORNERS) {
    const corner = ({ left, top, width, height }: Part) =>
      tilted({ x: left + right * width, y: top + down * height }, photo, -degrees);
    const [start, end] = [corner(from), corner(to)];
    for (const axis of ['x', 'y'] as const) {
      // How far it is from both sides of the photo.
      const [first, last] = [border[axis], 1 - border[axis]];
      way = Math.min(way, share(start[axis] - first, end[axis] - first));
      way = Math.min(way, share(last - start[axis], last - end[axis]));
    }
  }
  const between = (side: keyof Part) => from[side] + way * (to[side] - from[side]);
  return {
    ...{ left: between('left'), top: between('top') },
    ...{ width: between('width'), height: between('height') },
  };
}

/**
 * @returns the share of the way from one distance to another after which it is negative. One that is negative at the
 * start, since a part is rounded to whole pixels, must not become more so.
 */
const share = (start: number, end: number): number =>
  end >= Math.min(0, start) - 1e-9 ? 1 : Math.max(0, start) / (Math.max(0, start) - end);

/**
 * @param from shows nothing but the tilted photo
 * @param held whether width and height change together only
 * @returns a part that the visitor changes, as far as the tilted photo allows; it slides along the photo's border
 */
export function movedWithin(
  from: Part,
  to: Part,
  photo: Size,
  degrees: number | undefined,
  held: boolean,
): Part {
  if (!degrees) return to;
  const isSameSize = to.width === from.width && to.height === from.height;
  if (isSameSize)
    return lastWithin(from, inFrame(placedWithin(to, photo, degrees)), photo, degrees);
  const straight = lastWithin(from, to, photo, degrees);
  if (held) return straight;
  const { left, top, width, height } = to;
  const across = lastWithin(straight, { ...straight, left, width }, photo, degrees);
  return lastWithin(across, { ...across, top, height }, photo, degrees);
}

/** @returns a part of the same size that lies in the frame as a whole: the photo reaches out of that, too */
function inFrame({ left, top, width, height }: Part): Part {
  const start = (from: number, length: number) => Math.min(1 - length, Math.max(0, from));
  return { left: start(left, width), top: start(top, height), width, height };
}

/** @returns a part of the same size, at the nearest place at which it shows nothing but the tilted photo */
function placedWithin(part: Part, photo: Size, degrees: number): Part {
  const { width, height } = part;
  const middle = { x: part.left + width / 2, y: part.top + height / 2 };
  // Where the photo is upright, the part is tilted: how far it reaches from its middle.
  const reach = { x: 0, y: 0 };
  for (const [right, down] of CORNERS) {
    const corner = { x: 0.5 + (right - 0.5) * width, y: 0.5 + (down - 0.5) * height };
    const { x, y } = tilted(corner, photo, -degrees);
    [reach.x, reach.y] = [Math.max(reach.x, x - 0.5), Math.max(reach.y, y - 0.5)];
  }
  const upright = tilted(middle, photo, -degrees);
  const border = borderOf(photo);
  const within = (axis: 'x' | 'y') => {
    const most = Math.max(0, 0.5 - border[axis] - reach[axis]);
    return Math.min(0.5 + most, Math.max(0.5 - most, upright[axis]));
  };
  const { x, y } = tilted({ x: within('x'), y: within('y') }, photo, degrees);
  return { left: x - width / 2, top: y - height / 2, width, height };
}

/** @returns the part, smaller and nearer to the photo's middle as far as it must, to show nothing but the tilted photo */
export function shrunkWithin(part: Part, photo: Size, degrees: number | undefined): Part {
  return lastWithin({ left: 0.5, top: 0.5, width: 0, height: 0 }, part, photo, degrees);
}

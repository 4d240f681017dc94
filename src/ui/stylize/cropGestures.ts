/** What a pointer does to the part of a photo that is chosen: it drags sides, corners, or the whole part. */
import type { Part } from '../../state/stylize/index.ts';

export type Edge = 'left' | 'right' | 'top' | 'bottom';

/** What a pointer holds: one side, the two of a corner, or all four, which moves the part. */
export type Held = readonly Edge[];

export const ALL_EDGES: Held = ['left', 'right', 'top', 'bottom'];

/** @returns where the sides are, from the left and the top */
const edgesOf = ({ left, top, width, height }: Part): Record<Edge, number> => ({
  ...{ left, right: left + width, top, bottom: top + height },
});

/**
 * @param x from the left, in shares of the photo's width
 * @param y from the top, in shares of its height
 * @param reach how near a side is held, in shares of width and height
 * @returns what is held there; undefined outside of the part
 */
export function holdAt(
  part: Part,
  x: number,
  y: number,
  reach: { readonly x: number; readonly y: number },
): Held | undefined {
  const edges = edgesOf(part);
  const outside =
    x < edges.left - reach.x ||
    x > edges.right + reach.x ||
    y < edges.top - reach.y ||
    y > edges.bottom + reach.y;
  if (outside) return undefined;
  // Of a small part the nearer side counts, and its middle moves it.
  const inX = Math.min(reach.x, part.width / 3);
  const inY = Math.min(reach.y, part.height / 3);
  const held: Edge[] = [];
  if (x < edges.left + inX) held.push('left');
  else if (x > edges.right - inX) held.push('right');
  if (y < edges.top + inY) held.push('top');
  else if (y > edges.bottom - inY) held.push('bottom');
  return held.length > 0 ? held : ALL_EDGES;
}

/**
 * @param least the smallest width and height of the part, in shares
 * @param ratio what its width is to be, as a share, for each share of its height; without it any
 * @returns the part after what is held was moved by x and y, in shares; it stays within the photo
 */
export function dragPart(
  part: Part,
  held: Held,
  x: number,
  y: number,
  least: { readonly x: number; readonly y: number },
  ratio?: number,
): Part {
  const across = drag(part.left, part.width, has(held, 'left'), has(held, 'right'), x, least.x);
  const down = drag(part.top, part.height, has(held, 'top'), has(held, 'bottom'), y, least.y);
  const moved = { left: across.start, width: across.length, top: down.start, height: down.length };
  if (ratio === undefined || held.length === 4) return moved;
  return withRatio(part, moved, held, least, ratio);
}

/** Which of the two sides of an axis is held: none where the other axis is. */
type HeldSide = 'first' | 'last' | undefined;

function heldSide(held: Held, first: Edge, last: Edge): HeldSide {
  if (has(held, first)) return 'first';
  return has(held, last) ? 'last' : undefined;
}

/** The sides that are not held stay; of an axis of which none is held, both sides move evenly. */
function withRatio(
  from: Part,
  moved: Part,
  held: Held,
  least: { readonly x: number; readonly y: number },
  ratio: number,
): Part {
  const across = heldSide(held, 'left', 'right');
  const down = heldSide(held, 'top', 'bottom');
  const most = Math.min(
    roomFor(across, from.left, from.width),
    roomFor(down, from.top, from.height) * ratio,
  );
  const wanted = Math.max(across ? moved.width : 0, down ? moved.height * ratio : 0);
  const width = Math.min(most, Math.max(least.x, least.y * ratio, wanted));
  const height = width / ratio;
  return {
    left: startOf(across, from.left, from.width, width),
    top: startOf(down, from.top, from.height, height),
    ...{ width, height },
  };
}

/** @returns how long a part may become along an axis */
function roomFor(held: HeldSide, start: number, length: number): number {
  if (!held) return 1;
  return held === 'first' ? start + length : 1 - start;
}

/** @returns where a part begins along an axis once it has another length */
function startOf(held: HeldSide, start: number, before: number, length: number): number {
  if (held === 'last') return start;
  if (held === 'first') return start + before - length;
  return within(start + (before - length) / 2, 0, 1 - length);
}

const has = (held: Held, edge: Edge) => held.includes(edge);

const within = (value: number, least: number, most: number) =>
  Math.min(Math.max(least, most), Math.max(least, value));

function drag(
  start: number,
  length: number,
  first: boolean,
  last: boolean,
  by: number,
  least: number,
) {
  const end = start + length;
  if (first && last) return { start: within(start + by, 0, 1 - length), length };
  if (first) {
    const moved = within(start + by, 0, end - least);
    return { start: moved, length: end - moved };
  }
  if (last) return { start, length: within(end + by, start + least, 1) - start };
  return { start, length };
}

/** @returns the part with one side at a place, 0..1 from the left or the top; `ratio` as in `dragPart` */
export function moveEdge(
  part: Part,
  edge: Edge,
  to: number,
  least: { readonly x: number; readonly y: number },
  ratio?: number,
): Part {
  const by = to - edgesOf(part)[edge];
  return dragPart(part, [edge], by, by, least, ratio);
}

/** @returns where a side is, 0..1 from the left or the top */
export const edgeAt = (part: Part, edge: Edge): number => edgesOf(part)[edge];

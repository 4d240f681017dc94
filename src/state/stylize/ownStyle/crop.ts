import type { Crop } from '../../../picture/index.ts';

/** The sides of a crop that a handle moves: a corner moves one of each pair. */
export interface CropHandle {
  readonly x: 'left' | 'right';
  readonly y: 'top' | 'bottom';
}

/** The smallest part that can be chosen, as a share of a side. */
export const LEAST = 0.1;

const between = (least: number, value: number, most: number) =>
  Math.min(most, Math.max(least, value));

/** @returns the crop, moved by shares of the picture's sides, within the picture */
export function moved(crop: Crop, dx: number, dy: number): Crop {
  return {
    ...crop,
    left: between(0, crop.left + dx, 1 - crop.width),
    top: between(0, crop.top + dy, 1 - crop.height),
  };
}

/** @returns the crop with one corner moved by shares of the picture's sides; the opposite corner stays */
export function resized(crop: Crop, { x, y }: CropHandle, dx: number, dy: number): Crop {
  const across = side(crop.left, crop.width, x === 'left', dx);
  const down = side(crop.top, crop.height, y === 'top', dy);
  return { ...crop, left: across.from, width: across.length, top: down.from, height: down.length };
}

function side(from: number, length: number, atStart: boolean, by: number) {
  const end = from + length;
  if (!atStart) return { from, length: between(LEAST, length + by, 1 - from) };
  const start = between(0, from + by, end - LEAST);
  return { from: start, length: end - start };
}

import type { Orientation } from './formats/index.ts';

/**
 * The transform that turns a picture upright, for a canvas context: a, b, c, d, e, f.
 *
 * @param width of the picture as it was decoded
 */
export function transformOf(orientation: Orientation, width: number, height: number) {
  const transforms: Readonly<
    Record<Orientation, readonly [number, number, number, number, number, number]>
  > = {
    1: [1, 0, 0, 1, 0, 0],
    2: [-1, 0, 0, 1, width, 0],
    3: [-1, 0, 0, -1, width, height],
    4: [1, 0, 0, -1, 0, height],
    5: [0, 1, 1, 0, 0, 0],
    6: [0, 1, -1, 0, height, 0],
    7: [0, -1, -1, 0, height, width],
    8: [0, -1, 1, 0, 0, width],
  };
  return transforms[orientation];
}

/** Whether a picture of this orientation lies on its side. */
export const isOnItsSide = (orientation: Orientation) => orientation >= 5;

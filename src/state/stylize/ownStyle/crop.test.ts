import { describe, expect, it } from 'vitest';
import { cropArea, WHOLE } from '../../../picture/index.ts';
import { LEAST, moved, resized } from './crop.ts';

const half = { ...WHOLE, left: 0.25, top: 0.25, width: 0.5, height: 0.5 };

describe('a part of a picture', () => {
  it('is moved, and stays within the picture', () => {
    expect(moved(half, 0.1, -0.1)).toEqual({
      ...WHOLE,
      left: 0.35,
      top: 0.15,
      width: 0.5,
      height: 0.5,
    });
    expect(moved(half, 1, -1)).toEqual({ ...WHOLE, left: 0.5, top: 0, width: 0.5, height: 0.5 });
    expect(moved(WHOLE, 0.3, 0.3)).toEqual(WHOLE);
  });

  it('gets larger or smaller at one corner, and the opposite corner stays', () => {
    expect(resized(half, { x: 'right', y: 'bottom' }, 0.1, -0.1)).toEqual({
      ...{ ...WHOLE, left: 0.25, top: 0.25, width: 0.6, height: 0.4 },
    });
    expect(resized(half, { x: 'left', y: 'top' }, 0.25, -0.25)).toEqual({
      ...{ ...WHOLE, left: 0.5, top: 0, width: 0.25, height: 0.75 },
    });
  });

  it('never gets smaller than can be seen, or larger than the picture', () => {
    const small = resized(half, { x: 'left', y: 'bottom' }, 1, -1);
    expect([small.width, small.height]).toEqual([expect.closeTo(LEAST), expect.closeTo(LEAST)]);
    expect(small.left).toBeCloseTo(0.75 - LEAST);
    const large = resized(half, { x: 'right', y: 'top' }, 1, -1);
    expect(large).toEqual({ ...WHOLE, left: 0.25, top: 0, width: 0.75, height: 0.75 });
  });

  it.each([
    [half, { width: 101, height: 51 }, { left: 25, top: 13, width: 51, height: 26 }],
    [WHOLE, { width: 3, height: 1 }, { left: 0, top: 0, width: 3, height: 1 }],
    [
      { ...WHOLE, left: 0.9, top: 0.9, width: 0.1, height: 0.1 },
      { width: 1, height: 1 },
      { left: 0, top: 0, width: 1, height: 1 },
    ],
  ])('%j of %j has whole pixels, at least one', (crop, picture, pixels) => {
    expect(cropArea(picture, crop)).toEqual(pixels);
  });
});

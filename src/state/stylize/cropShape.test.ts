import { describe, expect, it } from 'vitest';
import { cropArea, WHOLE } from '../../picture/index.ts';
import { aspectOf, CROP_SHAPES, inPixels, shapedCrop, turnedShape } from './cropShape.ts';

const photo = { width: 3001, height: 2003 };

describe('a part in a shape', () => {
  it.each([
    ['1:1', 2003, 2003],
    ['4:3', 2671, 2003],
    ['16:9', 3001, 1688],
    ['9:16', 1127, 2003],
    ['photo', 3001, 2003],
  ] as const)('of the whole photo is the largest one: %s', (shape, width, height) => {
    const crop = shapedCrop(WHOLE, photo, aspectOf(shape, photo)!);
    const area = cropArea(photo, crop);
    expect(area).toMatchObject({ width, height });
    expect(Math.abs(2 * area.left + width - photo.width)).toBeLessThanOrEqual(1);
    expect(Math.abs(2 * area.top + height - photo.height)).toBeLessThanOrEqual(1);
  });

  it('keeps middle and area, so that it is as large again in the earlier shape', () => {
    const crop = { ...WHOLE, left: 0.4, top: 0.4, width: 0.2, height: 0.2 };
    const square = cropArea(photo, shapedCrop(crop, photo, 1));
    expect(square.width).toBe(square.height);
    expect(square.width).toBe(Math.round(Math.sqrt(600.2 * 400.6)));
    const wide = shapedCrop(crop, photo, 16 / 9);
    expect(cropArea(photo, shapedCrop(wide, photo, 1)).width).toBeCloseTo(square.width, -1);
    expect(wide.left + wide.width / 2).toBeCloseTo(0.5, 3);
  });

  it('stays within the photo where its middle is at the border', () => {
    const crop = { ...WHOLE, left: 0.9, top: 0, width: 0.1, height: 1 };
    const { left, top, width, height } = shapedCrop(crop, photo, 1);
    expect([left >= 0, top >= 0]).toEqual([true, true]);
    expect(left + width).toBeLessThanOrEqual(1);
    expect(top + height).toBeLessThanOrEqual(1);
  });

  it('has whole pixels: a square is one, of any photo and however small', () => {
    for (const size of [photo, { width: 7, height: 5 }, { width: 1, height: 9 }]) {
      for (const share of [0.001, 0.123, 0.5, 0.777, 1]) {
        const crop = { ...WHOLE, left: 1 - share, width: share, height: share };
        const { width, height } = cropArea(size, inPixels(crop, size, 1));
        expect(width).toBe(height);
      }
    }
  });
});

it('a quarter turn exchanges the sides of a shape', () => {
  expect(CROP_SHAPES.map(turnedShape)).toEqual([
    ...['free', 'photo', '1:1'],
    ...['4:5', '5:4', '3:4', '4:3', '5:7', '7:5', '2:3', '3:2', '9:16', '16:9'],
  ]);
  expect(aspectOf('photo', { width: 4, height: 2 })).toBe(2);
  expect(aspectOf('free', photo)).toBeUndefined();
});

import { describe, expect, it } from 'vitest';
import {
  type Crop,
  cropArea,
  cropTransform,
  isSameCrop,
  mirrorCrop,
  moveMask,
  nameOfCrop,
  turnCrop,
  turnedSize,
  WHOLE,
} from './crop.ts';
import { fullMask } from './mask.ts';

const photo = { width: 40, height: 20 };
const part = { ...WHOLE, left: 0.5, top: 0, width: 0.25, height: 0.5 };

/** Where the transform of a canvas puts a pixel of the photo, by its middle. */
function placed(crop: Crop, x: number, y: number) {
  const [a, b, c, d, e, f] = cropTransform(crop, photo);
  return [a * x + c * y + e, b * x + d * y + f];
}

describe('a part', () => {
  it('is whole pixels of the turned photo', () => {
    expect(cropArea(photo, part)).toEqual({ left: 20, top: 0, width: 10, height: 10 });
    expect(cropArea(photo, { ...part, turns: 1 })).toEqual({
      ...{ left: 10, top: 0, width: 5, height: 20 },
    });
  });

  it('has a pixel at least, and none outside of the photo', () => {
    const thin = { ...WHOLE, left: 0.999, top: 0.999, width: 0.001, height: 0.001 };
    expect(cropArea(photo, thin)).toEqual({ left: 39, top: 19, width: 1, height: 1 });
  });

  it('is the whole photo where there is none', () => {
    expect(isSameCrop(undefined, WHOLE)).toBe(true);
    expect(isSameCrop(undefined, part)).toBe(false);
  });
});

describe('a turn', () => {
  it('clockwise brings the upper left corner to the upper right', () => {
    const turned = turnCrop(WHOLE, 1);
    expect(turnedSize(photo, turned)).toEqual({ width: 20, height: 40 });
    expect(placed(turned, 0, 0)).toEqual([20, 0]);
    expect(placed(turnCrop(WHOLE, -1), 0, 0)).toEqual([0, 40]);
  });

  it('keeps the part: what was seen is seen turned', () => {
    const turned = turnCrop(part, 1);
    // The middle of the part lies in the middle of the turned part.
    const middle = placed(turned, 25, 5);
    const area = cropArea(photo, turned);
    expect(middle).toEqual([area.left + area.width / 2, area.top + area.height / 2]);
  });

  it('there and back has the same name where digits were rounded', () => {
    const crop = { ...WHOLE, left: 0.1, top: 0.3, width: 0.2, height: 0.6 };
    const around = [1, 2, 3, 4].reduce((turned) => turnCrop(turned, 1), crop);
    expect(around).not.toEqual(crop);
    expect(isSameCrop(around, crop)).toBe(true);
    expect(isSameCrop(mirrorCrop(mirrorCrop(crop)), crop)).toBe(true);
    expect(isSameCrop({ ...crop, left: 0.1001 }, crop)).toBe(false);
  });

  it.each([part, mirrorCrop(part), turnCrop(mirrorCrop(part), 1)])(
    'there and back is nothing, and so are four, and two mirrors: %j',
    (crop) => {
      expect(turnCrop(turnCrop(crop, 1), -1)).toEqual(crop);
      expect([1, 2, 3, 4].reduce((turned) => turnCrop(turned, 1), crop)).toEqual(crop);
      expect(mirrorCrop(mirrorCrop(crop))).toEqual(crop);
    },
  );

  it('of a mirrored photo is clockwise as it is seen', () => {
    const turned = turnCrop(mirrorCrop(WHOLE), 1);
    // Mirrored, the upper left corner of the photo is at the upper right; turned, at the lower right.
    expect(placed(mirrorCrop(WHOLE), 0, 0)).toEqual([40, 0]);
    expect(placed(turned, 0, 0)).toEqual([20, 40]);
  });
});

describe('a tilt', () => {
  const tilted = { ...part, tilt: 10 };

  it('is clockwise around the middle of the turned photo', () => {
    const [x = 0, y = 0] = placed(tilted, 40, 10);
    expect([x, y]).toEqual([
      expect.closeTo(20 + 20 * Math.cos(Math.PI / 18)),
      expect.closeTo(10 + 20 * Math.sin(Math.PI / 18)),
    ]);
    expect(placed(turnCrop({ ...WHOLE, tilt: 10 }, 1), 20, 10)).toEqual([
      expect.closeTo(10),
      expect.closeTo(20),
    ]);
  });

  it('is another picture than without it; none is the same as before there were tilts', () => {
    expect(isSameCrop(part, tilted)).toBe(false);
    expect(isSameCrop(part, { ...part, tilt: undefined })).toBe(true);
    expect(nameOfCrop(part)).toBe('1 0.5 0 0.25 0.5');
  });

  it('is seen turned with the photo, and the other way around in a mirror', () => {
    const seen = (crop: Crop, x: number, y: number) => {
      const size = turnedSize(photo, crop);
      const [left = 0, top = 0] = placed(crop, x, y);
      return [left - size.width / 2, top - size.height / 2];
    };
    const [x = 0, y = 0] = seen(tilted, 31, 4);
    const [turnedX, turnedY] = seen(turnCrop(tilted, 1), 31, 4);
    expect([turnedX, turnedY]).toEqual([expect.closeTo(-y), expect.closeTo(x)]);
    const [mirroredX, mirroredY] = seen(mirrorCrop(tilted), 31, 4);
    expect([mirroredX, mirroredY]).toEqual([expect.closeTo(-x), expect.closeTo(y)]);
  });
});

describe('a mask that moves to another part', () => {
  /** Photo where the photo's upper left quarter is, painting elsewhere. */
  function quarter() {
    const mask = fullMask(photo);
    for (let y = 0; y < 10; y++) mask.data.fill(0, 40 * y, 40 * y + 20);
    return mask;
  }

  it('stays where it is on the photo, turned and mirrored', () => {
    const turned = moveMask(quarter(), photo, undefined, turnCrop(WHOLE, 1));
    expect([turned.width, turned.height]).toEqual([20, 40]);
    // Clockwise, the upper left quarter is the upper right one.
    expect([turned.data[0], turned.data[19], turned.data[20 * 39 + 19]]).toEqual([255, 0, 255]);
    const mirrored = moveMask(quarter(), photo, undefined, mirrorCrop(WHOLE));
    expect([mirrored.data[0], mirrored.data[39]]).toEqual([255, 0]);
  });

  it('stays where it is on a photo that is tilted', () => {
    const crop = { ...WHOLE, left: 0.25, top: 0.25, width: 0.5, height: 0.5, tilt: 15 };
    const moved = moveMask(quarter(), photo, undefined, crop);
    const { left, top } = cropArea(photo, crop);
    /** Whether a pixel of the photo is photo in the moved mask. */
    const isPhoto = (x: number, y: number) => {
      const [across = 0, down = 0] = placed(crop, x, y);
      return moved.data[Math.floor(down - top) * moved.width + Math.floor(across - left)] === 0;
    };
    expect([isPhoto(17, 8), isPhoto(17, 12), isPhoto(23, 8), isPhoto(23, 12)]).toEqual([
      ...[true, false, false, false],
    ]);
  });

  it('keeps what the new part shows of it, and is painting where it was not', () => {
    const left = { ...WHOLE, width: 0.5 };
    const small = moveMask(quarter(), photo, undefined, left);
    expect([small.width, small.height]).toEqual([20, 20]);
    expect([small.data[0], small.data[19], small.data[20 * 19]]).toEqual([0, 0, 255]);
    const back = moveMask(small, photo, left, undefined);
    expect([...back.data]).toEqual([...quarter().data]);
  });
});

import * as v from 'valibot';
import { expect, it } from 'vitest';
import { MOST_TILT, mirrorCrop, turnCrop, WHOLE, type Crop } from '../../picture/index.ts';
import { cropSchema } from './crop.ts';

const kept = (crop: Crop) => v.parse(cropSchema, JSON.parse(JSON.stringify(crop)));

it('a part that was kept is there in the next visit, whatever its pixels and however it is turned', () => {
  for (let pixels = 100; pixels < 2000; pixels++) {
    const width = Math.ceil(0.37 * pixels);
    const right = { ...WHOLE, left: (pixels - width) / pixels, width: width / pixels, tilt: 3.5 };
    for (const crop of [right, mirrorCrop(right), turnCrop(right, 1), turnCrop(right, -1)]) {
      expect(kept(crop)).toEqual(crop);
    }
  }
});

it('what is no part is the whole photo', () => {
  for (const changes of [
    { left: -0.1 },
    { width: 0 },
    { tilt: MOST_TILT + 1 },
    { turns: 4 as 3 },
  ]) {
    expect(kept({ ...WHOLE, ...changes })).toBeUndefined();
  }
});

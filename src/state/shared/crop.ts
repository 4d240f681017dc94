import * as v from 'valibot';
import { MOST_TILT, nameOfCrop, WHOLE, type Crop } from '../../picture/index.ts';

/** A part that was turned or mirrored may reach out of the photo by a rounding error. */
const ERROR = 1e-9;
const share = v.pipe(v.number(), v.minValue(-ERROR), v.maxValue(1));
const side = v.pipe(v.number(), v.gtValue(0), v.maxValue(1 + ERROR));

/** Of a crop that was kept in an earlier visit. What is none is the whole photo. */
export const cropSchema: v.GenericSchema<unknown, Crop | undefined> = v.fallback(
  v.optional(
    v.object({
      turns: v.picklist([0, 1, 2, 3]),
      mirrored: v.boolean(),
      tilt: v.optional(v.pipe(v.number(), v.minValue(-MOST_TILT), v.maxValue(MOST_TILT))),
      ...{ left: share, top: share, width: side, height: side },
    }),
  ),
  undefined,
);

/** @returns a crop as a photo has it: none where it is the whole photo */
export const asCrop = (crop: Crop | undefined): Crop | undefined =>
  nameOfCrop(crop) === nameOfCrop(WHOLE) ? undefined : crop;

import * as v from 'valibot';
import type { Mask } from '../../picture/index.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(1));

/** The size of a picture that was kept, in pixels. */
export const size = { width: count, height: count };

/** Of a mask that was kept in an earlier visit. */
export const maskSchema = v.pipe(
  v.object({ ...size, data: v.instance(Uint8Array) }),
  v.check(({ width, height, data }) => data.length === width * height),
  v.transform((mask) => mask as Mask), // on a buffer of its own: it was read from the database
);

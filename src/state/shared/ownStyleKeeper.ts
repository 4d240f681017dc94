import * as v from 'valibot';
import { createCollection, type Collection } from './database.ts';
import type { OwnStyle } from './ownStyles.ts';

const numbers = v.pipe(
  v.instance(Float32Array),
  v.check((values) => values.every(Number.isFinite)),
);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const rows = v.object({ soft: numbers, bold: numbers });

const stateSchema = v.object({
  ...{ current: rows, average: rows, means: numbers, squares: numbers, steps: count },
  ...{ fall: v.object({ begin: v.number(), end: v.number() }), seed: v.number() },
  rate: v.exactOptional(v.pipe(v.number(), v.minValue(0.001), v.maxValue(1))),
});

const styleSchema = v.object({
  id: v.pipe(v.string(), v.startsWith('own-')),
  name: v.pipe(v.string(), v.minLength(1)),
  made: v.number(),
  thumbnail: v.optional(v.instance(Blob)),
  painting: v.optional(v.instance(Blob)),
  learned: v.array(
    v.object({
      ...{ network: v.string(), fingerprint: v.string(), steps: count },
      ...{ soft: numbers, bold: numbers },
      // What a later version of the page can't read is left out: the rows paint without it.
      state: v.fallback(v.optional(stateSchema), undefined),
    }),
  ),
});

/** Keeps own styles in the browser's database. */
export const createOwnStyleKeeper = (database?: () => IDBFactory): Collection<OwnStyle> =>
  createCollection('own-style', readKept, database);

/** @returns what was kept, if it is an own style */
export function readKept(value: unknown): OwnStyle | undefined {
  const { success, output } = v.safeParse(styleSchema, value);
  return success ? output : undefined;
}

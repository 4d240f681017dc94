import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { ROOT, Stop } from '../scripts/prepare.mjs';
import type { Manifest, ModelEntry } from '../src/engine/manifest.ts';
import { rowCount } from '../src/engine/styleRows.ts';
import type { EngineId } from './engines/requests.ts';
import { startSession } from './session.ts';

/** Largest difference of a painting's values, 0..1, that rounding in another order explains. */
const TOLERANCE = 1e-3;

interface Golden {
  readonly file: string;
  readonly model: string;
  readonly style: string;
  /** The weight of each style row that is not 0. */
  readonly rows: Readonly<Record<string, number>>;
  readonly photo: string;
  /** Of the model.json that it was made with. */
  readonly sha256: string;
}

/** What PyTorch makes of a small picture, see training/goldens.py. */
const goldens = JSON.parse(
  readFileSync(join(ROOT, 'e2e/goldens/index.json'), 'utf8'),
) as readonly Golden[];

/** Infinite where there are no numbers, or not as many. */
export function maxDifference(values: Float32Array, reference: Float32Array): number {
  if (values.length !== reference.length) return Number.POSITIVE_INFINITY;
  return values.reduce((worst, value, i) => {
    const off = Math.abs(value - (reference[i] ?? Number.NaN));
    return Number.isNaN(off) ? Number.POSITIVE_INFINITY : Math.max(worst, off);
  }, 0);
}

/** The difference of a painting to the reference; throws Stop where it is another picture. */
export function checked(values: Float32Array, reference: Float32Array, what: string): number {
  const off = maxDifference(values, reference);
  if (off <= TOLERANCE) return off;
  throw new Stop(`${what} is off by ${off} (allowed: ${TOLERANCE}), so nothing was timed.`);
}

/** Throws Stop where an engine does not paint what PyTorch does. @returns the largest difference */
export async function checkGoldens(
  browser: Browser,
  url: string,
  engine: EngineId,
  entry: ModelEntry,
  { styles }: Manifest,
): Promise<number> {
  // The other picture's sides are no multiple of 4: padding is the app's work, not an engine's.
  const own = goldens.filter(({ model, photo }) => model === entry.id && photo === 'photo.png');
  if (own.length === 0) throw new Stop(`There are no goldens of ${entry.id} in e2e/goldens.`);
  const session = await startSession(browser, url, engine, entry, 'goldens/photo.png');
  try {
    let worst = 0;
    for (const { file, rows, sha256 } of own) {
      if (sha256 !== entry.sha256) throw new Stop(`${file} was made with another ${entry.id}.`);
      await session.run(Array.from({ length: rowCount(styles) }, (_, row) => rows[row] ?? 0));
      const bytes = new Uint8Array(readFileSync(join(ROOT, 'e2e/goldens', file)));
      const golden = new Float32Array(bytes.buffer);
      worst = Math.max(worst, checked(await session.painting(), golden, `${engine} on ${file}`));
    }
    return worst;
  } finally {
    await session.close();
  }
}

import type { Contradiction } from '../shared/index.ts';
import type { Figures, SideFigures, Size } from './figures.ts';
import { SIDES, type TimedRun } from './types.ts';

/** Pixels: more than any browser's canvas has on a side, and a byte of memory. */
const MOST = { side: 1e5, pixels: 1e9, kernel: 99 };
/** By so much the parts of a run may miss its total: clocks are coarse, and the parts are read one after another. */
const SLACK = { ms: 5, share: 0.05 };

const isCount = (value: number) => Number.isInteger(value) && value >= 1;

/**
 * Figures that are all numbers may still contradict each other: then somebody has changed them, or another program has
 * made them.
 *
 * @returns what is wrong first; undefined where nothing is
 */
export function contradictionIn({ picture, photo, sides }: Figures): Contradiction | undefined {
  const own = SIDES.map((side) => sides[side].picture ?? picture);
  if (![picture, photo, ...own].every(isPicture)) return 'picture';
  return SIDES.map((side) => contradictionOf(sides[side])).find((found) => found);
}

const isPicture = ({ width, height }: Size) =>
  [width, height].every((side) => isCount(side) && side <= MOST.side) &&
  width * height <= MOST.pixels;

function contradictionOf({ layers, size, measured }: SideFigures): Contradiction | undefined {
  const isLayer = layers.every(({ kernel, outputs }) => isCount(kernel) && isCount(outputs));
  if (layers.length === 0 || !isLayer) return 'layers';
  if (layers.some(({ kernel }) => kernel > MOST.kernel)) return 'layers';
  const sum = (of: 'weights' | 'multiplyAdds') =>
    layers.reduce((total, layer) => total + layer[of], 0);
  if (!Number.isInteger(size.weights) || sum('weights') !== size.weights) return 'weights';
  if (sum('multiplyAdds') !== size.multiplyAdds) return 'multiplyAdds';
  if (size.inMemory < Float32Array.BYTES_PER_ELEMENT * size.weights) return 'memory';
  return measured?.runs.every(isWhole) === false ? 'parts' : undefined;
}

const isWhole = ({ upload, inference, readback, draw, total }: TimedRun) =>
  Math.abs(upload + inference + readback + draw - total) <= SLACK.ms + SLACK.share * total;

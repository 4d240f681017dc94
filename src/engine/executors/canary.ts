import { smallestSide, type NetworkSpec } from '../../network/index.ts';
import { EngineProblem } from '../problems.ts';
import type { ExecutorInfo } from '../stylizer.ts';
import type { FloatImage } from './executor.ts';

/**
 * A small picture by which one sees whether a device computes: waves of another length in each colour, so that no
 * painting of it is of one colour.
 * @param least pixels a side, at the least
 */
export function canaryImage(spec: NetworkSpec, least = 0): FloatImage {
  const side = Math.max(least, smallestSide(spec));
  const values = Float32Array.from({ length: side * side * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % side, Math.floor(i / 3 / side)];
    return 0.5 + 0.5 * Math.sin(x * 0.3 + y * 0.2 * ((i % 3) + 1));
  });
  return { width: side, height: side, values };
}

/** The first style row alone, of so many. */
export const firstRow = (rows: number): number[] =>
  Array.from({ length: rows }, (_, row) => (row === 0 ? 1 : 0));

/** @returns whether a painting of the canary is one: numbers, and not all the same */
export function isPainted(values: Float32Array): boolean {
  const [first] = values;
  return values.every(Number.isFinite) && values.some((value) => value !== first);
}

/**
 * Throws EngineProblem `broken-painting` when a device gave values that are no numbers, or nothing but zeros. The
 * networks end in a sigmoid, so no painting has those.
 */
export function checkPainting(values: Float32Array, { id }: ExecutorInfo): void {
  if (values.every(Number.isFinite) && values.some((value) => value !== 0)) return;
  throw new EngineProblem({ code: 'engine/broken-painting', executor: id });
}

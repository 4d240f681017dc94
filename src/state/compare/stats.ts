/**
 * The value below which `share` of the values lie. Between two of them it is interpolated linearly:
 * the k-th smallest of n, from 0, is the quantile of k / (n - 1), as in NumPy and R (type 7). NaN for
 * none.
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  if (low === undefined || high === undefined) return Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

export const median = (values: readonly number[]) => quantile(values, 0.5);

/** What a series of timed runs says, in milliseconds. */
export interface Summary {
  readonly runs: number;
  readonly min: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly p95: number;
  readonly max: number;
  /** At the median: what a camera would see. */
  readonly framesPerSecond: number;
}

export function summarize(ms: readonly number[]): Summary {
  const at = (share: number) => quantile(ms, share);
  return {
    runs: ms.length,
    min: at(0),
    lowerQuartile: at(0.25),
    median: at(0.5),
    upperQuartile: at(0.75),
    p95: at(0.95),
    max: at(1),
    framesPerSecond: 1000 / at(0.5),
  };
}

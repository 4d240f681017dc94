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

/**
 * How many times as long `other` took as `own`, round by round: what slows the machine down for a while
 * slows both of a round. NaN where the other lacks one.
 */
export const roundRatios = (own: readonly number[], other: readonly number[]) =>
  own.map((ms, round) => (other[round] ?? Number.NaN) / ms);

/** So little nobody notices, and the order of two runs may cause it. */
const ALIKE = 1.05;
/** Milliseconds. The clocks of browsers go in steps of 0.1 ms, or more. */
const CLOCK = 0.2;

/** What two series of times say: as long as each other, one is longer, or too different from round to round to tell. */
export type TimesVerdict = 'alike' | 'differ' | 'unclear';

/**
 * Compares two series of times that took turns. They are alike where their medians are: less than 5 %, or about a step
 * of the clock, apart. It is unclear which is longer where more than a quarter of the rounds say the opposite of the
 * medians.
 */
export function compareTimes(own: readonly number[], other: readonly number[]): TimesVerdict {
  const [a, b] = [median(own), median(other)];
  if (Math.abs(a - b) < CLOCK || Math.max(a, b) <= ALIKE * Math.min(a, b)) return 'alike';
  const ratios = roundRatios(own, other).filter((ratio) => ratio >= 0);
  const agrees = b > a ? quantile(ratios, 0.25) > 1 : quantile(ratios, 0.75) < 1;
  return agrees ? 'differ' : 'unclear';
}

/** The share of a part in the whole, 0..1; 0 where the whole is nothing. */
export const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0);

/** What a series of timed runs says, in milliseconds. */
interface Summary {
  readonly runs: number;
  readonly min: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly p95: number;
  readonly max: number;
  /** At the median: what a camera would see. Undefined where that is 0, too little for the clock. */
  readonly framesPerSecond: number | undefined;
}

export function summarize(ms: readonly number[]): Summary {
  const at = (share: number) => quantile(ms, share);
  const middle = at(0.5);
  return {
    runs: ms.length,
    min: at(0),
    lowerQuartile: at(0.25),
    median: middle,
    upperQuartile: at(0.75),
    p95: at(0.95),
    max: at(1),
    framesPerSecond: middle > 0 ? 1000 / middle : undefined,
  };
}

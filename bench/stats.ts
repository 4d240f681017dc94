/**
 * The value below which `share` of the values lie, interpolated linearly between two of them, as in NumPy
 * and R (type 7). NaN for none. The Compare page has the same function; the benchmark shares no code with
 * the pages, so that it can be read and checked on its own.
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  if (low === undefined || high === undefined) return Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** The middle value, and those in the middle of its two halves. */
export interface Summary {
  readonly median: number;
  readonly quartiles: readonly [number, number];
}

export function summary(values: readonly number[]): Summary {
  return {
    median: quantile(values, 0.5),
    quartiles: [quantile(values, 0.25), quantile(values, 0.75)],
  };
}

/**
 * How many times as long `other` took as `own`, round by round: what slows the machine down for a while
 * slows both of a round. NaN where the other lacks a round.
 */
export function pairedRatios(own: readonly number[], other: readonly number[]): Summary {
  return summary(own.map((ms, round) => (other[round] ?? Number.NaN) / ms));
}

/** The items in random order. `random` is replaced in tests. */
export function shuffled<T>(items: readonly T[], random: () => number = Math.random): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}

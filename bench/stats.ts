import { quantile, roundRatios } from '../src/state/shared/statistics.ts';

export { quantile };

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

/** How many times as long `other` took as `own`, round by round: ratios are steadier than the times. */
export function pairedRatios(own: readonly number[], other: readonly number[]): Summary {
  return summary(roundRatios(own, other));
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

interface Tick {
  readonly value: number;
  /** With as many digits as tell it from the next one. */
  readonly text: string;
}

/** Of numbers that are less than a millionth apart no axis tells more. */
const MOST_DIGITS = 6;

/** @returns four to eight round values of an axis, evenly apart */
export function evenTicks([low, high]: readonly [low: number, high: number]): Tick[] {
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([5, 2].find((factor) => factor * power <= rough) ?? 1);
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  const digits = Math.min(MOST_DIGITS, Math.max(0, -Math.floor(Math.log10(step))));
  return Array.from({ length: Math.max(0, count) }, (_, i) => {
    const value = (first + i) * step;
    return { value, text: value.toFixed(digits) };
  });
}

/** 778,123 -> "0.78 MB" */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 9.95e6 ? 2 : bytes < 99.5e6 ? 1 : 0)} MB`;
}

/** 8.34 -> "8.3 ms", 83.2 -> "83 ms", 1234 -> "1.23 s", 42100 -> "42.1 s" */
export function duration(ms: number): string {
  if (ms < 9.95) return `${ms.toFixed(1)} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}

/** 75.4 -> "1:15" */
export function clock(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** What is not known is a dash. */
export function orDash(value: number | undefined, show: (value: number) => string): string {
  return value === undefined ? '–' : show(value);
}

/** 1674432 -> "1,674,432" */
export function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}

/** 10078912512 -> "10.1 billion", 294912000 -> "295 million" */
export function large(value: number): string {
  return value < 1e9
    ? `${(value / 1e6).toFixed(value < 1e7 ? 1 : 0)} million`
    : `${(value / 1e9).toFixed(value < 1e11 ? 1 : 0)} billion`;
}

/** 4.6037 -> "4.6×", 37.2 -> "37×" */
export function times(factor: number): string {
  return `${factor.toFixed(factor < 9.95 ? 1 : 0)}×`;
}

/** What a change is called, apart from "less" and "more". */
export interface Words {
  readonly less: string;
  readonly more: string;
}

export const FEWER: Words = { less: 'fewer', more: 'more' };
export const SMALLER: Words = { less: 'smaller', more: 'larger' };
export const FASTER: Words = { less: 'faster', more: 'slower' };

/**
 * What `right` is against `left`: 8, 2 -> "4.0×" and "less". Within a percent they are the same; of and to
 * nothing there is no factor.
 */
export function ratio(left: number, right: number, words: Words = { less: 'less', more: 'more' }) {
  if (Math.abs(left - right) <= 0.01 * Math.max(Math.abs(left), Math.abs(right))) {
    return { value: '1×', word: 'the same' };
  }
  if (left <= 0 || right <= 0) return { value: '–', word: '' };
  return right < left
    ? { value: times(left / right), word: words.less }
    : { value: times(right / left), word: words.more };
}

/** The same in one: "4.0× less", "the same". */
export function against(left: number, right: number, words?: Words): string {
  const { value, word } = ratio(left, right, words);
  return value === '1×' ? word : `${value} ${word}`.trim();
}

/**
 * Numbers as the page shows them, in the page's language. Intl does what it can. It can't do two things: in English
 * it writes "78%" and "1.23 sec", where the page has "78 %" and "1.23 s", so the units of these are words; and
 * Intl.DurationFormat, which could make "1:15", is missing in browsers that the page supports.
 */
import { compareTimes, median } from '../../state/shared/index.ts';
import { words } from '../words/index.ts';

const UNKNOWN = '–';

type Options = Intl.NumberFormatOptions;

/** Formats by language and options: making one takes longer than using it. */
const formats = new Map<string, Intl.NumberFormat>();

function format(value: number, options: Options): string {
  const { locale } = words;
  const key = locale + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, known);
  return known.format(value);
}

/** A number with so many digits behind the point, and without groups. */
function decimal(value: number, digits: 0 | 1 | 2 | 3, options: Options = {}): string {
  return format(value, {
    useGrouping: false,
    ...options,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** @returns a picture's size in pixels: "1024 × 768" */
export const sizeText = ({ width, height }: { readonly width: number; readonly height: number }) =>
  `${width} × ${height}`;

/** @returns bytes in millions: "0.78 MB" for 778,123, "0.052 MB" for 52,400 */
export function megabytes(bytes: number): string {
  const digits = bytes < 99_500 ? 3 : bytes < 9.95e6 ? 2 : bytes < 99.5e6 ? 1 : 0;
  return decimal(bytes / 1e6, digits, { style: 'unit', unit: 'megabyte', unitDisplay: 'short' });
}

/** @returns the size of a picture's file: "0.4 kB" for 412 bytes, "41 kB", "412 kB" or "4.12 MB" */
export function fileSize(bytes: number): string {
  if (bytes >= 999_500) return megabytes(bytes);
  const digits = bytes < 9950 ? 1 : 0;
  return decimal(bytes / 1000, digits, { style: 'unit', unit: 'kilobyte', unitDisplay: 'short' });
}

/** @returns milliseconds as "8.3 ms", "83 ms", "1.23 s" or "42.1 s" */
export function duration(ms: number): string {
  const { milliseconds, seconds } = words.shared.units;
  if (ms < 1000) return milliseconds(decimal(ms, ms < 9.95 ? 1 : 0));
  return seconds(decimal(ms / 1000, ms < 10_000 ? 2 : 1));
}

/** @returns seconds as minutes and seconds: "1:15" for 75.4; a dash where they are not finite */
export function clock(seconds: number): string {
  if (!Number.isFinite(seconds)) return UNKNOWN;
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** @returns how long a film is: "0:06" for 5.95 seconds, which players call 6 */
export const lengthText = (seconds: number): string => clock(Math.round(seconds));

/** @returns when something was, in milliseconds since 1970: "3:42 PM" of today, "Nov 29, 2026, 3:42 PM" of another day */
export function moment(at: number, now = Date.now()): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(words.locale, {
    timeStyle: 'short',
    ...(!isToday && { dateStyle: 'medium' }),
  }).format(at);
}

/** @returns a share of 0 to 1 as "78 %" */
export function percent(share: number): string {
  return words.shared.units.percent(decimal(100 * share, 0));
}

/** @returns the value as `show` writes it; a dash where it is not known */
export function orDash<T>(value: T | undefined, show: (value: T) => string): string {
  return value === undefined ? UNKNOWN : show(value);
}

/** @returns a whole number with groups: "1,674,432" */
export function count(value: number): string {
  return format(value, { maximumFractionDigits: 0 });
}

/** @returns a large number in words: "10.1 billion" for 10,078,912,512, "295 million" for 294,912,000 */
export function large(value: number): string {
  return format(value, {
    notation: 'compact',
    compactDisplay: 'long',
    minimumSignificantDigits: 2,
    maximumSignificantDigits: 3,
  });
}

/** As many digits of an SSIM wherever it is shown. */
const SSIM_DIGITS = 3;

/** @returns how alike two pictures are: "0.912". It says 1 of equal pictures only. */
export function ssimText(ssim: number): string {
  const nextToOne = 1 - 10 ** -SSIM_DIGITS;
  return (ssim < 1 ? Math.min(ssim, nextToOne) : ssim).toFixed(SSIM_DIGITS);
}

/** @returns a factor: "4.6×" for 4.6037, "37×" for 37.2 */
export function times(factor: number): string {
  return `${decimal(factor, factor < 9.95 ? 1 : 0)}×`;
}

/** What less and more of a quantity are called, such as "faster" and "slower". */
export interface LessAndMore {
  readonly less: string;
  readonly more: string;
}

/** What is to be remembered of two quantities: "4.0×" and "less", "3 %" and "less", or "the same" and nothing. */
interface Ratio {
  readonly value: string;
  readonly word: string;
}

/** Below that a factor would be written as "1.0×". */
const LEAST_FACTOR = 1.05;

/**
 * How many times less or more `right` is than `left`.
 *
 * @returns "4.0×" and "less" for 8 and 2; where that would be "1.0×", how many percent. Within a percent they are the
 * same. There is no factor of or to nothing: a dash.
 */
export function ratio(
  left: number,
  right: number,
  { less, more }: LessAndMore = words.shared.ratio.plain,
): Ratio {
  if (Math.abs(left - right) <= 0.01 * Math.max(Math.abs(left), Math.abs(right))) {
    return { value: words.shared.ratio.same, word: '' };
  }
  if (left <= 0 || right <= 0) return { value: UNKNOWN, word: '' };
  const word = right < left ? less : more;
  const factor = Math.max(left, right) / Math.min(left, right);
  const value = factor < LEAST_FACTOR ? percent(Math.abs(right - left) / left) : times(factor);
  return { value, word };
}

/** @returns the same as one text: "4.0× less", "the same" */
export function against(left: number, right: number, lessAndMore?: LessAndMore): string {
  return textOf(ratio(left, right, lessAndMore));
}

const textOf = ({ value, word }: Ratio) => `${value} ${word}`.trim();

/**
 * How fast the right side is against the left one, by runs that took turns, in milliseconds.
 *
 * @returns "1.4×" and "faster" by the medians; "as fast" where these are alike; words only where the runs vary too much
 * to tell
 */
export function speed(left: readonly number[], right: readonly number[]): Ratio {
  if (left.length === 0 || right.length === 0) return { value: UNKNOWN, word: '' };
  const verdict = compareTimes(left, right);
  if (verdict === 'alike') return { value: words.shared.ratio.asFast, word: '' };
  if (verdict === 'unclear') return { value: '', word: words.shared.ratio.unclear };
  return ratio(median(left), median(right), words.shared.ratio.time);
}

/** @returns the same as one text: "1.4× faster", "as fast" */
export const speedText = (left: readonly number[], right: readonly number[]): string =>
  textOf(speed(left, right));

/** @returns several things as a part of a sentence: "a, b, and c" */
export const list = (things: readonly string[]): string =>
  new Intl.ListFormat(words.locale).format(things);

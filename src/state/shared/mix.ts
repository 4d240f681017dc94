import * as v from 'valibot';
import type { Manifest } from '../../engine/index.ts';

/** One style of a mix. */
export interface MixPart {
  readonly style: string;
  /** Its share in whole percent, at least 1. */
  readonly percent: number;
}

/** Two to four different styles whose shares sum to 100; empty where one style is painted alone. */
export type Mix = readonly MixPart[];

/**
 * Which styles a painting is in. `style` is the one with the largest share, for what knows no mix; of equal shares the
 * one that was taken first.
 */
export interface Styles {
  readonly style: string;
  readonly mix: Mix;
}

export const MOST_IN_MIX = 4;

const isWhole = (parts: Mix) =>
  parts.reduce((sum, { percent }) => sum + percent, 0) === 100 &&
  new Set(parts.map(({ style }) => style)).size === parts.length;

/** A mix that was kept in an earlier visit. What breaks the rules of `Mix` is no mix. */
export const mixSchema = v.pipe(
  v.array(v.object({ style: v.string(), percent: v.pipe(v.number(), v.integer(), v.minValue(1)) })),
  v.maxLength(MOST_IN_MIX),
  v.check((parts) => parts.length === 0 || (parts.length > 1 && isWhole(parts))),
);

/** @returns the styles that are painted and their shares; one with 100 percent where there is no mix */
export const partsOf = ({ style, mix }: Styles): Mix =>
  mix.length > 0 ? mix : [{ style, percent: 100 }];

/** @returns the parts as settings hold them. A mix of one style is that style. */
export function stylesOf(parts: Mix): Styles {
  const most = Math.max(...parts.map(({ percent }) => percent));
  const largest = parts.find(({ percent }) => percent === most);
  return { style: largest?.style ?? '', mix: parts.length > 1 ? parts : [] };
}

/** @returns the parts by their shares, the largest first; those of equal shares by their ids */
export const ranked = (parts: Mix): Mix =>
  [...parts].sort((a, b) => b.percent - a.percent || (a.style < b.style ? -1 : 1));

/** @returns the mix with one more style, which gets an equal share; the same mix where it is full or has that style */
export function withStyle(parts: Mix, style: string): Mix {
  if (parts.length >= MOST_IN_MIX || parts.some((part) => part.style === style)) return parts;
  const percent = Math.round(100 / (parts.length + 1));
  return [...scaled(parts, 100 - percent), { style, percent }];
}

/** @returns the mix without a style; the same mix where that is its only one */
export function withoutStyle(parts: Mix, style: string): Mix {
  const others = parts.filter((part) => part.style !== style);
  return others.length > 0 ? scaled(others, 100) : parts;
}

/**
 * @param percent the share that one style shall have. It gets the nearest one that leaves the others at least 1 each.
 * @returns the mix with that share; the others keep their proportions
 */
export function withShare(parts: Mix, style: string, percent: number): Mix {
  const others = parts.filter((part) => part.style !== style);
  const share = Math.round(Math.min(100 - others.length, Math.max(1, percent)));
  if (others.length === 0 || others.length === parts.length) return parts;
  const rest = scaled(others, 100 - share);
  return parts.map((part) =>
    part.style === style
      ? { style, percent: share }
      : (rest.find((other) => other.style === part.style) ?? part),
  );
}

/** @returns what a server has of the styles, with the shares rescaled; its default style where it has none of them */
export function knownStyles(styles: Styles, manifest: Manifest): Styles {
  const { styles: known } = manifest;
  const has = (style: string) => known.some(({ id }) => id === style);
  const all = partsOf(styles);
  const parts = all.filter(({ style }) => has(style));
  if (parts.length === 0) return { style: defaultStyleOf(manifest), mix: [] };
  // The same array as long as nothing is gone, so that nothing seems to have changed.
  if (parts.length === all.length) return { style: stylesOf(parts).style, mix: styles.mix };
  return stylesOf(scaled(parts, 100));
}

/** @returns the id of the style that a page begins with */
export const defaultStyleOf = ({ defaultStyle, styles }: Manifest): string =>
  defaultStyle ?? styles[0]?.id ?? '';

/**
 * @returns the styles as one name, for caches: `great-wave`, or `great-wave-60-udnie-40`. Two mixes of the same shares
 * have the same name. `nameOf` says what a style is called in it; else by its id.
 */
export function nameOfStyles({ style, mix }: Styles, nameOf = (id: string) => id): string {
  if (mix.length === 0) return nameOf(style);
  return ranked(mix)
    .map((part) => `${nameOf(part.style)}-${part.percent}`)
    .join('-');
}

/** @returns settings with changes. A style that is chosen without a mix is painted alone. */
export function withChanges<T extends Styles>(settings: T, changes: Partial<T>): T {
  const ends = changes.style !== undefined && changes.mix === undefined;
  return { ...settings, ...(ends && { mix: [] }), ...changes };
}

/** @returns the parts in the same proportions, in whole percent of at least 1 that sum to `total` */
function scaled(parts: Mix, total: number): Mix {
  const sum = parts.reduce((all, { percent }) => all + percent, 0);
  const exact = parts.map(({ percent }) => (total * percent) / sum);
  const whole = exact.map((share) => Math.max(1, Math.floor(share)));
  for (let left = total - whole.reduce((a, b) => a + b, 0); left !== 0; left -= Math.sign(left)) {
    // The one that is furthest from its exact share, on the side that is to be mended. A share of 1 never shrinks.
    const off = whole.map((share, i) =>
      left < 0 && share === 1 ? -Infinity : Math.sign(left) * ((exact[i] ?? 0) - share),
    );
    const worst = off.indexOf(Math.max(...off));
    whole[worst] = (whole[worst] ?? 0) + Math.sign(left);
  }
  return parts.map(({ style }, i) => ({ style, percent: whole[i] ?? 1 }));
}

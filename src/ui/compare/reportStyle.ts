import type { Figures } from '../../state/compare/index.ts';
import { list, percent } from '../shared/format.ts';
import { styleTitle } from '../words/compare.ts';

/** @returns what a report calls its style: a title, or those of a mix with their shares */
export function styleOfReport({ mix, ...style }: Figures['style']): string {
  if (!mix) return styleTitle(style);
  return list(mix.map((part) => `${styleTitle(part)} ${percent(part.percent / 100)}`));
}

/** @returns the boldness of both sides in percent; undefined where it is not known, or the sides differ in it */
export function boldnessOfReport({ style: { boldness }, sides }: Figures): string | undefined {
  const isApart = sides.left.boldness !== sides.right.boldness;
  return boldness === undefined || isApart ? undefined : percent(sides.left.boldness ?? boldness);
}

/** The plot of structure: what it shows of a style, and where its points lie, in units of its drawing. */
import type { HeldOut, StructurePoint, Sides, StyleStructure } from '../../state/compare/index.ts';
import { words } from '../words/compare.ts';
import { mapSides } from './sides.ts';

export const WIDTH = 508;
export const HEIGHT = 298;
/** Room for the words and the numbers of the axes. */
export const MARGIN = { left: 62, right: 56, top: 16, bottom: 52 };

interface Place {
  readonly x: number;
  readonly y: number;
}

type Span = readonly [low: number, high: number];

/** The ranges of distances that the axes show. */
export interface Scale {
  readonly content: Span;
  readonly structure: Span;
}

/** What was measured of a style. */
interface Curves extends Sides<StyleStructure | undefined> {
  readonly id: string;
  readonly title: string;
  readonly photos: number;
  /** The public network of the style's painting. */
  readonly peer: StructurePoint | undefined;
}

/** @returns the curves of both networks; undefined where none was measured */
export function curvesOf(structure: Sides<HeldOut['structure']>, style: string) {
  const { left, right } = mapSides(structure, (side) =>
    side?.styles.find(({ id }) => id === style),
  );
  const any = left ?? right;
  const photos = (structure.left ?? structure.right)?.photos;
  if (!any || !photos) return undefined;
  const { id, title } = any;
  const curves: Curves = { id, title, photos, left, right, peer: left?.public ?? right?.public };
  return curves;
}

/** @returns sentences with the figures of the plot */
export function describeCurves(names: Sides<string>, { left, right, peer }: Curves): string[] {
  const text = words.compare.structure;
  return [
    ...(left ? [text.described(names.left, pointsOf(left))] : []),
    ...(right ? [text.described(names.right, pointsOf(right))] : []),
    ...(peer ? [text.describedPublic(peer)] : []),
  ];
}

/** The points of a network's curve. */
export const pointsOf = ({ soft, half, bold }: StyleStructure): readonly StructurePoint[] => [
  soft,
  half,
  bold,
];

/** The scale that shows all of these points. */
export function scaleOf(points: readonly StructurePoint[]): Scale {
  return {
    content: span(points.map(({ content }) => content)),
    structure: span(points.map(({ structure }) => structure)),
  };
}

/** Where a point lies: further right is further from the photo, further down is nearer to the strokes. */
export function placeOf({ content, structure }: StructurePoint, scale: Scale): Place {
  return {
    x: position(content, scale.content, MARGIN.left, WIDTH - MARGIN.right),
    y: position(structure, scale.structure, HEIGHT - MARGIN.bottom, MARGIN.top),
  };
}

/** The range of some values, with a little room around. */
function span(values: readonly number[]): Span {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = 0.12 * (high - low || high || 1);
  return [low - room, high + room];
}

function position(value: number, [low, high]: Span, from: number, to: number): number {
  return from + ((value - low) / (high - low)) * (to - from);
}

/** The plot of docs/ladder.md as SVG: weights against the distance from the strokes, laid out as on the Compare page. */
import { PUBLISHED } from '../../src/state/compare/ladder/published.ts';
import {
  ladderChart,
  RADIUS,
  type Mark,
  type PlacedMark,
} from '../../src/ui/compare/ladder/ladderChart.ts';
import { count } from '../../src/ui/shared/format.ts';
import { ladder as words } from '../../src/ui/words/en/ladder.ts';
import type { Network } from './figures.ts';

const WIDTH = 860;
const COLOURS = { original: '#0072b2', compressed: '#d55e00', other: '#444' } as const;

/** @param judged networks that were judged on the same photos */
export function ladderPlot(judged: readonly Network[]): string {
  const marks = judged.flatMap(({ id, title, weights, judged }): Mark[] => {
    const look = id === 'original' || id === 'compressed' ? id : 'other';
    return judged ? [{ id, name: title, size: weights, distance: judged.structure, look }] : [];
  });
  const lane = PUBLISHED.flatMap(({ id, weights: size }) =>
    size === undefined ? [] : [{ id, name: words.networks[id].name, size }],
  );
  const chart = ladderChart(marks, lane, WIDTH);
  const { left, right, top, bottom } = chart.frame;
  const middle = (top + bottom) / 2;
  const height = Math.ceil(chart.height + 8);
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="13" role="img">`,
    `<title>${words.axisTitles.weights}, ${words.axisTitles.structure}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    ...chart.distances.flatMap(({ value, at }) => [
      `<path d="M${left} ${at.toFixed(1)}H${right}" stroke="#ddd"/>`,
      text(left - 8, at + 4, 'end', value.toFixed(2)),
    ]),
    ...chart.sizes.flatMap(({ value, at }) => [
      `<path d="M${at.toFixed(1)} ${top}V${bottom}" stroke="#ddd"/>`,
      text(at, bottom + 18, 'middle', count(value)),
    ]),
    `<path d="M${left} ${top}V${bottom}H${right}" fill="none" stroke="#444"/>`,
    text((left + right) / 2, bottom + 38, 'middle', words.axisTitles.weights),
    `<text transform="translate(14 ${middle}) rotate(-90)" text-anchor="middle">${words.axisTitles.structure}</text>`,
    `<polyline points="${chart.front.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}" fill="none" stroke="#888" stroke-dasharray="4 4"/>`,
    ...chart.marks.flatMap(({ name, text: place, ...mark }) => [
      shapeOf(mark),
      text(place.x, place.y, place.anchor, name, HALO),
    ]),
    text(left, chart.laneTop + 16, 'start', words.publishedLane),
    ...chart.lane.flatMap(({ name, x, y, text: place }) => [
      `<path d="M${x.toFixed(1)} ${(y - RADIUS).toFixed(1)}l${RADIUS} ${RADIUS}l-${RADIUS} ${RADIUS}l-${RADIUS} -${RADIUS}z" fill="none" stroke="#666"/>`,
      text(place.x, place.y, place.anchor, name),
    ]),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

/** So that a name can be read where a line crosses it. */
const HALO = ' stroke="#fff" stroke-width="4" paint-order="stroke"';

const text = (x: number, y: number, anchor: string, words: string, more = '') =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}"${more}>${words}</text>`;

function shapeOf({ look, x, y }: Pick<PlacedMark, 'look' | 'x' | 'y'>): string {
  const fill = COLOURS[look];
  return look === 'original'
    ? `<rect x="${(x - RADIUS).toFixed(1)}" y="${(y - RADIUS).toFixed(1)}" width="${2 * RADIUS}" height="${2 * RADIUS}" fill="${fill}"/>`
    : `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${RADIUS}" fill="${fill}"/>`;
}

/** Where marks and names of the ladder's plot lie, in pixels of the screen, so that its words are as large as others. */
import { evenTicks } from '../evenTicks.ts';

/** How a network is marked: the page's two have the marks that they have elsewhere. */
export type Look = 'original' | 'compressed' | 'other';

/** A network with a place on both axes. */
export interface Mark {
  readonly id: string;
  readonly name: string;
  /** A size above 0; its axis is logarithmic, since the largest is a hundred times the smallest. */
  readonly size: number;
  /** Lower is nearer. */
  readonly distance: number;
  readonly look: Look;
}

/** A network whose paintings nobody judged here: it has a size only. */
export type SizedName = Omit<Mark, 'distance' | 'look'>;

export interface Placed {
  readonly id: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** Of the name: where it starts or ends, and its baseline. */
  readonly text: {
    readonly x: number;
    readonly y: number;
    readonly anchor: 'start' | 'middle' | 'end';
  };
}

/** A mark and where it lies. */
export type PlacedMark = Placed & Pick<Mark, 'look'>;

export interface Tick {
  readonly value: number;
  /** Along its axis. */
  readonly at: number;
}

export interface LadderChart {
  readonly frame: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly marks: readonly PlacedMark[];
  readonly lane: readonly Placed[];
  readonly laneTop: number;
  readonly height: number;
  readonly sizes: readonly Tick[];
  readonly distances: readonly Tick[];
  /** The networks that no smaller one beats, from small to large. */
  readonly front: readonly PlacedMark[];
}

const MARGIN = { left: 64, right: 18, top: 14 };
/** Height of the plot itself, of the axis below, of the lane's title and of each of its lines. */
const [PLOT, AXIS, LANE_TITLE, LINE] = [300, 48, 26, 22];
/** Half of a mark, and its distance from its name. */
export const RADIUS = 5;
const GAP = 6;
/** Of the words: their height, and the width of a letter and of a Chinese character. */
const [HIGH, LETTER, CHARACTER] = [14, 8, 14];

/** The names that lie on no other name are found with this. */
interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** @param width of the whole plot in pixels */
export function ladderChart(
  marks: readonly Mark[],
  published: readonly SizedName[],
  width: number,
): LadderChart {
  const frame = {
    left: MARGIN.left,
    right: width - MARGIN.right,
    top: MARGIN.top,
    bottom: MARGIN.top + PLOT,
  };
  const logs = [...marks, ...published].map(({ size }) => Math.log10(size));
  const sizes = span(logs, 0.06);
  const distances = span(
    marks.map(({ distance }) => distance),
    0.15,
  );
  const across = (size: number) => position(Math.log10(size), sizes, frame.left, frame.right);
  const down = (distance: number) => position(distance, distances, frame.bottom, frame.top);
  const points = marks.map((mark) => ({ ...mark, x: across(mark.size), y: down(mark.distance) }));
  const placed = withNames(points, frame);
  const laneTop = frame.bottom + AXIS;
  const lane = inLane(
    published.map((one) => ({ ...one, x: across(one.size) })),
    laneTop + LANE_TITLE,
    width,
  );
  const bottom = Math.max(0, ...lane.map(({ y }) => y + LINE / 2));
  return {
    ...{ frame, marks: placed, lane, laneTop },
    height: lane.length > 0 ? bottom : laneTop,
    sizes: logTicks(sizes, frame.right - frame.left).map((value) => ({ value, at: across(value) })),
    distances: evenTicks(distances).map(({ value }) => ({ value, at: down(value) })),
    front: frontOf(marks).flatMap((id) => placed.filter((mark) => mark.id === id)),
  };
}

/** @returns the ids of the marks that no mark of the same size or smaller beats, from small to large */
export function frontOf(marks: readonly Mark[]): readonly string[] {
  let best = Number.POSITIVE_INFINITY;
  const front: string[] = [];
  for (const { id, distance } of [...marks].sort(
    (a, b) => a.size - b.size || a.distance - b.distance,
  )) {
    if (distance >= best) continue;
    best = distance;
    front.push(id);
  }
  return front;
}

type Span = readonly [low: number, high: number];

/** The range of some values, with a share of it as room at both ends. */
function span(values: readonly number[], room: number): Span {
  if (values.length === 0) return [0, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const more = room * (high - low || Math.abs(high) || 1);
  return [low - more, high + more];
}

const position = (value: number, [low, high]: Span, from: number, to: number) =>
  from + ((value - low) / (high - low)) * (to - from);

/** Powers of ten, and 2 and 5 times these where there is room; `logs` are decimal logarithms. */
function logTicks([low, high]: Span, pixels: number): number[] {
  const steps = pixels / (high - low) > 260 ? [1, 2, 5] : [1];
  const powers = Array.from({ length: Math.ceil(high - low) + 2 }, (_, i) => Math.floor(low) + i);
  return powers
    .flatMap((power) => steps.map((step) => step * 10 ** power))
    .filter((value) => Math.log10(value) >= low && Math.log10(value) <= high);
}

interface Point extends Pick<Mark, 'look'> {
  readonly id: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

/** A name beside each point: where it lies on no other name and on no point, as far as there is such a place. */
function withNames(points: readonly Point[], frame: Box): PlacedMark[] {
  const taken: Box[] = points.map(({ x, y }) => boxAround(x, y, RADIUS));
  return points.map((point) => {
    const places = placesOf(point);
    const free = places.find(
      ({ box }) => inside(box, frame) && !taken.some((one) => meet(one, box)),
    );
    const { box, text } = free ?? places.find(({ box }) => inside(box, frame)) ?? places[0];
    taken.push(box);
    return { ...point, text };
  });
}

type Place = { readonly box: Box; readonly text: Placed['text'] };

function placesOf({ name, x, y }: Point): readonly [Place, ...Place[]] {
  const [wide, off] = [widthOf(name), RADIUS + GAP];
  const beside = (left: number, anchor: 'start' | 'end', dy: number): Place => ({
    box: { left, right: left + wide, top: y + dy - HIGH / 2, bottom: y + dy + HIGH / 2 },
    text: { x: anchor === 'start' ? left : left + wide, y: y + dy + 4, anchor },
  });
  const over = (dy: number): Place => ({
    box: {
      left: x - wide / 2,
      right: x + wide / 2,
      top: y + dy - HIGH / 2,
      bottom: y + dy + HIGH / 2,
    },
    text: { x, y: y + dy + 4, anchor: 'middle' },
  });
  const [right, left] = [x + off, x - off - wide];
  return [
    beside(right, 'start', 0),
    beside(left, 'end', 0),
    over(-HIGH - 2),
    over(HIGH + 2),
    beside(right, 'start', HIGH),
    beside(right, 'start', -HIGH),
    beside(left, 'end', HIGH),
    beside(left, 'end', -HIGH),
  ];
}

/** Names in as few lines as they have room in, from small to large. */
function inLane(
  points: readonly (SizedName & { readonly x: number })[],
  top: number,
  width: number,
) {
  const ends: number[] = [];
  return [...points]
    .sort((a, b) => a.x - b.x)
    .map(({ id, name, x }): Placed => {
      const wide = widthOf(name) + RADIUS + GAP;
      const isRight = x + wide <= width;
      const [left, right] = isRight ? [x - RADIUS, x + wide] : [x - wide, x + RADIUS];
      const free = ends.findIndex((end) => end + 2 * GAP <= left);
      const line = free === -1 ? ends.length : free;
      ends[line] = right;
      const y = top + (line + 0.5) * LINE;
      const off = RADIUS + GAP;
      const text = isRight
        ? ({ x: x + off, y: y + 4, anchor: 'start' } as const)
        : ({ x: x - off, y: y + 4, anchor: 'end' } as const);
      return { id, name, x, y, text };
    });
}

const widthOf = (name: string) =>
  Array.from(name).reduce((sum, letter) => sum + (letter > '\u2e80' ? CHARACTER : LETTER), 0);

const boxAround = (x: number, y: number, half: number): Box => ({
  ...{ left: x - half, right: x + half, top: y - half, bottom: y + half },
});

const inside = (box: Box, frame: Box) =>
  box.left >= frame.left &&
  box.right <= frame.right &&
  box.top >= frame.top &&
  box.bottom <= frame.bottom;

const meet = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

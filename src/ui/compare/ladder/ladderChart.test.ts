import { describe, expect, it } from 'vitest';
import { frontOf, ladderChart, type Mark } from './ladderChart.ts';

const mark = (id: string, size: number, distance: number): Mark => ({
  ...{ id, name: id, size, distance, look: 'other' },
});
const marks = [
  mark('original', 1_674_432, 0.069),
  mark('pruned', 677_520, 0.09),
  mark('compressed', 363_712, 0.073),
  mark('compact', 216_176, 0.08),
  mark('tiny', 18_000, 0.2),
];
const published = [
  { id: 'a', name: 'LITNet', size: 1_680_000 },
  { id: 'b', name: 'Public networks', size: 1_670_000 },
  { id: 'c', name: 'fritz.ai', size: 11_686 },
];

describe.each([340, 832])('a plot that is %i pixels wide', (width) => {
  const {
    marks: placed,
    lane,
    frame,
    sizes,
    distances,
    height,
  } = ladderChart(marks, published, width);

  it('has smaller networks further left and nearer ones further down, on a logarithmic axis', () => {
    const of = (id: string) => {
      const found = [...placed, ...lane].find((one) => one.id === id);
      if (!found) throw new Error(id);
      return found;
    };
    expect(of('tiny').x).toBeLessThan(of('compact').x);
    expect(of('original').y).toBeGreaterThan(of('tiny').y);
    const across = (a: string, b: string) => of(b).x - of(a).x;
    const share = Math.log(363_712 / 18_000) / Math.log(1_674_432 / 18_000);
    expect(across('tiny', 'compressed') / across('tiny', 'original')).toBeCloseTo(share, 6);
    expect(of('a').x).toBeGreaterThan(of('c').x);
  });

  it('keeps marks inside of the frame, and ticks in their order', () => {
    for (const { x, y } of placed) {
      expect(x).toBeGreaterThan(frame.left);
      expect(x).toBeLessThan(frame.right);
      expect(y).toBeGreaterThan(frame.top);
      expect(y).toBeLessThan(frame.bottom);
    }
    expect(sizes.length).toBeGreaterThan(1);
    expect(distances.length).toBeGreaterThan(2);
    expect(sizes.map(({ at }) => at)).toEqual(sizes.map(({ at }) => at).toSorted((a, b) => a - b));
    expect(height).toBeGreaterThan(frame.bottom);
  });

  it('gives no two published names the same place', () => {
    const [litnet, publicOnes] = lane.filter(({ id }) => id !== 'c');
    expect(litnet?.y).not.toBe(publicOnes?.y);
  });
});

it('marks that lie close together have names beside each other, not on each other', () => {
  const close = [mark('one', 100, 1), mark('two', 101, 1.001), mark('far', 10_000, 2)];
  const { marks: placed } = ladderChart(close, [], 600);
  const [one, two] = placed.map(({ text }) => text);
  expect({ ...one }).not.toEqual({ ...two });
  expect(
    Math.abs((one?.x ?? 0) - (two?.x ?? 0)) + Math.abs((one?.y ?? 0) - (two?.y ?? 0)),
  ).toBeGreaterThan(10);
});

it('the front has the networks that no smaller one beats', () => {
  expect(frontOf(marks)).toEqual(['tiny', 'compact', 'compressed', 'original']);
  expect(frontOf([mark('a', 1, 5), mark('b', 1, 4)])).toEqual(['b']);
});

it('a single network has a place', () => {
  const { marks: placed } = ladderChart([mark('alone', 5, 0.07)], [], 400);
  expect(placed.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
});

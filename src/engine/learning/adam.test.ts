import { expect, it } from 'vitest';
import { begin, goOn, stepped } from './adam.ts';

const rows = { soft: Float32Array.of(1, 2), bold: Float32Array.of(3, 4) };
const gradient = Float32Array.of(1, -1, 1, -1);
/** How far the first step moves a number: the rate, since Adam's first step is as long as that. */
const firstStep = (style: number, steps = 10) =>
  1 - (stepped(begin(rows, style, steps, 1), gradient).current.soft[0] as number);

it('moves against the gradient, in smaller and smaller steps', () => {
  let state = begin(rows, 0.3, 10, 1);
  const places = [state.current.soft[0] as number];
  for (let i = 0; i < 10; i++) {
    state = stepped(state, gradient);
    places.push(state.current.soft[0] as number);
  }
  const moves = places.slice(1).map((place, i) => (places[i] as number) - place);
  expect(moves.every((move, i) => move > 0 && (i === 0 || move < (moves[i - 1] as number)))).toBe(
    true,
  );
  expect(state.current.soft[1]).toBeGreaterThan(2);
});

it('takes longer steps where even the nearest style is far away, within limits', () => {
  const near = firstStep(0.4);
  expect(firstStep(0.1)).toBeCloseTo(near, 6);
  expect(firstStep(4)).toBeGreaterThan(1.5 * near);
  expect(firstStep(1e6)).toBeCloseTo(firstStep(10), 6);
  expect(firstStep(1e6)).toBeLessThan(10 * near);
});

it('goes on with the same rate, also from a state that was kept before rates differed', () => {
  const far = begin(rows, 4, 10, 1);
  expect(goOn(far, 10).rate).toBe(far.rate);
  const { rate: _, ...old } = begin(rows, 0.1, 10, 1);
  expect(stepped(old, gradient).current).toEqual(
    stepped(begin(rows, 0.1, 10, 1), gradient).current,
  );
});

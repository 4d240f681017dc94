import { expect, it } from 'vitest';
import { dragBegins } from './dragBegins.ts';

it.each([
  ['sideways', 12, 2, true],
  ['to the left', -12, 3, true],
  ['up', 1, -40, false],
  ['up, and a little sideways', 12, 30, false],
  ['on the diagonal', 20, 20, false],
  ['hardly', 4, 0, false],
])('a finger that goes %s: %i, %i is a drag: %s', (_, x, y, drags) => {
  expect(dragBegins(x, y)).toBe(drags);
});

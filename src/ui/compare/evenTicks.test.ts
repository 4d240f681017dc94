import { expect, it } from 'vitest';
import { evenTicks } from './evenTicks.ts';

it.each([
  ['distances from the strokes', [0.052, 0.171], ['0.06', '0.08', '0.10', '0.12', '0.14', '0.16']],
  ['distances from the photo', [0.78, 1.26], ['0.8', '0.9', '1.0', '1.1', '1.2']],
] as const)('an axis has round numbers that differ: %s', (_, span, texts) => {
  expect(evenTicks(span).map(({ text }) => text)).toEqual(texts);
});

it.each([
  ['next to nothing', [1e-310, 2e-310]],
  ['more than there is', [-1e308, 1e308]],
  ['one number', [5, 5]],
] as const)('numbers of an odd report make no mistake: %s', (_, span) => {
  expect(evenTicks(span).length).toBeLessThan(12);
});

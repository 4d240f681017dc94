import { expect, it } from 'vitest';
import { frameSize } from './frames.ts';

it.each([
  [1280, 720, 256, 256, 144],
  [640, 480, 128, 128, 96],
  // 20 pixels are the least that every network takes: larger, rather than stretched.
  [320, 16, 128, 400, 20],
  [16, 320, 256, 20, 400],
])('a film of %i x %i keeps its aspect at %i pixels', (width, height, longSide, wide, tall) => {
  expect(frameSize(width, height, longSide)).toEqual({ width: wide, height: tall });
});

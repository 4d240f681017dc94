import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { currentSpec, receptiveRadius, type NetworkSpec } from '../../network/index.ts';
import { tileSize } from './tileSize.ts';

const read = (id: string) => {
  const file = new URL(`../../../models/networks/${id}.json`, import.meta.url);
  return currentSpec(JSON.parse(readFileSync(file, 'utf8')) as NetworkSpec);
};
const [compressed, original] = [read('compressed'), read('original')];
const unlimited = { limits: { side: 1e6 } };

it.each([compressed, original])('the halo of $id is what a pixel sees, in steps of 4', (spec) => {
  const { halo } = tileSize(spec, { runBytes: () => 0 }, unlimited);
  expect(halo % 4).toBe(0);
  expect(halo).toBeGreaterThanOrEqual(receptiveRadius(spec));
  expect(halo).toBeLessThan(receptiveRadius(spec) + 4);
});

it('takes the largest tile within 700 MB, by what the executor says of a run', () => {
  const perPixel = 700e6 / (1000 * 1000);
  const runBytes = (height: number, width: number) => height * width * perPixel;
  expect(tileSize(compressed, { runBytes }, unlimited).side).toBe(768);
  expect(tileSize(compressed, { runBytes: () => 1 }, unlimited).side).toBe(2048);
});

it('keeps to the longest side of the device', () => {
  expect(tileSize(compressed, { runBytes: () => 1 }, { limits: { side: 1600 } }).side).toBe(1536);
});

it('keeps to what the executor says that it can hold', () => {
  const fits = (height: number, width: number) => height * width <= 1024 ** 2;
  expect(tileSize(compressed, { runBytes: () => 1, fits }, unlimited).side).toBe(1024);
});

it('leaves room between the halos on the smallest device, where the run itself then tells of memory', () => {
  const { side, halo } = tileSize(compressed, { runBytes: () => 1e12 }, unlimited);
  expect(side).toBeGreaterThan(2 * halo);
  expect(side % 4).toBe(0);
});

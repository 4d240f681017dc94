import { describe, expect, it } from 'vitest';
import type { Check, GpuReport, Swept, Timed } from './device/results.ts';
import { shareOf } from './device/rounds.ts';
import { bestOf, toMarkdown } from './report.ts';

const summary = (median: number) => ({ median, quartiles: [median / 2, median * 2] as const });
const at = { network: 'original', width: 512, height: 512 } as const;

const timed: Timed = {
  ...at,
  engine: 'brushlite float16',
  rounds: 9,
  whole: summary(8),
  onDevice: summary(4),
  ratios: { 'tfjs-webgpu': { whole: summary(3), onDevice: summary(6) } },
  largest: 0.001,
  gflop: 80,
  gpu: { clock: 'gpu', dispatches: 39, ms: 3.5, kernels: {} },
  share: 0.456,
};
const swept = (tile: string, ms: number, layer = '3x3 128>128'): Swept => ({
  ...at,
  ...{ precision: 'float32', layer, count: 10, tile, ms, tflops: 20 },
});
const report: GpuReport = {
  ...{ date: '2026-01-01', commit: 'abc', smoke: false },
  adapter: { vendor: 'maker', description: 'Model 1', features: ['shader-f16'] },
  peaks: { float32: 65.5, copy: 4100 },
  ...{ checks: [], cold: [], timed: [timed], swept: [swept('a', 2), swept('b', 1)] },
  failures: [{ what: 'ort-webgpu', why: 'no memory\nat line 1' }],
};
const cellsOf = async (given: GpuReport) => {
  const lines = (await toMarkdown(given)).split('\n');
  return lines.map((line) => line.split(/ *\| */).slice(1, -1));
};

describe('the report of a GPU machine', () => {
  it('has times, the share of the peak, and ratios where there are peers', async () => {
    const row = (await cellsOf(report)).find(([, , engine]) => engine === 'brushlite float16');
    expect(row).toEqual([
      ...['original', '512 x 512', 'brushlite float16', '3.50', '46 %', '39'],
      ...['4.00', '6.0x (3.0 to 12.0)', '', '8.00', '3.0x (1.5 to 6.0)', ''],
    ]);
  });

  it('has the facts, the fastest tile and what was not done', async () => {
    const text = await toMarkdown(report);
    expect(text).toMatch(/\| GPU +\| maker, Model 1 +\|/);
    expect(text).toMatch(/no float16/);
    expect(text).toMatch(/10 x 3x3 128>128 +\| b +\| 1.000 +\| 20.0 +\| 2.000 +\|/);
    expect(text).toContain('Not done: ort-webgpu: no memory\n');
  });

  it('names every painting that was wrong, and says so of a smoke test', async () => {
    const check: Check = {
      ...{ network: 'original', precision: 'float32', tiles: 'candidate 2' },
      ...{ golden: 'a.f32', largest: 0.5, mean: 0.1, passed: false },
    };
    const text = await toMarkdown({
      ...report,
      smoke: true,
      checks: [check, { ...check, passed: true }],
    });
    expect(text).toContain("1 of 2 paintings are as PyTorch's.");
    expect(text).toContain('original in float32, candidate 2: off by 0.5');
    expect(text).toContain('the times mean nothing');
  });
});

describe('bestOf', () => {
  it('finds the fastest and the slowest of each layer', () => {
    const found = bestOf([swept('a', 3), swept('b', 1), swept('c', 2), swept('d', 9, '1x1 3>3')]);
    expect(found.map(({ best, slowest }) => [best.tile, slowest.tile])).toEqual([
      ['b', 'a'],
      ['d', 'd'],
    ]);
  });
});

describe('shareOf', () => {
  it('is of the peak of the own precision', () => {
    const peaks = { float32: 50, float16: 100, copy: 1 };
    expect(shareOf('brushlite float32', 4, { gflop: 100, peaks })).toBe(0.5);
    expect(shareOf('brushlite float16', 4, { gflop: 100, peaks })).toBe(0.25);
    expect(shareOf('brushlite float16', 4, { gflop: 100, peaks: undefined })).toBeUndefined();
  });
});

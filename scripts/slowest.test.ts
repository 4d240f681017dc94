import { describe, expect, it } from 'vitest';
import { slowestTests } from './slowest.mjs';

const spec = (title: string, line: number, ...durations: number[]) => ({
  title,
  file: 'a.spec.ts',
  line,
  tests: [{ results: durations.map((duration) => ({ duration })) }],
});

describe('the slowest tests', () => {
  const report = {
    suites: [
      {
        specs: [spec('quick', 3, 900), spec('slow', 9, 12_340)],
        suites: [{ specs: [spec('inside, tried twice', 20, 4000, 3000)] }],
      },
      { specs: [spec('skipped', 1)] },
    ],
  };

  it('are named with seconds and place, the slowest first, also those in a describe', () => {
    expect(slowestTests(report, 3)).toEqual([
      '  12.3 s  a.spec.ts:9  slow',
      '   7.0 s  a.spec.ts:20  inside, tried twice',
      '   0.9 s  a.spec.ts:3  quick',
    ]);
  });

  it('are all there are where fewer ran', () => {
    expect(slowestTests(report, 10)).toHaveLength(4);
    expect(slowestTests({ suites: [] }, 10)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { toMarkdown, withKept } from './report.ts';
import type { Result } from './results.ts';

const result: Result = {
  engine: 'brushlite-wasm',
  model: 'compressed-float32',
  size: 256,
  threads: 2,
  medianMs: 98.76,
  quartilesMs: [95, 1020.4],
  rounds: 7,
  coldMs: 512,
  peakBytes: 17_400_000,
  maxDiff: 4.1e-6,
  ratios: {
    'tfjs-wasm': { median: 3, quartiles: [2.5, 3.5] },
    'ort-wasm': { median: 0.5, quartiles: [0.25, 0.75] },
    'litert-wasm': { median: 4, quartiles: [3, 5] },
  },
};
const rowsOf = async (...results: Result[]) => {
  const facts = {
    date: '2026-01-01',
    command: 'npm run bench',
    machine: {},
    versions: {},
    failures: [],
  };
  const lines = (await toMarkdown({ ...facts, results })).split('\n');
  return lines.filter((line) => line.startsWith('| ')).map((line) => line.split(/ *\| */));
};

describe('the table', () => {
  it('has times, ratios to the peers of the same device, bytes and difference', async () => {
    const row = (await rowsOf(result)).find(([, engine]) => engine === 'brushlite-wasm');
    expect(row?.slice(2, -1)).toEqual([
      ...['2', '98.8', '95.0 to 1020', '3.00x (2.50 to 3.50)', '0.50x (0.25 to 0.75)'],
      '4.00x (3.00 to 5.00)',
      ...['512', '17', '4e-6'],
    ]);
  });

  it('says so where the memory is not known, and leaves out a ratio that there is not', async () => {
    const rows = await rowsOf({
      ...result,
      ...{ engine: 'tfjs-webgl', peakBytes: undefined, maxDiff: 0 },
    });
    const row = rows.find(([, engine]) => engine === 'tfjs-webgl');
    expect(row?.slice(5, -1)).toEqual(['', '', '', '512', 'not known', '0']);
  });

  it('has the calls of the GPU, where some engine used WebGPU', async () => {
    const rows = await rowsOf(
      { ...result, engine: 'ort-webgpu', gpuCalls: { dispatches: 165, submits: 12 } },
      { ...result, engine: 'tfjs-webgl' },
    );
    const ends = rows.map((row) => row.slice(-3, -1).join());
    expect(ends).toContain('dispatches,submits');
    expect(ends.slice(-2)).toEqual(['165,12', ',']);
  });

  it('is one for each model and size', async () => {
    const markdown = await toMarkdown({
      ...{ date: '', command: '', machine: {}, versions: {}, failures: [] },
      results: [result, { ...result, engine: 'ort-wasm' }, { ...result, size: 512 }],
    });
    const titles = markdown.split('\n').filter((line) => line.startsWith('## '));
    expect(titles).toEqual([
      '## compressed-float32, 256 x 256',
      '## compressed-float32, 512 x 512',
    ]);
  });

  it('says which engine was left out, and why', async () => {
    const failures = [
      { engine: 'ort-webgpu', model: 'original-float32', size: 512, why: 'no memory' },
    ] as const;
    const facts = { date: '', command: '', machine: {}, versions: {} };
    expect(await toMarkdown({ ...facts, results: [result], failures })).toContain(
      'ort-webgpu was left out with original-float32 at 512 x 512: no memory',
    );
  });
});

describe('a new file of tables', () => {
  it('keeps what was written by hand, once', () => {
    const kept = '<!-- The next run keeps what is below. -->\n\n# By hand\n';
    const once = withKept('# New\n', `# Old\n\n${kept}`);
    expect(once).toBe(`# New\n\n${kept}`);
    expect(withKept('# New\n', once)).toBe(once);
    expect(withKept('# New\n', '# Old\n')).toBe('# New\n');
  });
});

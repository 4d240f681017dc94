import { describe, expect, it } from 'vitest';
import type { ModelFigures, SideFigures } from '../../state/compare/index.ts';
import { makeReport, measured } from '../../state/compare/testing/report.ts';
import { speak } from '../words/compare.ts';
import { toMarkdown } from './reportMarkdown.ts';

describe('the report in Markdown', () => {
  const markdown = toMarkdown(makeReport());
  const cells = (name: string) =>
    markdown
      .split('\n')
      .find((line) => line.startsWith(`| ${name} |`))
      ?.split(/(?<!\\)\|/)
      .map((cell) => cell.trim())
      .slice(2, -1);

  it('begins with the names of both models', () => {
    expect(markdown).toMatch(/^# Original float32 and Compressed float16/);
  });

  it('has the figures of both sides and their ratio', () => {
    expect(cells('Weights')).toEqual(['1,674,432', '363,712', '4.6× fewer']);
    expect(cells('Multiply-adds')).toEqual(['10,078,912,512', '4,710,203,392', '2.1× fewer']);
    expect(cells('Median')).toEqual(['83.0 ms', '43.0 ms', '1.9× faster']);
    expect(cells('Slowest run')).toEqual(['123.0 ms', '63.0 ms', '']);
    expect(cells('Frames a second')).toEqual(['12.05', '23.26', '']);
    expect(cells('Memory at the peak')).toEqual(['40.00 MB of GPU', '40.00 MB of GPU', 'the same']);
    expect(cells('res3')).toEqual(
      expect.arrayContaining(['3×3 → 1×1', '294,912', '32,768', '88.9 %']),
    );
    expect(cells('total')).toEqual(expect.arrayContaining(['1,674,432', '363,712', '78.3 %']));
    expect(markdown).toMatch(/SSIM 0\.910, PSNR 31\.40 dB, mean absolute difference 4\.20/);
    expect(markdown).toMatch(/Firefox 141 on Linux x86_64, 8 logical processors/);
  });

  it('of runs of 0 ms, as coarse clocks tell them, has numbers only', () => {
    const none = { upload: 0, inference: 0, readback: 0, draw: 0, total: 0 };
    const text = toMarkdown(
      makeReport(undefined, (ms) => ({ ...measured(ms), runs: [none, none] })),
    );
    expect(text).toMatch(/^\| Median \| 0\.0 ms \| 0\.0 ms \|/m);
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('names the model that has no scores on held-out photos', () => {
    const report = makeReport();
    const { left, right } = report.figures.sides;
    const sides = { left, right: { ...right, heldOut: null } };
    const text = toMarkdown({ ...report, figures: { ...report.figures, sides } });
    expect(text).toContain('not measured for Compressed float16.');
  });

  it('is in the language of the page', async () => {
    await speak('zh-Hans');
    const text = toMarkdown(makeReport());
    await speak('en');
    expect(text).toMatch(/^# 原版 float32与压缩版 float16/);
    expect(text).toContain('《乌德尼》风格，力度 50%');
    expect(text).toMatch(/^\| 权重数 \| 1,674,432 \| 363,712 \| 4\.6× 更少 \|/m);
    expect(text).toMatch(/^\| 戴帽子的女人 \|/m);
  });

  it('names the processor, which has no name of its own', () => {
    const report = makeReport();
    const ranOn = { id: 'wasm', device: '', software: false, threads: 2 } as const;
    const { left, right } = report.figures.sides;
    const sides = { left: { ...left, ranOn, measured: undefined }, right };
    const text = toMarkdown({ ...report, figures: { ...report.figures, sides } });
    expect(text).toContain('- Original float32 ran on WebAssembly, Processor, 2 threads\n');
  });

  it('has the plot of the style as sentences, and says what it leaves out', () => {
    expect(markdown).toContain('**Photo or painting: Udnie**');
    expect(markdown).toMatch(/^- Original float32, from soft to bold: distance from the photo \d/m);
    expect(markdown).toMatch(/Not in this report: pictures/);
    expect(markdown).not.toContain('All models');
  });

  it('says of runs that vary what the page says', () => {
    const report = makeReport();
    const { left, right } = report.figures.sides;
    const run = (total: number) => ({ upload: 0, inference: total, readback: 0, draw: 0, total });
    const runs = (...totals: number[]) => ({ ...measured(1), runs: totals.map(run) });
    const sides = {
      left: { ...left, measured: runs(22, 9, 30) },
      right: { ...right, measured: runs(14, 20, 10) },
    };
    const text = toMarkdown({ ...report, figures: { ...report.figures, sides } });
    expect(text).toContain('| Median | 22.0 ms | 14.0 ms | varies too much to tell |');
  });

  it('has a row for each model that painted the picture', () => {
    const report = makeReport();
    const { left, right } = report.figures.sides;
    const ranOn = { id: 'wasm', device: '', software: false } as const;
    const models: ModelFigures[] = [
      {
        ...{ model: left.model, download: 6_700_000, weights: 1_674_432, ranOn, ms: 1234.5 },
        likeness: { ssim: 1, psnr: Infinity, difference: 0 },
      },
      { model: right.model, download: 941_000, weights: 363_712, ranOn, ms: 80 },
    ];
    const text = toMarkdown({ ...report, figures: { ...report.figures, models } });
    expect(text).toContain('are against Original float32.');
    expect(text).toContain(
      '| Original float32 | WebAssembly | 6.70 MB | 1,674,432 | 1234.5 ms | 1.000 | equal |',
    );
    expect(text).toContain(
      '| Compressed float16 | WebAssembly | 0.941 MB | 363,712 | 80.0 ms | – | – |',
    );
  });

  it('is not broken by what comes from a file or a driver', () => {
    const report = makeReport();
    const { left, right } = report.figures.sides;
    const odd = (side: SideFigures): SideFigures => ({
      ...side,
      model: { ...side.model, network: 'odd', title: 'a|b\nc' },
    });
    const sides = { left: odd(left), right: odd(right) };
    const text = toMarkdown({ ...report, figures: { ...report.figures, sides } });
    expect(text).toContain('|  | a\\|b c float32 | a\\|b c float16 | Right against left |');
    expect(text).toContain('- a|b c float32 ran on WebGPU, Radeon | 780M\n');
  });
});

import { describe, expect, it } from 'vitest';
import { makeReport, measured } from '../../state/compare/testing/report.ts';
import { speak } from '../words/index.ts';
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
    expect(cells('Weights')).toEqual(['1,674,432', '363,712', '4.60']);
    expect(cells('Multiply-adds')).toEqual(['10,078,912,512', '4,710,203,392', '2.14']);
    expect(cells('Median')).toEqual(['83.0 ms', '43.0 ms', '1.93']);
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
    expect(text).toMatch(/^\| 权重数 \| 1,674,432 \| 363,712 \| 4\.60 \|/m);
    expect(text).toMatch(/^\| 戴帽子的女人 \|/m);
  });

  it('names the processor, which has no name of its own', () => {
    const report = makeReport();
    const ranOn = { id: 'wasm', device: '', software: false, threads: 2 } as const;
    const { left, right } = report.figures.sides;
    const sides = { left: { ...left, ranOn }, right };
    const text = toMarkdown({ ...report, figures: { ...report.figures, sides } });
    expect(text).toContain('| Ran on | wasm, Processor, 2 threads | webgpu, ');
  });

  it('is not broken by what a driver is called', () => {
    const [head, ...rows] = markdown
      .split('\n')
      .filter((line) => line.startsWith('| ') && line.includes('Ran on'));
    expect(rows).toHaveLength(0);
    expect(head).toContain('webgpu, Radeon \\| 780M');
    expect(cells('Ran on')).toHaveLength(3);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../engine/index.ts';
import {
  complete,
  figuresOf,
  type Outcome,
  type Report,
  type KnownOfSide,
  type SideMeasurement,
} from '../../state/compare/index.ts';
import { speak } from '../words/index.ts';
import { toMarkdown } from './reportMarkdown.ts';

const GPU = { id: 'webgpu', device: 'Radeon | 780M', software: false } as const;
const machine = { browser: 'Firefox 141', platform: 'Linux x86_64', cores: 8 };

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../models/${path}`, import.meta.url), 'utf8'));
const manifest = read('manifest.json') as Manifest;

const outcome = (model: string): Outcome => ({
  ...{
    model,
    executor: 'auto',
    photo: 1,
    style: 'udnie',
    mix: [],
    boldness: 0.5,
    size: 256,
    ranOn: GPU,
    ms: 12.5,
  },
  photoSize: { width: 800, height: 800 },
  pixels: { width: 256, height: 256, data: new Uint8ClampedArray(4 * 256 * 256) },
});

const measured = (ms: number): SideMeasurement => ({
  ranOn: GPU,
  runs: [1, 2, 3].map((n) => ({
    upload: 1,
    inference: n * ms,
    readback: 1,
    draw: 1,
    total: n * ms + 3,
  })),
  download: { ms: 100, cached: true },
  warmUpMs: 50,
  peak: { bytes: 40_000_000, of: 'gpu' },
  layers: { conv1: 1.5, res1: 2 },
});

function side(model: string, measurement: SideMeasurement): KnownOfSide {
  const entry = manifest.models.find(({ id }) => id === model);
  if (!entry) throw new Error(`no ${model}`);
  const facts = { entry, card: read(entry.card), spec: read(`networks/${entry.network}.json`) };
  return {
    facts: facts as KnownOfSide['facts'],
    executor: 'auto',
    outcome: outcome(model),
    measured: measurement,
  };
}

function makeReport(measure = measured): Report {
  const known = figuresOf({
    manifest,
    mix: [],
    style: 'udnie',
    boldness: 0.5,
    likeness: { ssim: 0.91, psnr: 31.4, difference: 4.2 },
    outcome: outcome('original-float32'),
    sides: {
      left: side('original-float32', measure(40)),
      right: side('compressed-float16', measure(20)),
    },
  });
  const figures = known && complete(known);
  if (!figures) throw new Error('no figures');
  return {
    format: 'brushlite-report',
    version: 1,
    date: '2026-11-25T14:03:00.000Z',
    machine,
    figures,
  };
}

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
    expect(markdown).toMatch(/SSIM 0\.9100, PSNR 31\.40 dB, mean absolute difference 4\.20/);
    expect(markdown).toMatch(/Firefox 141 on Linux x86_64, 8 logical processors/);
  });

  it('of runs of 0 ms, as coarse clocks tell them, has numbers only', () => {
    const none = { upload: 0, inference: 0, readback: 0, draw: 0, total: 0 };
    const text = toMarkdown(makeReport((ms) => ({ ...measured(ms), runs: [none, none] })));
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

  it('is not broken by what a driver is called', () => {
    const [head, ...rows] = markdown
      .split('\n')
      .filter((line) => line.startsWith('| ') && line.includes('Ran on'));
    expect(rows).toHaveLength(0);
    expect(head).toContain('webgpu, Radeon \\| 780M');
    expect(cells('Ran on')).toHaveLength(3);
  });
});

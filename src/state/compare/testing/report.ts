import type { ModelFacts } from '../cards.ts';
import { complete, figuresOf } from '../figuresOf.ts';
import { toReport, type Report } from '../report.ts';
import type { Outcome, SideMeasurement } from '../types.ts';
import { readModels, realManifest } from '../../testing/index.ts';

const GPU = { id: 'webgpu', device: 'Radeon | 780M', software: false } as const;

const read = (path: string): unknown => JSON.parse(readModels(path));
export const manifest = realManifest;
const facts = (id: string): ModelFacts => {
  const entry = manifest.models.find((model) => model.id === id);
  if (!entry) throw new Error(`no ${id}`);
  const [card, spec] = [read(entry.card), read(`networks/${entry.network}.json`)];
  return { entry, card, spec } as ModelFacts;
};

const pixels = { width: 256, height: 256, data: new Uint8ClampedArray(4 * 256 * 256) };
const outcome = (model: string): Outcome => ({
  ...{ model, executor: 'auto', photo: 1, style: 'udnie', mix: [], boldness: 0.5, size: 256 },
  ...{ photoSize: { width: 800, height: 800 }, pixels, ranOn: GPU, ms: 12.5, round: 1 },
});
export const measured = (ms: number): SideMeasurement => ({
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
export const machine = { browser: 'Firefox 141', platform: 'Linux x86_64', cores: 8 };

/** A report of the real models with made-up times. */
export function makeReport(psnr = 31.4, measure = measured): Report {
  const side = (model: string, ms: number) => ({
    facts: facts(model),
    executor: 'auto' as const,
    outcome: outcome(model),
    measured: measure(ms),
  });
  const known = figuresOf({
    manifest,
    style: 'udnie',
    mix: [],
    boldness: 0.5,
    likeness: { ssim: 0.91, psnr, difference: 4.2 },
    outcome: outcome('original-float32'),
    sides: { left: side('original-float32', 40), right: side('compressed-float16', 20) },
  });
  const figures = known && complete(known);
  if (!figures) throw new Error('no figures');
  return toReport(figures, machine, new Date('2026-11-25T14:03:00Z'));
}

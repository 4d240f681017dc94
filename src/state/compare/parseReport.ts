import type { ExecutorInfo } from '../../engine/index.ts';
import type { LayerCost } from '../../network/index.ts';
import * as check from './check.ts';
import type { HeldOut, Likeness, SideFigures, Size, SizeFigures, StyleScores } from './figures.ts';
import type { Machine } from './machine.ts';
import { REPORT_VERSION, type Report } from './report.ts';
import type { SideMeasurement, Sides, TimedRun } from './types.ts';

const { number, text, optional, list, object, oneOf } = check;

const EXECUTORS = ['webgpu', 'webgl', 'wasm'] as const;
const executor = object<ExecutorInfo>({
  id: oneOf(...EXECUTORS),
  device: text,
  software: check.flag,
});
const size = object<Size>({ width: check.length, height: check.length });

const date: check.Reader<string> = (value, place) => {
  const made = text(value, place);
  if (Number.isNaN(Date.parse(made))) throw new check.Damaged(place, 'a time');
  return made;
};

const decibels: check.Reader<number> = (value, place) =>
  value === 'Infinity' ? Infinity : number(value, place);

/** From -1, unlike all other figures. */
const ssim: check.Reader<number> = (value, place) =>
  typeof value === 'number' && value >= -1 && value <= 1 ? value : number(undefined, place);

const run = object<TimedRun>({
  upload: number,
  inference: number,
  readback: number,
  draw: number,
  total: number,
});

const runs: check.Reader<readonly TimedRun[]> = (value, place) => {
  const found = list(run)(value, place);
  if (found.length === 0) throw new check.Damaged(place, 'a list of runs');
  return found;
};

const measured = object<SideMeasurement>({
  ranOn: executor,
  runs,
  download: object({ ms: number, cached: check.flag }),
  warmUpMs: number,
  peak: optional(object({ bytes: number, of: oneOf('gpu', 'heap') })),
  layers: optional(check.dictionary(number)),
});

const heldOut = object<HeldOut>({
  judge: text,
  photos: number,
  size: number,
  styles: list(object<StyleScores>({ id: text, title: text, distilled: number, vgg: number })),
  mean: object({ distilled: number, vgg: number }),
});

const side = object<SideFigures>({
  model: object({
    id: text,
    network: text,
    title: text,
    precision: oneOf('float32', 'float16', 'uint8'),
  }),
  executor: oneOf('auto', ...EXECUTORS),
  ranOn: optional(executor),
  ms: optional(number),
  size: object<SizeFigures>({
    download: number,
    weights: number,
    inMemory: number,
    checkpoint: number,
    multiplyAdds: number,
    activations: number,
  }),
  layers: list(
    object<LayerCost>({
      layer: text,
      kernel: number,
      outputs: number,
      weights: number,
      multiplyAdds: number,
    }),
  ),
  heldOut: check.nullable(heldOut),
  measured: optional(measured),
});

const report = object<Report>({
  format: oneOf('brushlite-report'),
  version: oneOf(REPORT_VERSION),
  made: date,
  machine: object<Machine>({
    browser: text,
    system: text,
    cores: optional(number),
    executors: list(executor),
  }),
  photo: size,
  picture: size,
  style: object({ id: text, title: text }),
  sides: object<Sides<SideFigures>>({ left: side, right: side }),
  likeness: optional(object<Likeness>({ ssim, psnr: decibels, difference: number })),
});

/** Read a report of this version. Throws one sentence for the visitor, whatever the text is. */
export function parseReport(source: string): Report {
  const given = json(source);
  if (given?.format !== 'brushlite-report') {
    throw new Error('This file is not a Brushlite report. Drop a photo, or a report as JSON.');
  }
  if (given.version !== REPORT_VERSION) {
    const version = typeof given.version === 'number' ? `version ${given.version}` : 'no version';
    throw new Error(
      `This report has ${version}, and this page reads version ${REPORT_VERSION}. Reload the page, or make the report again.`,
    );
  }
  try {
    return report(given, '');
  } catch (error) {
    if (!(error instanceof check.Damaged)) throw error;
    throw new Error(`This report is damaged: ${error.message}.`, { cause: error });
  }
}

function json(
  source: string,
): { readonly format?: unknown; readonly version?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(source);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The rows of the tables of figures: the page shows them, and so does the report in Markdown, with more digits. */
import type {
  ModelFigures,
  SideMeasurement,
  Sides,
  Size,
  SizeFigures,
} from '../../state/compare/index.ts';
import { median, summarize } from '../../state/shared/index.ts';
import {
  against,
  count,
  duration,
  large,
  list,
  megabytes,
  orDash,
  sizeText,
  speedText,
  ssimText,
  type LessAndMore,
} from '../shared/format.ts';
import { words } from '../words/compare.ts';
import type { Figure } from './FiguresTable.tsx';
import { type Part, PARTS } from './LatencyPlots.tsx';
import { mapSides, modelName } from './sides.ts';

/** How numbers are written. */
export interface Formats {
  readonly time: (ms: number) => string;
  readonly bytes: (bytes: number) => string;
  readonly large: (count: number) => string;
  readonly rate: (aSecond: number) => string;
}

const PAGE: Formats = {
  time: duration,
  bytes: megabytes,
  large,
  rate: (aSecond) => aSecond.toFixed(1),
};

/** A table's caption and its rows. */
export interface FigureTable {
  readonly caption: string;
  readonly figures: readonly Figure[];
}

/** Fewer runs have no 95th percentile: one in twenty of them is none. */
const RUNS_FOR_P95 = 20;

/** The times of some runs, by part or as a whole. */
export const timesOf = ({ runs }: SideMeasurement, part: Part | 'total' = 'total') =>
  runs.map((run) => run[part]);

/** @returns what the measured runs say: as a whole, part by part, and before the first of them */
export function latencyTables(
  sides: Sides<SideMeasurement>,
  { time, rate }: Formats = PAGE,
): Readonly<Record<'runs' | 'parts' | 'before', FigureTable>> {
  const text = words.compare.latency;
  const totals = mapSides(sides, (side) => timesOf(side));
  const { left, right } = mapSides(totals, summarize);
  const both = (name: string, times: Sides<readonly number[]>, hint: string): Figure => ({
    ...{ name, hint },
    left: time(median(times.left)),
    right: time(median(times.right)),
    ratio: speedText(times.left, times.right),
  });
  const runs = Math.min(left.runs, right.runs);
  const slow: Figure =
    runs >= RUNS_FOR_P95
      ? { name: text.p95, hint: text.p95Hint, left: time(left.p95), right: time(right.p95) }
      : { name: text.slowest, left: time(left.max), right: time(right.max) };
  const framesASecond: Figure = {
    name: text.framesASecond,
    left: orDash(left.framesPerSecond, rate),
    right: orDash(right.framesPerSecond, rate),
  };
  const download = ({ download: { ms, cached } }: SideMeasurement) => {
    // Where the tab was hidden meanwhile, there is no time.
    if (ms === undefined) return orDash(ms, time);
    return cached ? text.fromCache(time(ms)) : time(ms);
  };
  return {
    runs: {
      caption: text.runs(runs),
      figures: [both(text.median, totals, text.medianHint), slow, framesASecond],
    },
    parts: {
      caption: text.partsCaption,
      figures: PARTS.map((id) => {
        const { title, hint } = text.parts[id];
        return both(
          title,
          mapSides(sides, (side) => timesOf(side, id)),
          hint,
        );
      }),
    },
    before: {
      caption: text.beforeCaption,
      figures: [
        { name: text.download, hint: text.downloadHint, ...mapSides(sides, download) },
        {
          ...{ name: text.warmUp, hint: text.warmUpHint },
          ...mapSides(sides, ({ warmUpMs }) => orDash(warmUpMs, time)),
        },
      ],
    },
  };
}

/** What the table of size and memory is made of. */
export interface SizeAndMemoryFigures {
  readonly figures: Sides<SizeFigures | undefined>;
  /** Measured; undefined where the executor can't measure it. */
  readonly peaks: Sides<SideMeasurement['peak']>;
  /** Of both sides, in pixels. */
  readonly pictures: Sides<Size>;
}

/** @returns what is stored, and what is computed */
export function sizeTable(
  { figures: { left, right }, peaks, pictures }: SizeAndMemoryFigures,
  formats: Formats = PAGE,
): FigureTable {
  const text = words.compare.size;
  const { size, count: number } = words.shared.ratio;
  const row = (
    key: Exclude<keyof SizeFigures, 'seen'>,
    hint: string,
    show: (value: number) => string,
    lessAndMore: LessAndMore,
  ): Figure => ({
    name: text[key],
    hint,
    left: orDash(left?.[key], show),
    right: orDash(right?.[key], show),
    ratio: left && right && against(left[key], right[key], lessAndMore),
  });
  const { bytes } = formats;
  const sizes = [...new Set([pictures.left, pictures.right].map(sizeText))];
  const peak = (of: SideMeasurement['peak']) =>
    orDash(of && bytes(of.bytes), of?.of === 'gpu' ? text.ofGpu : text.ofHeap);
  return {
    caption: text.caption,
    figures: [
      row('download', text.downloadHint, bytes, size),
      row('weights', text.weightsHint, count, number),
      row('inMemory', text.inMemoryHint, bytes, size),
      row('checkpoint', text.checkpointHint, bytes, size),
      row('multiplyAdds', text.multiplyAddsHint(list(sizes)), formats.large, number),
      row('activations', text.activationsHint, bytes, size),
      {
        ...{ name: text.peak, hint: text.peakHint },
        ...mapSides(peaks, peak),
        ratio:
          peaks.left?.of === 'gpu' && peaks.right?.of === 'gpu'
            ? against(peaks.left.bytes, peaks.right.bytes, size)
            : undefined,
      },
    ],
  };
}

/** @returns a peak signal to noise ratio: "31.4 dB", or "equal" */
export const psnrText = (psnr: number): string =>
  Number.isFinite(psnr)
    ? words.compare.models.decibels(psnr.toFixed(1))
    : words.compare.models.equal;

/** @returns the table of all models, of a report: its head, its rows, and what the pictures were compared with */
export function modelsTable(models: readonly ModelFigures[], { time, bytes }: Formats = PAGE) {
  const { columns, note } = words.compare.models;
  const [first] = models;
  return {
    // They were compared with the first of all models. Where that has painted, it is like itself.
    note: first?.likeness?.psnr === Infinity ? note(modelName(first)) : undefined,
    head: [
      columns.model,
      words.compare.reports.ranOn,
      columns.download,
      columns.weights,
      columns.time,
      columns.ssim,
      columns.psnr,
    ],
    rows: models.map((each) => [
      modelName(each),
      words.shared.executors[each.ranOn.id],
      bytes(each.download),
      count(each.weights),
      time(each.ms),
      orDash(each.likeness?.ssim, ssimText),
      orDash(each.likeness?.psnr, psnrText),
    ]),
  };
}

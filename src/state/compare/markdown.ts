import type { Costs, Reduction, SideFigures } from './figures.ts';
import { pairLayers } from './figures.ts';
import type { Report } from './report.ts';
import { summarize } from '../shared/index.ts';
import type { Sides } from './types.ts';

const count = (value: number) => Math.round(value).toLocaleString('en');
const mega = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`;
const ms = (value: number) => `${value.toFixed(1)} ms`;
const percent = (share: number) => (Number.isNaN(share) ? '' : `${(100 * share).toFixed(1)} %`);
const UNKNOWN = 'not measured';

/** Names come from files and drivers: in a table a bar would start a cell, a line end a row. */
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** The report to read and to paste: GitHub's Markdown. */
export function toMarkdown({ date, machine, figures }: Report): string {
  const { sides, picture, photo, style, likeness } = figures;
  const names = [nameOf(sides.left), nameOf(sides.right)];
  const parts = [
    `# ${names.join(' and ')}`,
    `${style.title}, ${picture.width} × ${picture.height} pixels of a photo of ${photo.width} × ${photo.height}. ${machine.browser} on ${machine.platform}, ${machine.cores} logical processors, ${date}.`,
    table(['', ...names, 'left / right'], summaryRows(sides)),
  ];
  if (likeness) {
    const { ssim, psnr, difference } = likeness;
    const decibels = Number.isFinite(psnr) ? `${psnr.toFixed(2)} dB` : 'infinite';
    parts.push(
      `Between the two paintings: SSIM ${ssim.toFixed(4)}, PSNR ${decibels}, mean absolute difference ${difference.toFixed(2)} of 255.`,
    );
  }
  parts.push(table(LAYER_HEAD, layerRows(sides)), heldOut(sides));
  return `${parts.join('\n\n')}\n`;
}

const nameOf = ({ model }: SideFigures) => `${model.title} ${model.precision}`;

function summaryRows({ left, right }: Sides<SideFigures>): string[][] {
  const row = (
    name: string,
    of: (side: SideFigures) => number | undefined,
    show: (value: number) => string,
  ) => {
    const [a, b] = [of(left), of(right)];
    const shown = [a, b].map((value) => (value === undefined ? UNKNOWN : show(value)));
    return [name, ...shown, a && b ? (a / b).toFixed(2) : ''];
  };
  const runs = (side: SideFigures) => side.measured?.runs.map(({ total }) => total);
  const time = (side: SideFigures) => {
    const values = runs(side);
    return values?.length ? summarize(values) : undefined;
  };
  const part = (name: 'upload' | 'inference' | 'readback' | 'draw') => (side: SideFigures) => {
    const values = side.measured?.runs.map((run) => run[name]);
    return values?.length ? summarize(values).median : undefined;
  };
  const ranOn = ({ ranOn: on, executor }: SideFigures) =>
    on ? `${on.id}, ${on.device}${on.software ? ' (emulated)' : ''}` : executor;
  return [
    ['Ran on', ranOn(left), ranOn(right), ''],
    row('Download', ({ size }) => size.download, mega),
    row('Weights', ({ size }) => size.weights, count),
    row('Weights in memory', ({ size }) => size.inMemory, mega),
    row('Training checkpoint', ({ size }) => size.checkpoint, mega),
    row('Multiply-adds', ({ size }) => size.multiplyAdds, count),
    row('Activations at their peak, estimated', ({ size }) => size.activations, mega),
    row('Memory at its peak, measured', ({ measured }) => measured?.peak?.bytes, mega),
    row('Timed runs', (side) => runs(side)?.length, count),
    row('Median', (side) => time(side)?.median, ms),
    row('95th percentile', (side) => time(side)?.p95, ms),
    row(
      'Frames a second',
      (side) => time(side)?.framesPerSecond,
      (fps) => fps.toFixed(1),
    ),
    row('Upload, median', part('upload'), ms),
    row('Inference, median', part('inference'), ms),
    row('Readback, median', part('readback'), ms),
    row('Draw, median', part('draw'), ms),
    row('Load', ({ measured }) => measured?.download.ms, ms),
    row('Warm-up', ({ measured }) => measured?.warmUpMs, ms),
  ];
}

const LAYER_HEAD = [
  'Layer',
  'Kernel',
  'Weights, left',
  'right',
  'reduction',
  'Multiply-adds, left',
  'right',
  'reduction',
];

function layerRows({ left, right }: Sides<SideFigures>): string[][] {
  const { rows, total } = pairLayers({ left: left.layers, right: right.layers });
  const kernel = (row: { kernel: number } | undefined) =>
    row ? `${row.kernel}×${row.kernel}` : '';
  const cells = (a: Costs | undefined, b: Costs | undefined, less: Reduction | undefined) => [
    a ? count(a.weights) : '',
    b ? count(b.weights) : '',
    less ? percent(less.weights) : '',
    a ? count(a.multiplyAdds) : '',
    b ? count(b.multiplyAdds) : '',
    less ? percent(less.multiplyAdds) : '',
  ];
  return [
    ...rows.map(({ layer, left: a, right: b, reduction }) => [
      layer,
      [...new Set([kernel(a), kernel(b)])].filter(Boolean).join(' → '),
      ...cells(a, b, reduction),
    ]),
    ['total', '', ...cells(total.left, total.right, total.reduction)],
  ];
}

function heldOut({ left, right }: Sides<SideFigures>): string {
  const [a, b] = [left.heldOut, right.heldOut];
  if (!a || !b) {
    const unmeasured = [left, right].filter((side) => !side.heldOut).map(nameOf);
    return `Scores on held-out photos: not measured for ${[...new Set(unmeasured)].join(' and ')}.`;
  }
  const rows = a.styles.map(({ id, title, distilled, vgg }) => {
    const other = b.styles.find((style) => style.id === id);
    const scores = [distilled, other?.distilled, vgg, other?.vgg];
    return [title, ...scores.map((score) => score?.toFixed(3) ?? '')];
  });
  return [
    `Scores on ${a.photos} held-out photos of ${a.size} × ${a.size} pixels, lower is better (${cell(a.judge)}):`,
    table(['Style', 'distilled, left', 'right', 'vgg, left', 'right'], rows),
  ].join('\n\n');
}

/** The report as text to read and to paste: GitHub's Markdown. */
import {
  pairLayers,
  type Costs,
  type Reduction,
  type Report,
  type SideFigures,
  type Sides,
} from '../../state/compare/index.ts';
import { summarize } from '../../state/shared/index.ts';
import { count, percent as wholePercent } from '../shared/format.ts';
import { words } from '../words/index.ts';

const text = words.markdown;

// More digits than on the page, since readers may compute with these figures.
const mega = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`;
const ms = (value: number) => `${value.toFixed(1)} ms`;
const percent = (share: number) => (Number.isNaN(share) ? '' : `${(100 * share).toFixed(1)} %`);

/** Names come from files and drivers. In a table, a bar would start a cell and a line break a row. */
const cell = (name: string) => name.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** @returns the report in Markdown, with a line end at its end */
export function toMarkdown({ date, machine, figures }: Report): string {
  const { sides, picture, photo, style, likeness } = figures;
  const names = [nameOf(sides.left), nameOf(sides.right)] as const;
  const parts = [
    `# ${text.title(...names)}`,
    text.about({ style: style.title, boldness: boldnessOf(style), picture, photo, machine, date }),
    table(['', ...names, text.leftOverRight], summaryRows(sides)),
  ];
  if (likeness) {
    const { ssim, psnr, difference } = likeness;
    const decibels = Number.isFinite(psnr) ? text.decibels(psnr.toFixed(2)) : text.infinite;
    parts.push(text.likeness(ssim.toFixed(4), decibels, difference.toFixed(2)));
  }
  parts.push(table(text.layerHead, layerRows(sides)), heldOut(sides));
  return `${parts.join('\n\n')}\n`;
}

const boldnessOf = ({ boldness }: Report['figures']['style']) =>
  boldness === undefined ? undefined : wholePercent(boldness);

const nameOf = ({ model }: SideFigures) => `${model.title} ${model.precision}`;

function summaryRows({ left, right }: Sides<SideFigures>): string[][] {
  const row = (
    name: string,
    of: (side: SideFigures) => number | undefined,
    show: (value: number) => string,
  ) => {
    const [a, b] = [of(left), of(right)];
    const shown = [a, b].map((value) => (value === undefined ? text.notMeasured : show(value)));
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
    on ? `${on.id}, ${on.device}${on.software ? ` ${text.emulated}` : ''}` : executor;
  return [
    [text.rows.ranOn, ranOn(left), ranOn(right), ''],
    row(text.rows.download, ({ size }) => size.download, mega),
    row(text.rows.weights, ({ size }) => size.weights, count),
    row(text.rows.inMemory, ({ size }) => size.inMemory, mega),
    row(text.rows.checkpoint, ({ size }) => size.checkpoint, mega),
    row(text.rows.multiplyAdds, ({ size }) => size.multiplyAdds, count),
    row(text.rows.activations, ({ size }) => size.activations, mega),
    row(text.rows.peak, ({ measured }) => measured?.peak?.bytes, mega),
    row(text.rows.runs, (side) => runs(side)?.length, count),
    row(text.rows.median, (side) => time(side)?.median, ms),
    row(text.rows.p95, (side) => time(side)?.p95, ms),
    row(
      text.rows.framesASecond,
      (side) => time(side)?.framesPerSecond,
      (fps) => fps.toFixed(1),
    ),
    row(text.rows.upload, part('upload'), ms),
    row(text.rows.inference, part('inference'), ms),
    row(text.rows.readback, part('readback'), ms),
    row(text.rows.draw, part('draw'), ms),
    row(text.rows.load, ({ measured }) => measured?.download.ms, ms),
    row(text.rows.warmUp, ({ measured }) => measured?.warmUpMs, ms),
  ];
}

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
    [text.total, '', ...cells(total.left, total.right, total.reduction)],
  ];
}

function heldOut({ left, right }: Sides<SideFigures>): string {
  const [a, b] = [left.heldOut, right.heldOut];
  if (!a || !b) {
    const unmeasured = [left, right].filter((side) => !side.heldOut).map(nameOf);
    return text.heldOutMissing([...new Set(unmeasured)]);
  }
  const rows = a.styles.map(({ id, title, distilled, vgg }) => {
    const other = b.styles.find((style) => style.id === id);
    const scores = [distilled, other?.distilled, vgg, other?.vgg];
    return [title, ...scores.map((score) => score?.toFixed(3) ?? '')];
  });
  return [text.heldOut(a.photos, a.size, cell(a.judge)), table(text.heldOutHead, rows)].join(
    '\n\n',
  );
}

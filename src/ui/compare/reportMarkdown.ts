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
import { count, ssimText } from '../shared/format.ts';
import { deviceAlone, networkTitle, styleTitle, words } from '../words/index.ts';
import { boldnessOfReport, styleOfReport } from './reportStyle.ts';
import { sideNames } from './sides.ts';

// More digits than on the page, since readers may compute with these figures. SSIM has those of the page.
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
  const { left, right } = sideNames(sides);
  const names = sides.left.picture ? ([left, right] as const) : plainNames(sides);
  const parts = [
    `# ${words.markdown.title(...names)}`,
    words.markdown.about({
      style: styleOfReport(style),
      boldness: boldnessOfReport(figures),
      picture,
      photo,
      machine,
      date,
    }),
    table(['', ...names, words.markdown.leftOverRight], summaryRows(sides)),
  ];
  if (likeness) {
    const { ssim, psnr, difference } = likeness;
    const decibels = Number.isFinite(psnr)
      ? words.markdown.decibels(psnr.toFixed(2))
      : words.markdown.infinite;
    parts.push(words.markdown.likeness(ssimText(ssim), decibels, difference.toFixed(2)));
  }
  parts.push(table(words.markdown.layerHead, layerRows(sides)), heldOut(sides));
  return `${parts.join('\n\n')}\n`;
}

const plainNames = ({ left, right }: Sides<SideFigures>) => [nameOf(left), nameOf(right)] as const;

const nameOf = ({ model }: SideFigures) => `${networkTitle(model)} ${model.precision}`;

function summaryRows({ left, right }: Sides<SideFigures>): string[][] {
  const row = (
    name: string,
    of: (side: SideFigures) => number | undefined,
    show: (value: number) => string,
  ) => {
    const [a, b] = [of(left), of(right)];
    const shown = [a, b].map((value) =>
      value === undefined ? words.markdown.notMeasured : show(value),
    );
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
    on
      ? `${on.id}, ${deviceAlone(on)}${on.software ? ` ${words.markdown.emulated}` : ''}`
      : executor;
  return [
    [words.markdown.rows.ranOn, ranOn(left), ranOn(right), ''],
    row(words.markdown.rows.download, ({ size }) => size.download, mega),
    row(words.markdown.rows.weights, ({ size }) => size.weights, count),
    row(words.markdown.rows.inMemory, ({ size }) => size.inMemory, mega),
    row(words.markdown.rows.checkpoint, ({ size }) => size.checkpoint, mega),
    row(words.markdown.rows.multiplyAdds, ({ size }) => size.multiplyAdds, count),
    row(words.markdown.rows.activations, ({ size }) => size.activations, mega),
    row(words.markdown.rows.peak, ({ measured }) => measured?.peak?.bytes, mega),
    row(words.markdown.rows.runs, (side) => runs(side)?.length, count),
    row(words.markdown.rows.median, (side) => time(side)?.median, ms),
    row(words.markdown.rows.p95, (side) => time(side)?.p95, ms),
    row(
      words.markdown.rows.framesASecond,
      (side) => time(side)?.framesPerSecond,
      (fps) => fps.toFixed(1),
    ),
    row(words.markdown.rows.upload, part('upload'), ms),
    row(words.markdown.rows.inference, part('inference'), ms),
    row(words.markdown.rows.readback, part('readback'), ms),
    row(words.markdown.rows.draw, part('draw'), ms),
    row(words.markdown.rows.load, ({ measured }) => measured?.download.ms, ms),
    row(words.markdown.rows.warmUp, ({ measured }) => measured?.warmUpMs, ms),
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
    [words.markdown.total, '', ...cells(total.left, total.right, total.reduction)],
  ];
}

function heldOut({ left, right }: Sides<SideFigures>): string {
  const [a, b] = [left.heldOut, right.heldOut];
  if (!a || !b) {
    const unmeasured = [left, right].filter((side) => !side.heldOut).map(nameOf);
    return words.markdown.heldOutMissing([...new Set(unmeasured)]);
  }
  const rows = a.styles.map(({ id, title, distilled, vgg }) => {
    const other = b.styles.find((style) => style.id === id);
    const scores = [vgg, other?.vgg, distilled, other?.distilled];
    return [styleTitle({ id, title }), ...scores.map((score) => score?.toFixed(3) ?? '')];
  });
  return [words.markdown.heldOut(a.photos, a.size), table(words.markdown.heldOutHead, rows)].join(
    '\n\n',
  );
}

/** The report as text to read and to paste: GitHub's Markdown, in the words of the page. */
import {
  pairLayers,
  type Costs,
  type Figures,
  type ModelFigures,
  type Reduction,
  type Report,
  type SideFigures,
  type Sides,
  SIDES,
} from '../../state/compare/index.ts';
import { count, ssimText } from '../shared/format.ts';
import { deviceAlone, styleTitle, words } from '../words/compare.ts';
import {
  latencyTables,
  modelsTable,
  sizeTable,
  type FigureTable,
  type Formats,
  type SizeAndMemoryFigures,
} from './figureRows.ts';
import { boldnessOfReport, styleOfReport } from './reportStyle.ts';
import { mapSides, modelName, sideNames } from './sides.ts';
import { curvesOf, describeCurves } from './structureChart.ts';

const percent = (share: number) => (Number.isNaN(share) ? '' : `${(100 * share).toFixed(1)} %`);

/** More digits than on the page, since readers may compute with these figures. SSIM has those of the page. */
const PRECISE: Formats = {
  time: (ms) => `${ms.toFixed(1)} ms`,
  bytes: (bytes) => `${(bytes / 1e6).toFixed(bytes < 1e6 ? 3 : 2)} MB`,
  large: count,
  rate: (aSecond) => aSecond.toFixed(2),
};

/** Names come from files and drivers. A line break would end a row or an item. */
const oneLine = (name: string) => name.replaceAll(/\s+/g, ' ');
/** In a table, a bar would start a cell. */
const cell = (name: string) => oneLine(name).replaceAll('|', '\\|');
const item = (text: string) => `- ${oneLine(text)}`;
const bulleted = (texts: readonly string[]) => texts.map(item).join('\n');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** @returns the report in Markdown, with a line end at its end */
export function toMarkdown({ date, machine, figures }: Report): string {
  const { sides, picture, photo, style, models } = figures;
  const named = sideNames(sides);
  const names = sides.left.picture ? named : mapSides(sides, modelName);
  const parts = [
    `# ${words.markdown.title(names.left, names.right)}`,
    words.markdown.about({
      style: styleOfReport(style),
      boldness: boldnessOfReport(figures),
      picture,
      photo,
      machine,
      date,
    }),
    ...latency(sides, names),
    ...quality(figures, names),
    ...sizeAndMemory(figures, names),
    `## ${words.compare.layers.title}`,
    table(words.markdown.layerHead, layerRows(sides)),
    ...(models ? allModels(models) : []),
    words.markdown.leftOut,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** A table of the page, and below it what its rows mean. */
function figureTable({ caption, figures }: FigureTable, { left, right }: Sides<string>): string[] {
  const hints = figures.flatMap(({ name, hint }) =>
    hint ? [words.markdown.hint(name, hint)] : [],
  );
  return [
    `**${caption}**`,
    table(
      ['', left, right, words.compare.rightAgainstLeft],
      figures.map((row) => [row.name, row.left, row.right, row.ratio ?? '']),
    ),
    ...(hints.length > 0 ? [bulleted(hints)] : []),
  ];
}

function latency(sides: Sides<SideFigures>, names: Sides<string>): string[] {
  const { left, right } = mapSides(sides, ({ measured }) => measured);
  const tables = left && right && latencyTables({ left, right }, PRECISE);
  const ranOn = SIDES.flatMap((side) => {
    const on = sides[side].measured?.ranOn ?? sides[side].ranOn;
    if (!on) return [];
    const device = `${deviceAlone(on)}${on.software ? ` ${words.markdown.emulated}` : ''}`;
    return [words.compare.latency.ranOn(names[side], words.shared.executors[on.id], device)];
  });
  return [
    `## ${words.compare.latency.title}`,
    ...(ranOn.length > 0 ? [bulleted(ranOn)] : []),
    ...(tables
      ? [tables.runs, tables.parts, tables.before].flatMap((each) => figureTable(each, names))
      : [words.compare.latency.notReported]),
  ];
}

function quality({ sides, likeness, style }: Figures, names: Sides<string>): string[] {
  const parts = [`## ${words.compare.quality.title}`];
  if (likeness) {
    const { ssim, psnr, difference } = likeness;
    const decibels = Number.isFinite(psnr)
      ? words.markdown.decibels(psnr.toFixed(2))
      : words.markdown.infinite;
    parts.push(words.markdown.likeness(ssimText(ssim), decibels, difference.toFixed(2)));
  }
  parts.push(heldOut(sides));
  const measured = mapSides(sides, (side) => side.heldOut?.structure);
  const curves = curvesOf(measured, style.id);
  if (!curves) return parts;
  const { title, about } = words.compare.structure;
  parts.push(`**${title(styleTitle(curves))}**`, about(curves.photos));
  return [...parts, bulleted(describeCurves(names, curves))];
}

function sizeAndMemory({ sides, picture }: Figures, names: Sides<string>): string[] {
  const of: SizeAndMemoryFigures = {
    figures: mapSides(sides, ({ size }) => size),
    peaks: mapSides(sides, ({ measured }) => measured?.peak),
    pictures: mapSides(sides, (side) => side.picture ?? picture),
  };
  return [`## ${words.compare.size.title}`, ...figureTable(sizeTable(of, PRECISE), names)];
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
    const unmeasured = [left, right].filter((side) => !side.heldOut).map(modelName);
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

function allModels(models: readonly ModelFigures[]): string[] {
  const { note, head, rows } = modelsTable(models, PRECISE);
  return [`## ${words.compare.models.region}`, ...(note ? [note] : []), table(head, rows)];
}

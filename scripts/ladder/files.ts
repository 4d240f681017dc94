/** docs/ladder.md and its plot, as text. It needs the cards alone: no judge, no photo, no network. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { PUBLISHED } from '../../src/state/compare/ladder/published.ts';
import type { PublishedNetwork } from '../../src/state/compare/ladder/types.ts';
import { count, fileSize, large, orDash } from '../../src/ui/shared/format.ts';
import { ladder as words } from '../../src/ui/words/en/ladder.ts';
import { ROOT } from '../prepare.mjs';
import { networks, styleCount, type Network, type Precision } from './figures.ts';
import { ladderPlot } from './plot.ts';

/** The more exact first. */
const PRECISIONS: readonly Precision[] = ['float32', 'float16', 'uint8', 'uint4'];

/** @returns the text of each file, by its path in the repository */
export async function ladderFiles(): Promise<Record<string, string>> {
  const all = networks();
  const photos = all.find(({ judged }) => judged)?.judged?.photos;
  // On other photos the distances are others.
  const judged = all.filter((network) => network.judged?.photos === photos);
  const options = JSON.parse(readFileSync(join(ROOT, '.prettierrc.json'), 'utf8')) as object;
  return {
    'docs/ladder.md': await format(page(all, judged, photos ?? 0), {
      ...options,
      parser: 'markdown',
    }),
    'docs/ladder.svg': ladderPlot(judged),
  };
}

const page = (all: readonly Network[], judged: readonly Network[], photos: number) => `# The ladder

How small can a network be and still paint? Each network below is another way to make the original smaller. All were trained in this project by the same recipe, and paint the same ${styleCount()} styles. The Compare page has them, too: there each paints your own photo, and is timed on your machine. \`npm run ladder\` writes this page from the cards in \`models/\`.

![Weights against the distance from the strokes, of the networks below](ladder.svg)

${networkTable(all, judged)}

Bytes are those of \`model.json\` and \`weights.bin\`, with the rows of all styles. Lower distances are nearer. ${words.judge(photos)}

## Trained for how long

They were not trained for equally long, so one that is less near may only have been trained for less. In these hours, the original and the compressed network had some minutes of a GPU each.

${trainingTable(all)}

## Fewer bits a weight

${precisionTable(all)}

## On one photo

![A photo, and below it a style a row, painted by each network](../training/sheets/ladder.jpg)

\`python3 training/sheets.py --ladder\` makes it.

## Published by others

Nothing here was measured by this project: the figures are as their authors publish them, on other photos and by other judges. A dash is what they do not tell.

${publishedTable()}

LITNet counts two operations for each multiply-add; its figures are halved here.
`;

function networkTable(all: readonly Network[], judged: readonly Network[]): string {
  const precisions = PRECISIONS.filter((one) =>
    all.some(({ stored }) => stored.some(({ precision }) => precision === one)),
  );
  const rows = all.map((network) => {
    const { id, title, weights, multiplyAdds, stored } = network;
    const distances = judged.includes(network) ? network.judged : undefined;
    return [
      ...[`**${title}**`, words.how[id] ?? '', count(weights), large(multiplyAdds)],
      ...precisions.map((one) =>
        orDash(stored.find(({ precision }) => precision === one)?.bytes, fileSize),
      ),
      ...[distances?.content, distances?.structure].map((value) => orDash(value, distance)),
    ];
  });
  const { columns } = words;
  const head = [
    ...[
      columns.network,
      '',
      columns.weights,
      `${columns.multiplyAdds} ${columns.multiplyAddsHint}`,
    ],
    ...precisions,
    ...[columns.content, columns.structure],
  ];
  return table(head, rows);
}

function trainingTable(all: readonly Network[]): string {
  const title = (id?: string) => all.find((network) => network.id === id)?.title ?? '–';
  return table(
    [words.columns.network, 'started from', 'steps', 'hours'],
    all.map(({ title: name, from, training: { steps, hours } }) => [
      ...[name, title(from), count(steps), hours.toFixed(1)],
    ]),
  );
}

/** Of the networks that were judged in more than one precision. */
function precisionTable(all: readonly Network[]): string {
  const rows = all.flatMap(({ title, stored }) => {
    const measured = stored.flatMap(({ judged, ...one }) => (judged ? [{ ...one, judged }] : []));
    const [exact, ...less] = measured;
    if (!exact || less.length === 0) return [];
    return measured.map(({ precision, bytes, judged }) => [
      ...[title, precision, fileSize(bytes)],
      ...[distance(judged.content), distance(judged.structure)],
      change(judged.structure, exact.judged.structure),
    ]);
  });
  if (rows.length === 0) return 'No network was judged in more than one precision.';
  const { network, bytes, content, structure } = words.columns;
  return table([network, 'precision', bytes, content, structure, 'against the first'], rows);
}

function publishedTable(): string {
  const row = ({ id, weights, bytes, multiplyAdds, source }: PublishedNetwork) => {
    const { name, what } = words.networks[id];
    return [
      ...[source ? `[${name}](${source})` : name, what],
      ...[orDash(weights, count), orDash(multiplyAdds, large), orDash(bytes, fileSize)],
    ];
  };
  const { network, weights, bytes, multiplyAdds, multiplyAddsHint } = words.columns;
  const head = [network, '', weights, `${multiplyAdds} ${multiplyAddsHint}`, bytes];
  return table(head, PUBLISHED.map(row));
}

const distance = (value: number) => value.toFixed(3);

/** @returns how much `value` is above `before`: "+1.4 %" */
function change(value: number, before: number): string {
  const percent = 100 * (value / before - 1);
  return `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(1)} %`;
}

/** @returns a Markdown table */
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

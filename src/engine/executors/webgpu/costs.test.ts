/** The figures of README.md are what the plans cost. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { convolutions, layerTable, totalMultiplyAdds } from '../../../network/index.ts';
import { networkOf } from '../../testing/node.ts';
import { guessedPlan, layerCosts, sum, type Cost } from './testing/costs.ts';

const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
const NETWORKS = ['original', 'compressed'] as const;

function costsOf(id: string, height: number, width: number) {
  const layers = convolutions(networkOf(id));
  const plan = guessedPlan(layers, height, width);
  const costs = layerCosts(layers, plan);
  return { costs, all: sum(costs.values()), megabytes: plan.bytes / 1e6 };
}

/** Three figures, as the README writes them: 33.7 of 3.4e10, 1,292 of 1.29e9. */
const figures = ({ operations, bytes, dispatches }: Cost, digits: number) => ({
  dispatches: String(dispatches),
  gflop: operations === 0 ? '' : (operations / 1e9).toFixed(digits),
  megabytes: Math.round(bytes / 1e6).toLocaleString('en'),
});

/** The README's table of layers: the cells of each row, without bold and remarks. */
const rows = readme
  .split('\n')
  .filter((line) => /^\| (picture|conv|res|deconv|painting|\*\*all)/.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.replace(/\*\*|\(.*\)/g, '').trim()),
  );

it('each layer of 512 x 512', () => {
  const both = NETWORKS.map((id) => costsOf(id, 512, 512));
  const expected = rows.map(([name = '']) => [
    name,
    ...both.flatMap(({ costs, all }) => {
      const own = name === 'all' ? all : costs.get(name.startsWith('res1') ? 'res1' : name);
      const { dispatches, gflop, megabytes } = figures(own ?? sum([]), name === 'all' ? 1 : 2);
      return [dispatches, gflop, megabytes];
    }),
  ]);
  expect(rows).toHaveLength(10);
  expect(rows).toEqual(expected);
});

it('each residual block costs the same', () => {
  for (const id of NETWORKS) {
    const { costs } = costsOf(id, 512, 512);
    for (const name of ['res2', 'res3', 'res4', 'res5']) {
      expect(costs.get(name)).toEqual(costs.get('res1'));
    }
  }
});

it('what the layers are by definition', () => {
  const gflop = (id: string) => (2 * totalMultiplyAdds(networkOf(id), 512, 512)) / 1e9;
  const [original, compressed] = NETWORKS.map((id) => gflop(id).toFixed(1));
  expect(readme).toContain(
    `The original has ${original} GFLOP as its layers are defined, the compressed network ${compressed}.`,
  );
  const block = layerTable(networkOf('original'), 512, 512).find(({ layer }) => layer === 'res1');
  const plain = ((2 * (block?.multiplyAdds ?? 0)) / 1e9).toFixed(2);
  expect(readme).toContain(`(${plain} without Winograd)`);
});

it('both networks at 1920 x 1080', () => {
  const [original, compressed] = NETWORKS.map((id) => costsOf(id, 1080, 1920));
  if (!original || !compressed) throw new Error('no networks');
  const gigabytes = ({ all }: typeof original) => (all.bytes / 1e9).toFixed(1);
  const gflop = ({ all }: typeof original) => Math.round(all.operations / 1e9);
  expect(readme).toContain(
    `At 1920 x 1080 they take ${gflop(original)} and ${gflop(compressed)} GFLOP, ` +
      `${gigabytes(original)} and ${gigabytes(compressed)} GB, and ` +
      `${Math.round(original.megabytes)} and ${Math.round(compressed.megabytes)} MB of memory.`,
  );
});

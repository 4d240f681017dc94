/** What learning begins with, of networks of a few channels. */
import { beforeAll, expect, it } from 'vitest';
import type { NetworkSpec } from '../../network/index.ts';
import type { OpsDevice } from '../executors/ops.ts';
import { randomFrom, randomWeights } from '../executors/testing/random.ts';
import { nodeWasmOps } from '../executors/wasm/testing/node.ts';
import type { LearnedRows } from './learner.ts';
import { beginningOf, builtInRows } from './nearest.ts';
import { mixed, prepareLossNetworks, styleOf } from './objective.ts';
import { preparePainter } from './painter.ts';
import { targetsOf } from './targets.ts';
import { tinyLossWeights } from './testing/tinyLoss.ts';
import { wavesAsFloats } from './testing/waves.ts';

const SIDE = 48;
const STYLES = 6;
const conv = { kind: 'conv', kernel: 3 } as const;
const spec: NetworkSpec = {
  ...{ id: 'tiny', title: '', description: '', input: 3 },
  layers: [
    { ...conv, name: 'a', out: 8 },
    { ...conv, name: 'b', out: 3, activation: 'sigmoid' },
  ],
};
const random = randomFrom(5);
const weights = randomWeights(spec, 2 * STYLES, random);
const lossWeights = tinyLossWeights(random);

let ops: OpsDevice['ops'];
beforeAll(async () => {
  ({ ops } = await nodeWasmOps(1));
});

/** Styles of the network, a painting in the first of them, and how far a style's paintings are from it. */
async function page() {
  const painter = preparePainter(ops, spec, weights);
  const networks = prepareLossNetworks(ops, lossWeights);
  const styles = Array.from({ length: STYLES }, (_, soft) =>
    builtInRows(painter.layers, weights, { soft, bold: soft + STYLES }),
  );
  const crop = { values: wavesAsFloats(SIDE, SIDE, 1), side: SIDE };
  const { soft, bold } = styles[0] as LearnedRows;
  const { painting } = painter.paint(ops.map(crop.values, [SIDE, SIDE, 3]), mixed(soft, bold, 0.5));
  const [values] = (await ops.read([painting])) as [Float32Array];
  const targets = await targetsOf(
    ops,
    networks,
    { values, width: SIDE, height: SIDE },
    async () => {},
  );
  const told: [number, number][] = [];
  return {
    styles,
    told,
    begin: (some: readonly LearnedRows[]) =>
      beginningOf(ops, painter, networks, targets, some, crop, async (done, of) => {
        told.push([done, of]);
      }),
    lossOf: (rows: LearnedRows) =>
      styleOf(ops, painter, networks, targets, crop, mixed(rows.soft, rows.bold, 0.5)),
  };
}

it('is at least as near as each style, and says how near the nearest one is', async () => {
  const { styles, begin, lossOf, told } = await page();
  const losses: number[] = [];
  for (const style of styles) losses.push(await lossOf(style));
  const { rows, distance } = await begin(styles);
  expect(distance).toBeCloseTo(Math.min(...losses), 6);
  expect(await lossOf(rows)).toBeLessThanOrEqual(distance);
  expect(told).toEqual(Array.from({ length: STYLES + 3 }, (_, at) => [at, STYLES + 3]));
});

it('is a mix of two styles where that is the nearest, with shares by the square of their losses', async () => {
  const { styles, begin, lossOf } = await page();
  const [first] = styles as [LearnedRows];
  // One style moved to either side: halfway between is the style itself, which is nearer than both.
  const moved = (way: number): LearnedRows => ({
    soft: first.soft.map((value, i) => value + way * Math.sin(i)),
    bold: first.bold.map((value, i) => value + way * Math.sin(i)),
  });
  const sides = [moved(0.4), moved(-0.4)] as const;
  const [left, right] = [await lossOf(sides[0]), await lossOf(sides[1])];
  const { rows, distance } = await begin(sides);
  const share = left ** -2 / (left ** -2 + right ** -2);
  const expected = moved(0.4 * share - 0.4 * (1 - share));
  expect(await lossOf(expected)).toBeLessThan(Math.min(left, right));
  expect(distance).toBeCloseTo(Math.min(left, right), 6);
  for (const kind of ['soft', 'bold'] as const) {
    const off = rows[kind].map((value, i) => Math.abs(value - (expected[kind][i] as number)));
    expect(Math.max(...off)).toBeLessThan(1e-4);
  }
});

it('is the one style where there is but one', async () => {
  const { styles, begin } = await page();
  const [first] = styles as [LearnedRows];
  expect((await begin([first])).rows).toEqual(first);
});

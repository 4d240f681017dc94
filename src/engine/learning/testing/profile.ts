/** What profile.mjs runs: steps of learning in Node, and the processor's time by operation. */
import { parseArgs } from 'node:util';
import { nodeWasmOps } from '../../executors/wasm/testing/node.ts';
import type { ConvShape, Ops, Term } from '../../executors/ops.ts';
import { modelServer } from '../../testing/node.ts';
import { builtInRows } from '../nearest.ts';
import { lossOf } from '../objective.ts';
import { targetsOf } from '../targets.ts';
import { prepared } from './prepared.ts';
import { wavesAsFloats } from './waves.ts';

const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: 'compressed-float16' },
    side: { type: 'string', default: '128' },
    runs: { type: 'string', default: '6' },
    threads: { type: 'string', default: '1' },
  },
});
const side = Number(options.side);
const CROPS = 2;

interface Spent {
  ms: number;
  calls: number;
  /** Multiplications of the plain convolution. */
  products: number;
}

/** Of one run, by operation. */
let spent = new Map<string, Spent>();
let inside = false;

function timed<R>(name: string, work: () => R, products = 0): R {
  if (inside) return work(); // it counts for the operation that calls it
  inside = true;
  const start = performance.now();
  try {
    return work();
  } finally {
    inside = false;
    const so = spent.get(name) ?? { ms: 0, calls: 0, products: 0 };
    so.ms += performance.now() - start;
    so.calls++;
    so.products += products;
    spent.set(name, so);
  }
}

function timedTerm(name: string, term: Term<unknown>, products = 0): Term<unknown> {
  return {
    value: term.value,
    back: (factor) => timed(`${name} back`, () => term.back(factor), products),
  };
}

/** Ops, whose time is kept. */
function watched(ops: Ops<unknown>): Ops<unknown> {
  const all: Ops<unknown> = { ...ops };
  for (const name of [
    ...['map', 'pool', 'poolBack', 'half', 'halfBack'],
    ...['window', 'windowBack', 'add', 'matrix'],
  ] as const) {
    const own = ops[name] as (...args: unknown[]) => unknown;
    Object.assign(all, { [name]: (...args: unknown[]) => timed(name, () => own(...args)) });
  }
  all.prepare = (shape, weights, bias) => {
    const conv = ops.prepare(shape, weights, bias);
    const name = nameOf(shape);
    const each = shape.kernel ** 2 * shape.inputs * shape.outputs;
    return {
      forward: (map) => {
        const [height, width] = ops.shapeOf(map);
        const pixels = (height * width * shape.upsample ** 2) / shape.stride ** 2;
        return timed(`${name} ${height}x${width}`, () => conv.forward(map), pixels * each);
      },
      back: (gradient, map, more) => {
        const [height, width] = map;
        const pixels = (height * width * shape.upsample ** 2) / shape.stride ** 2;
        return timed(
          `${name} ${height}x${width} back`,
          () => conv.back(gradient, map, more),
          pixels * each,
        );
      },
      free: () => conv.free(),
    };
  };
  all.normalize = (map, row, activation, residual) => {
    const { output, back } = timed('normalize', () =>
      ops.normalize(map, row, activation, residual),
    );
    return { output, back: (gradient) => timed('normalize back', () => back(gradient)) };
  };
  all.style = (map, target, energy) => {
    const [height, width, channels] = ops.shapeOf(map);
    const products = height * width * channels * channels;
    return timedTerm(
      'style',
      timed('style', () => ops.style(map, target, energy), products),
      products,
    );
  };
  all.content = (map, wanted) =>
    timedTerm(
      'content',
      timed('content', () => ops.content(map, wanted)),
    );
  all.variation = (map) =>
    timedTerm(
      'variation',
      timed('variation', () => ops.variation(map)),
    );
  return all;
}

const nameOf = ({ kernel, inputs, outputs, stride, upsample, shift }: ConvShape) =>
  [
    `conv ${kernel} ${inputs}>${outputs}`,
    stride > 1 && `/${stride}`,
    upsample > 1 && `x${upsample}`,
    shift && '~',
  ]
    .filter(Boolean)
    .join('');

/** @returns the processor's time so far, of all threads of this process */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

export async function profile(): Promise<void> {
  globalThis.fetch = modelServer().fetch as typeof fetch;
  const device = await nodeWasmOps(Number(options.threads));
  const ops = watched(device.ops);
  const { model, painter, networks } = await prepared(ops, options.model);
  const targets = await targetsOf(ops, networks, {
    ...{ width: 160, height: 144, values: wavesAsFloats(160, 144, 3) },
  });
  const { soft } = builtInRows(painter.layers, model.weights, { soft: 1, bold: 1 });
  const crops = Array.from({ length: CROPS }, (_, index) => ({
    ...{ values: wavesAsFloats(side, side, index + 1), side, boldness: index, top: 3, left: 5 },
  }));
  const runs: { ms: number; processor: number; spent: Map<string, Spent> }[] = [];
  for (let run = 0; run < Number(options.runs) + 2; run++) {
    spent = new Map();
    const start = performance.now();
    const processor = processorMs();
    for (const crop of crops) await lossOf(ops, painter, networks, targets, crop, soft);
    runs.push({
      ms: performance.now() - start,
      processor: processorMs() - processor,
      spent,
    });
  }
  device.dispose();
  runs.splice(0, 2); // until the code is compiled well
  const best = (of: (run: (typeof runs)[number]) => number) => Math.min(...runs.map(of));
  const names = [...(runs[0]?.spent.keys() ?? [])];
  const table = names
    .map((name) => {
      const ms = best((run) => run.spent.get(name)?.ms ?? 0);
      const { calls = 0, products = 0 } = runs[0]?.spent.get(name) ?? {};
      return { name, ms, calls, products };
    })
    .toSorted((a, b) => b.ms - a.ms);
  const sum = table.reduce((total, { ms }) => total + ms, 0);
  for (const { name, ms, calls, products } of table) {
    const rate = products ? `${(products / ms / 1e6).toFixed(1)} G/s` : '';
    console.log(
      `${name.padEnd(34)} ${String(calls).padStart(3)} ${ms.toFixed(1).padStart(8)} ms ${rate}`,
    );
  }
  const work = table.reduce((total, { products }) => total + products, 0);
  console.log(`sum of these ${sum.toFixed(0)} ms, ${(work / 1e9).toFixed(2)} G multiplications`);
  console.log(
    `a step ${best(({ ms }) => ms).toFixed(0)} ms, ${best(({ processor }) => processor).toFixed(0)} ms of processor time`,
  );
}

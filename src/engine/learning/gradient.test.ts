/** One step's loss and gradient beside PyTorch's, see training/learning_goldens.py. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { nodeWasmOps } from '../executors/wasm/testing/node.ts';
import { tfjsOps } from '../executors/tfjs/ops.ts';
import { nodeTfjsWebGpuOps } from '../executors/tfjs-webgpu/testing/node.ts';
import type { Ops } from '../executors/ops.ts';
import { manifest, modelServer, nodeExecutor, repoFile } from '../testing/node.ts';
import { builtInRows } from './nearest.ts';
import { lossOf, type CropLoss } from './objective.ts';
import { targetsOf } from './targets.ts';
import { prepared } from './testing/prepared.ts';
import { wavesAsFloats } from './testing/waves.ts';

interface Wanted {
  readonly boldness: number;
  readonly top: number;
  readonly left: number;
  readonly loss: CropLoss;
  /** Of each convolution's scales and shifts. */
  readonly lengths: Readonly<Record<string, number>>;
  /** Each `every`th number of the gradient. */
  readonly some: readonly number[];
}

const step = JSON.parse(repoFile('src/engine/learning/testing/step.json').toString()) as {
  readonly model: string;
  readonly side: number;
  readonly painting: { readonly width: number; readonly height: number };
  /** Of soft rows, by style. */
  readonly rows: Readonly<Record<string, number>>;
  readonly every: number;
  readonly crops: readonly Wanted[];
};
const crops = step.crops.map((wanted, index) => [index, wanted] as const);

/** Relative: of the length of a gradient, and of a loss. */
const TOLERANCE = 1e-3;

const devices: [name: string, start: () => Promise<Ops<unknown>>][] = [
  ['our kernels', async () => (await nodeWasmOps(1)).ops],
  [
    'TensorFlow.js',
    async () => {
      await nodeExecutor();
      return tfjsOps;
    },
  ],
];

// `npm run test:long` runs this: it takes a minute, and four on the SwiftShader that `npm test` has.
if (process.env['BRUSHLITE_LAVAPIPE']) {
  devices.push(['TensorFlow.js on WebGPU', async () => (await nodeTfjsWebGpuOps()).ops]);
}

beforeAll(() => void vi.stubGlobal('fetch', modelServer().fetch));
afterAll(() => void vi.unstubAllGlobals());

async function computed(ops: Ops<unknown>) {
  const { model, painter, networks } = await prepared(ops, step.model);
  const { width, height } = step.painting;
  const painting = { width, height, values: wavesAsFloats(width, height, 3) };
  const targets = await targetsOf(ops, networks, painting);
  const row = new Float32Array(painter.rowLength);
  for (const [id, share] of Object.entries(step.rows)) {
    const rows = manifest.styles.find((style) => style.id === id)?.rows;
    const { soft } = builtInRows(painter.layers, model.weights, rows ?? { soft: -1, bold: -1 });
    for (const [i, value] of soft.entries()) row[i] = (row[i] as number) + share * value;
  }
  const found: { loss: CropLoss; gradient: Float32Array }[] = [];
  for (const [index, { boldness, top, left }] of step.crops.entries()) {
    const values = wavesAsFloats(step.side, step.side, index + 1);
    const crop = { values, side: step.side, boldness, top, left };
    found.push(await lossOf(ops, painter, networks, targets, crop, row));
  }
  return { found, layers: painter.layers };
}

describe.each(devices)('on %s', (_, start) => {
  let result: Awaited<ReturnType<typeof computed>>;
  beforeAll(async () => void (result = await computed(await start())), 600_000);

  it.each(crops)('crop %i has the loss of PyTorch', (index, { loss }) => {
    for (const [part, value] of Object.entries(loss)) {
      const own = result.found[index]?.loss[part as keyof CropLoss] ?? Number.NaN;
      expect(Math.abs(own - value) / value, part).toBeLessThan(TOLERANCE);
    }
  });

  it.each(crops)('crop %i has its gradient', (index, wanted) => {
    const gradient = result.found[index]?.gradient ?? new Float32Array();
    const usual = Math.hypot(...gradient);
    let at = 0;
    for (const { name, outputs } of result.layers) {
      for (const kind of ['scale', 'shift']) {
        const own = Math.hypot(...gradient.subarray(at, (at += outputs)));
        const length = wanted.lengths[`${name}/${kind}`] ?? Number.NaN;
        // Some are 0 but for rounding: what is added before a normalization changes nothing.
        expect(Math.abs(own - length) / (length + 0.01 * usual), `${name}/${kind}`).toBeLessThan(
          TOLERANCE,
        );
      }
    }
    expect(at).toBe(gradient.length);
    const some = gradient.filter((__, i) => i % step.every === 0);
    expect(some).toHaveLength(wanted.some.length);
    const distance = Math.hypot(...wanted.some.map((value, i) => value - (some[i] as number)));
    expect(distance / Math.hypot(...wanted.some)).toBeLessThan(TOLERANCE);
  });
});

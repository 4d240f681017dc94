/** Networks as learning has them, beside their definition in float64. The gradient is held by gradient.test.ts. */
import { expect, it } from 'vitest';
import type { NetworkSpec } from '../../network/index.ts';
import { nodeWasmOps } from '../executors/wasm/testing/node.ts';
import { randomFloats, randomFrom, randomWeights } from '../executors/testing/random.ts';
import { forward } from '../executors/testing/reference.ts';
import { largestDifference } from '../testing/difference.ts';
import { builtInRows } from './nearest.ts';
import { preparePainter } from './painter.ts';

const conv = { kind: 'conv', kernel: 3 } as const;
const layers: Record<string, NetworkSpec['layers']> = {
  'with convolutions in one part': [
    { ...conv, name: 'a', out: 8, stride: 2 },
    { name: 'b', kind: 'residual', kernel: 3, out: 8 },
    { ...conv, name: 'c', out: 3, upsample: 2, activation: 'sigmoid' },
  ],
  'with separable convolutions': [
    { ...conv, name: 'a', kernel: 5, out: 8 },
    { ...conv, name: 'b', out: 16, stride: 2, separable: true },
    { name: 'c', kind: 'residual', kernel: 5, out: 16, separable: true },
    { name: 'd', kind: 'residual', kernel: 5, out: 16, separable: true, shares: 'c' },
    { ...conv, name: 'e', out: 8, upsample: 2, separable: true },
    { ...conv, name: 'f', kernel: 7, out: 3, activation: 'sigmoid' },
  ],
  'with convolutions of low rank': [
    { ...conv, name: 'a', out: 16, stride: 2, rank: 2 },
    { name: 'b', kind: 'residual', kernel: 3, out: 16, rank: 5 },
    { ...conv, name: 'c', out: 3, upsample: 2, rank: 8, activation: 'sigmoid' },
  ],
};

it.each(Object.entries(layers))('a network %s paints what it is', async (_, layers) => {
  const spec: NetworkSpec = { id: 'x', title: '', description: '', input: 3, layers };
  const random = randomFrom(7);
  const weights = randomWeights(spec, 2, random);
  const [height, width] = [24, 28];
  const values = randomFloats(height * width * 3, random);
  const { ops, dispose } = await nodeWasmOps(1);
  const painter = preparePainter(ops, spec, weights);
  const { soft } = builtInRows(painter.layers, weights, { soft: 1, bold: 0 });
  expect(soft).toHaveLength(painter.rowLength);
  const { painting } = painter.paint(ops.map(values, [height, width, 3]), soft);
  const image = { height, width, channels: 3, values: Float64Array.from(values) };
  const expected = forward(spec, weights, image, [0, 1]).values;
  const [painted = new Float32Array()] = await ops.read([painting]);
  expect(largestDifference(painted, expected)).toBeLessThan(5e-5);
  dispose();
});

/** A network with shifted channels, by TensorFlow.js, is what its definition says. */
import { expect, it } from 'vitest';
import type { NetworkSpec } from '../network/index.ts';
import { nodeExecutor } from './testing/node.ts';
import { randomFloats, randomFrom, randomWeights } from './executors/testing/random.ts';
import { forward } from './executors/testing/reference.ts';

const conv = { kind: 'conv', kernel: 3 } as const;
const spec: NetworkSpec = {
  ...{ id: 'x', title: '', description: '', input: 3 },
  layers: [
    { ...conv, name: 'a', out: 32, stride: 2 },
    { name: 'b', kind: 'residual', kernel: 1, out: 32, shift: 2 },
    { name: 'c', kind: 'residual', kernel: 3, out: 32, shift: 1 },
    { ...conv, name: 'd', out: 3, upsample: 2, activation: 'sigmoid' },
  ],
};

it('as float64, and nothing is left behind', async () => {
  const [height, width] = [12, 20];
  const random = randomFrom(3);
  const weights = randomWeights(spec, 2, random);
  const values = randomFloats(height * width * 3, random);
  const executor = await nodeExecutor();
  const before = executor.allocations();
  const prepared = await executor.prepare({ id: 'x', spec, styles: 2, weights, cached: false });
  const { values: found } = await prepared.run({ height, width, values }, [0, 1]);
  const image = { height, width, channels: 3, values: Float64Array.from(values) };
  const expected = forward(spec, weights, image, [0, 1]).values;
  expect(found).toHaveLength(expected.length);
  const off = expected.map((value, i) => Math.abs(value - (found[i] ?? Number.NaN)));
  expect(Math.max(...off)).toBeLessThan(1e-4);
  prepared.dispose();
  expect(executor.allocations()).toBe(before);
});

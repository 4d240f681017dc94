import { expect, it } from 'vitest';
import { convolutions, rowLength, type NetworkSpec } from '../network/index.ts';
import { randomFloats, randomFrom, randomWeights } from './executors/testing/random.ts';
import { checkStyle, keyOfMix, mixedRow, partsOfRow, sharesOf, type RowMix } from './rowMix.ts';

const spec: NetworkSpec = {
  ...{ id: 'x', title: '', description: '', input: 3 },
  layers: [
    { name: 'a', kind: 'conv', kernel: 3, out: 5 },
    { name: 'b', kind: 'residual', kernel: 3, out: 5 },
  ],
};
const layers = convolutions(spec);
const random = randomFrom(3);
const weights = randomWeights(spec, 3, random);
const own = randomFloats(rowLength(spec), random);

/** One number of a mix, by its definition. */
function expected(at: number, kind: 'scale' | 'shift', c: number, mix: RowMix): number {
  const { name, outputs } = layers[at]!;
  const values = weights.get(`${name}/${kind}`)!.values;
  const before = layers.slice(0, at).reduce((sum, layer) => sum + 2 * layer.outputs, 0);
  const added = 'own' in mix ? mix.own[before + (kind === 'shift' ? outputs : 0) + c]! : 0;
  return sharesOf(mix).reduce((sum, w, row) => sum + w * values[row * outputs + c]!, added);
}

it.each<[string, RowMix]>([
  ['of the model’s rows', [0.2, 0, 0.8]],
  ['with own rows', { shares: [0.2, 0.3, 0], own }],
  ['of own rows alone', { shares: [0, 0, 0], own }],
])('a mix %s is one row: the sum of all, each times its share', (_, mix) => {
  const row = mixedRow(layers, weights, mix);
  expect(row).toHaveLength(layers.length);
  for (const [at, { outputs }] of layers.entries()) {
    for (const kind of ['scale', 'shift'] as const) {
      expect(row[at]?.[kind]).toHaveLength(outputs);
      for (const [c, value] of row[at]![kind].entries()) {
        expect(value).toBeCloseTo(expected(at, kind, c, mix), 6);
      }
    }
  }
});

it('the parts of a row are all of its numbers, in order', () => {
  const parts = partsOfRow(layers, own);
  expect(parts.flatMap(({ scale, shift }) => [...scale, ...shift])).toEqual([...own]);
});

it('a mix of other rows than the model’s is refused', () => {
  const model = { styles: 3, spec };
  const refused = (style: RowMix) => () => checkStyle({ style }, model);
  expect(refused([0, 1, 0])).not.toThrow();
  expect(refused({ shares: [0, 0, 0], own })).not.toThrow();
  expect(refused([1])).toThrow('engine/wrong-style-count');
  expect(refused({ shares: [1], own })).toThrow('engine/wrong-style-count');
  expect(refused({ shares: [0, 0, 0], own: own.subarray(1) })).toThrow('engine/wrong-row');
});

it('has another key where its numbers are others', () => {
  const changed = own.slice();
  changed[7]! += 1;
  const mixes: RowMix[] = [[1, 0], [0, 1], { shares: [1, 0], own }];
  const keys = [...mixes, { shares: [1, 0], own: changed }].map(keyOfMix);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keyOfMix({ shares: [1, 0], own: own.slice() })).toBe(keys[2]);
});

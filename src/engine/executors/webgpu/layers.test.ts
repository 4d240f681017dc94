/** The kernels on Dawn's SwiftShader, layer by layer, against the arithmetic by its definition. */
import { describe, expect, it } from 'vitest';
import type { Convolution, LayerSpec } from '../../../network/index.ts';
import { convolutions } from '../../../network/index.ts';
import { largestDifference } from '../../testing/difference.ts';
import { convolve, forward, moments, type Map3 } from '../testing/reference.ts';
import { prepareNetwork } from './network.ts';
import { imageOf, modelOf, OPTIONS, specOf, gpuForTests } from './testing/made.ts';
import { candidates, directTile, type Tile } from './tiles.ts';

const gpu = gpuForTests();

const map = ({ height, width, values }: ReturnType<typeof imageOf>): Map3 => ({
  ...{ height, width, channels: 3, values: Float64Array.from(values) },
});

/** Layers with a reason: those of the networks, and the edges of tiles, phases and planes. */
const cases: readonly (readonly [string, readonly LayerSpec[], number, number])[] = [
  ['9 x 9 from RGB', [{ name: 'a', kind: 'conv', kernel: 9, out: 32 }], 21, 37],
  ['stride 2', [{ name: 'a', kind: 'conv', kernel: 3, stride: 2, out: 64 }], 17, 23],
  ['channels that fill no plane', [{ name: 'a', kind: 'conv', kernel: 5, out: 5 }], 9, 30],
  ['stride 3', [{ name: 'a', kind: 'conv', kernel: 3, stride: 3, out: 9 }], 19, 8],
  ['enlarged twice', [{ name: 'a', kind: 'conv', kernel: 3, upsample: 2, out: 20 }], 7, 11],
  ['enlarged twice, 5 x 5', [{ name: 'a', kind: 'conv', kernel: 5, upsample: 2, out: 8 }], 6, 11],
  ['enlarged three times', [{ name: 'a', kind: 'conv', kernel: 3, upsample: 3, out: 7 }], 5, 4],
  [
    'residual, shifted',
    [
      { name: 'a', kind: 'conv', kernel: 1, out: 128 },
      { name: 'b', kind: 'residual', kernel: 1, out: 128, shift: 1 },
      { name: 'c', kind: 'residual', kernel: 1, out: 128, shift: 4 },
    ],
    6,
    15,
  ],
  [
    'residual, 3 x 3, after no ReLU',
    [
      { name: 'a', kind: 'conv', kernel: 3, out: 40, activation: 'none' },
      { name: 'b', kind: 'residual', kernel: 3, out: 40 },
    ],
    5,
    40,
  ],
  [
    'weights that are shared, of low rank, and depthwise',
    [
      { name: 'a', kind: 'conv', kernel: 3, out: 20 },
      { name: 'b', kind: 'residual', kernel: 3, out: 20, rank: 6 },
      { name: 'c', kind: 'residual', kernel: 3, out: 20, rank: 6, shares: 'b' },
      { name: 'd', kind: 'conv', kernel: 3, out: 10, stride: 2, separable: true },
      { name: 'e', kind: 'residual', kernel: 5, out: 10, separable: true },
      { name: 'f', kind: 'conv', kernel: 3, out: 9, upsample: 2, separable: true },
    ],
    10,
    18,
  ],
];

/** Of the residual blocks, for which there are most tiles. */
const CONVOLUTION = { kernel: 1, inputs: 128, outputs: 128, stride: 1, upsample: 1, shift: 0 };
const LIMITS = { precision: 'float32', bytes: 1e9 } as const;

describe.each(cases.map((test, index) => [...test, index] as const))(
  '%s',
  (_, layers, height, width, index) => {
    const spec = specOf(...layers);
    const model = modelOf(spec, 3, 2);
    const image = imageOf(height, width, 4);
    const style = [0.25, 0.75];
    const expected = forward(spec, model.weights, map(image), style);

    // Compiling is slow on SwiftShader, so each case has one of the tiles. The last layer does without: a picture
    // of three channels is never computed in tiles.
    const tile = candidates(CONVOLUTION, 1e6, LIMITS)[index % 4];
    const tileOf = (given: Tile) => (conv: Convolution) =>
      conv.name === 'end' ? directTile(conv) : given;
    const tiles: readonly (readonly [string, Tile | undefined])[] = [
      ['as it chooses', undefined],
      ['without workgroup memory', directTile({ ...CONVOLUTION, kernel: 9, stride: 3 })],
      [`in tiles of ${tile?.lanes} x ${tile?.columns} threads`, tile],
    ];
    it.each(tiles)('%s, it is the network by its definition', async (_name, given) => {
      const prepared = await prepareNetwork(model, gpu(), {
        ...OPTIONS,
        tileOf: given && tileOf(given),
      });
      const { values, statistics } = await prepared.run(image, style, { withStatistics: true });
      prepared.dispose();
      expect(largestDifference(values, expected.values)).toBeLessThan(1e-4);
      const lengths = convolutions(spec).map((c) => (c.normalized ? 2 * c.outputs : 0));
      expect(statistics?.map(({ length }) => length)).toEqual(lengths);
      const [conv] = convolutions(spec);
      if (!conv) throw new Error('no layers');
      const first = convolve(map(image), model.weights.get('a/weights')?.values ?? [], conv);
      const { mean, variance } = moments(first);
      const scale = Math.max(...variance);
      const found = statistics?.[0] ?? new Float32Array();
      expect(largestDifference(found.subarray(0, conv.outputs), mean)).toBeLessThan(
        1e-4 * Math.sqrt(scale),
      );
      expect(largestDifference(found.subarray(conv.outputs), variance)).toBeLessThan(1e-4 * scale);
    });
  },
);

describe.each([2, 4] as const)('Winograd’s convolution of tiles of %i', (side) => {
  it.each([
    [64, 64, 9, 14],
    [64, 72, 20, 5],
    [68, 128, 7, 7],
  ])('from %i to %i channels, %i x %i, is the network by its definition', async (...sizes) => {
    const [inputs, outputs, height, width] = sizes;
    const spec = specOf(
      { name: 'a', kind: 'conv', kernel: 1, out: inputs },
      { name: 'b', kind: 'conv', kernel: 3, out: outputs },
    );
    const model = modelOf(spec, 11);
    const image = imageOf(height, width, 12);
    const prepared = await prepareNetwork(model, gpu(), {
      ...OPTIONS,
      tileOf: (conv, pixels) => {
        const all = candidates(conv, pixels, LIMITS);
        const own = all.find(({ winograd }) => winograd === side);
        if (!own && conv.name === 'b') throw new Error('no such tile');
        return own ?? directTile(conv);
      },
    });
    const { values } = await prepared.run(image, [1]);
    prepared.dispose();
    const expected = forward(spec, model.weights, map(image), [1]);
    expect(largestDifference(values, expected.values)).toBeLessThan(2e-4);
  });
});

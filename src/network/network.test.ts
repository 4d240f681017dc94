import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  convolutions,
  channelsPerOffset,
  currentSpec,
  convolutionWork,
  layerTable,
  shiftTaps,
  peakActivationBytes,
  receptiveRadius,
  rowLength,
  sizeMultiple,
  smallestSide,
  totalMultiplyAdds,
  totalWeights,
  type NetworkSpec,
} from './index.ts';

const read = (id: string) =>
  JSON.parse(
    readFileSync(new URL(`../../models/networks/${id}.json`, import.meta.url), 'utf8'),
  ) as NetworkSpec;
const original = read('original');
const compressed = read('compressed');
/** The compressed network, with residual blocks that read from pixels so far away. */
const reading = (shift: number): NetworkSpec => ({
  ...compressed,
  layers: compressed.layers.map((l) => (l.kind === 'residual' ? { ...l, shift } : l)),
});

// The table of the original study: layer, kernel, output channels, weights.
const STUDY = {
  original: [
    ['conv1', 9, 32, 7_776],
    ['conv2', 3, 64, 18_432],
    ['conv3', 3, 128, 73_728],
    ['res1', 3, 128, 294_912],
    ['res2', 3, 128, 294_912],
    ['res3', 3, 128, 294_912],
    ['res4', 3, 128, 294_912],
    ['res5', 3, 128, 294_912],
    ['deconv1', 3, 64, 73_728],
    ['deconv2', 3, 32, 18_432],
    ['deconv3', 9, 3, 7_776],
  ],
  compressed: [
    ['conv1', 9, 32, 7_776],
    ['conv2', 3, 64, 18_432],
    ['conv3', 3, 128, 73_728],
    ['res1', 1, 128, 32_768],
    ['res2', 1, 128, 32_768],
    ['res3', 1, 128, 32_768],
    ['res4', 1, 128, 32_768],
    ['res5', 1, 128, 32_768],
    ['deconv1', 3, 64, 73_728],
    ['deconv2', 3, 32, 18_432],
    ['deconv3', 9, 3, 7_776],
  ],
};

describe('the table of weights', () => {
  it.each([
    ['original', original, 1_674_432],
    ['compressed', compressed, 363_712],
  ] as const)('of %s is the one of the study, to the digit', (id, spec, total) => {
    const table = layerTable(spec, 256, 256);
    expect(table.map((r) => [r.layer, r.kernel, r.outputs, r.weights])).toEqual(STUDY[id]);
    expect(totalWeights(spec)).toBe(total);
  });

  it('falls by 78.3 %', () => {
    const reduction = 1 - totalWeights(compressed) / totalWeights(original);
    expect((100 * reduction).toFixed(1)).toBe('78.3');
  });
});

describe('multiply-adds', () => {
  // Counted another way: every output position of every convolution, with explicit map sizes.
  const bruteForce = (spec: NetworkSpec, height: number, width: number) => {
    let [h, w, sum] = [height, width, 0];
    for (const c of convolutions(spec)) {
      [h, w] = [(h * c.upsample) / c.stride, (w * c.upsample) / c.stride];
      for (let y = 0; y < h; y++) sum += w * c.outputs * c.inputs * c.kernel * c.kernel;
    }
    return sum;
  };

  it.each([
    [64, 64],
    [256, 256],
    [48, 80],
  ])('at %i x %i are those of a count over all output pixels', (h, w) => {
    expect(totalMultiplyAdds(original, h, w)).toBe(bruteForce(original, h, w));
    expect(totalMultiplyAdds(compressed, h, w)).toBe(bruteForce(compressed, h, w));
    for (const spec of [original, compressed]) {
      const sum = convolutionWork(spec, h, w).reduce((all, own) => all + own, 0);
      expect(sum).toBe(bruteForce(spec, h, w));
    }
  });

  it('are 10.08 and 4.71 billion for 256 x 256', () => {
    expect((totalMultiplyAdds(original, 256, 256) / 1e9).toFixed(2)).toBe('10.08');
    expect((totalMultiplyAdds(compressed, 256, 256) / 1e9).toFixed(2)).toBe('4.71');
  });
});

it('a style row has 3,206 numbers in the original and the compressed network', () => {
  expect(rowLength(original)).toBe(3_206);
  expect(rowLength(compressed)).toBe(3_206);
});

it('sizes must be multiples of 4', () => {
  expect(sizeMultiple(original)).toBe(4);
});

it('shifted channels make up for kernels of 1 x 1 in what a pixel sees, and cost no weights', () => {
  // 4 + 1 + 2, ten 3x3 at a quarter of the size (10 x 4), then 2 + 1 + 4; rounding down twice adds up to 1 + 2.
  expect(receptiveRadius(original)).toBe(57);
  const alone = reading(0);
  expect(receptiveRadius(alone)).toBe(17);
  expect(receptiveRadius(reading(1))).toBe(57);
  // Twice 1 + 2 + 4 + 2 + 1 pixels of a quarter of the size.
  expect(receptiveRadius(compressed)).toBe(17 + 80);
  expect(totalWeights(compressed)).toBe(totalWeights(alone));
  expect(totalMultiplyAdds(compressed, 256, 256)).toBe(totalMultiplyAdds(alone, 256, 256));
});

it('a side has to hold what is reflected', () => {
  // Nine pixels reach four to each side; a quarter of eight is two, for kernels of three.
  expect(smallestSide(original)).toBe(8);
  expect(smallestSide(reading(0))).toBe(8);
  expect(smallestSide(compressed)).toBe(20);
});

it('half of the channels are read where they are, and an eighth of the rest from each side', () => {
  const taps = shiftTaps(32);
  const read = Array.from({ length: 32 }, (_, c) =>
    Array.from({ length: 9 }, (_, tap) => taps[tap * 32 + c] as number),
  );
  const only = (tap: number) => Array.from({ length: 9 }, (_, i) => Number(i === tap));
  const wanted = [0, 1, 2, 3, 5, 6, 7, 8].flatMap((tap) => [only(tap), only(tap)]);
  expect(read).toEqual([...Array.from({ length: 16 }, () => only(4)), ...wanted]);
});

it('channels that cannot be cut so are refused', () => {
  expect(channelsPerOffset(128)).toBe(8);
  expect(() => shiftTaps(24)).toThrow(/multiples of 16, not 24/);
});

it('a spec written before `shift` had its name is read, and one of today stays as it is', () => {
  const layers = compressed.layers.map((layer) => {
    const { shift, ...rest } = layer;
    return shift === undefined ? rest : { ...rest, neighbours: shift };
  });
  expect(JSON.stringify(layers)).toContain('"neighbours":4');
  expect(currentSpec({ ...compressed, layers })).toEqual(compressed);
  expect(currentSpec(compressed)).toEqual(compressed);
});

it('activations peak where the last layer reads its padded input', () => {
  const peak = ((256 + 8) * (256 + 8) * 32 + 256 * 256 * 3) * 4;
  expect(peakActivationBytes(compressed, 256, 256)).toBeGreaterThanOrEqual(peak);
  expect(peakActivationBytes(compressed, 256, 256)).toBeLessThan(3 * peak);
});

it('an unknown kind of layer is refused', () => {
  const bad = { ...original, layers: [{ name: 'x', kind: 'dense', kernel: 1, out: 1 }] };
  expect(() => convolutions(bad as unknown as NetworkSpec)).toThrow(/unknown kind/);
});

import { describe, expect, it } from 'vitest';
import { readModels, realManifest } from '../testing/index.ts';
import type { ModelFacts } from './cards.ts';
import { heldOutOf, layersOf, pairLayers, sizeFigures } from './figures.ts';

const read = (path: string): unknown => JSON.parse(readModels(path));
const manifest = realManifest;
const facts = (id: string): ModelFacts => {
  const entry = manifest.models.find((model) => model.id === id);
  if (!entry) throw new Error(`no ${id}`);
  return {
    entry,
    card: read(entry.card) as ModelFacts['card'],
    spec: read(`networks/${entry.network}.json`) as ModelFacts['spec'],
  };
};
const original = facts('original-float32');
const compressed = facts('compressed-float16');
const SQUARE = { width: 256, height: 256 };

describe('the layers of original and compressed', () => {
  const { rows, total } = pairLayers({
    left: layersOf(original, SQUARE),
    right: layersOf(compressed, SQUARE),
  });

  it('are those of the study: 3x3 became 1x1 in the residual blocks, and nowhere else', () => {
    const table = rows.map(({ layer, left, right }) => [
      layer,
      left?.kernel,
      right?.kernel,
      left?.weights,
      right?.weights,
    ]);
    expect(table).toEqual([
      ['conv1', 9, 9, 7_776, 7_776],
      ['conv2', 3, 3, 18_432, 18_432],
      ['conv3', 3, 3, 73_728, 73_728],
      ['res1', 3, 1, 294_912, 32_768],
      ['res2', 3, 1, 294_912, 32_768],
      ['res3', 3, 1, 294_912, 32_768],
      ['res4', 3, 1, 294_912, 32_768],
      ['res5', 3, 1, 294_912, 32_768],
      ['deconv1', 3, 3, 73_728, 73_728],
      ['deconv2', 3, 3, 18_432, 18_432],
      ['deconv3', 9, 9, 7_776, 7_776],
    ]);
  });

  it('have the study’s totals', () => {
    expect(total.left).toEqual({ weights: 1_674_432, multiplyAdds: 10_078_912_512 });
    expect(total.right).toEqual({ weights: 363_712, multiplyAdds: 4_710_203_392 });
    expect(total.reduction?.weights.toFixed(3)).toBe('0.783');
    expect(total.reduction?.multiplyAdds.toFixed(3)).toBe('0.533');
  });

  it('have shares that sum to one, and eight ninths less in a block', () => {
    const sum = (side: 'left' | 'right') =>
      rows.reduce((all, { share }) => all + share[side].weights, 0);
    expect(sum('left')).toBeCloseTo(1);
    expect(sum('right')).toBeCloseTo(1);
    expect(rows[3]?.reduction?.weights).toBeCloseTo(8 / 9);
    expect(rows[0]?.reduction?.weights).toBe(0);
  });

  it('are there, too, for networks that do not have the same ones', () => {
    const [first, ...others] = layersOf(original, SQUARE);
    const pairs = pairLayers({ left: others, right: first ? [first] : [] });
    expect(pairs.rows).toHaveLength(11);
    expect(pairs.rows.at(-1)).toMatchObject({
      layer: 'conv1',
      left: undefined,
      share: { right: { weights: 1 } },
    });
    expect(pairs.rows.at(-1)?.reduction).toBeUndefined();
  });
});

describe('layers without figures', () => {
  it('are those of the other side alone where one side’s are not known', () => {
    const pairs = pairLayers({ left: [], right: layersOf(compressed, SQUARE) });
    expect(pairs.rows).toHaveLength(11);
    expect(pairs.total).toMatchObject({ left: undefined, right: { weights: 363_712 } });
    expect(pairs.total.reduction).toBeUndefined();
    expect(pairs.rows[0]?.share).toMatchObject({ left: { weights: 0 } });
  });

  it('have no share and no reduction where all are 0, as in an odd report', () => {
    const nothing = [{ layer: 'conv1', kernel: 3, outputs: 1, weights: 0, multiplyAdds: 0 }];
    const { rows, total } = pairLayers({ left: nothing, right: layersOf(compressed, SQUARE) });
    expect(rows[0]?.share.left).toEqual({ weights: 0, multiplyAdds: 0 });
    expect(rows[0]?.reduction?.weights).toBeNaN();
    expect(total.reduction?.weights).toBeNaN();
  });
});

describe('the size', () => {
  it('in weights, bytes and multiply-adds is the study’s', () => {
    const figures = sizeFigures(original, 8, SQUARE);
    expect(figures).toMatchObject({ weights: 1_674_432, multiplyAdds: 10_078_912_512 });
    expect(figures.checkpoint).toBe(12 * 1_674_432); // 20.1 MB
    expect(figures.inMemory).toBe(4 * (1_674_432 + 8 * 3_206));
    expect(figures.download).toBe(original.entry.bytes);
    expect(sizeFigures(compressed, 8, SQUARE).checkpoint).toBe(12 * 363_712); // 4.4 MB
  });

  it('is that of the picture as the engine extends it, to a multiple of 4 and no less than 20', () => {
    const even = sizeFigures(compressed, 8, { width: 200, height: 100 });
    expect(sizeFigures(compressed, 8, { width: 197, height: 99 })).toEqual(even);
    expect(even.multiplyAdds / sizeFigures(compressed, 8, SQUARE).multiplyAdds).toBeCloseTo(
      20_000 / 65_536,
    );
    const least = sizeFigures(compressed, 8, { width: 20, height: 100 });
    expect(sizeFigures(compressed, 8, { width: 3, height: 99 })).toEqual(least);
  });
});

describe('the scores on held-out photos', () => {
  it('are the card’s, style by style, with how they were measured', () => {
    const quality = {
      judge: 'measure.py',
      photos: 50,
      size: 256,
      styles: {
        udnie: { distilled: { score: 0.9741 }, vgg: { score: 1.4521 } },
        gone: { distilled: { score: 9 }, vgg: { score: 9 } },
      },
      mean: { distilled: { score: 1.0044 }, vgg: { score: 1.5939 } },
    };
    expect(heldOutOf(quality, manifest)).toEqual({
      judge: 'measure.py',
      photos: 50,
      size: 256,
      styles: [{ id: 'udnie', title: 'Udnie', distilled: 0.9741, vgg: 1.4521 }],
      mean: { distilled: 1.0044, vgg: 1.5939 },
    });
  });

  it('come with the distances from photo and strokes, and those of public networks where there are any', () => {
    const scores = { distilled: { score: 1 }, vgg: { score: 1 } };
    const point = (content: number) => ({ content, structure: 0.1 });
    const levels = { soft: point(0.8), half: point(1), bold: point(1.2) };
    const quality = {
      ...{ judge: 'measure.py', photos: 50, size: 256, styles: {}, mean: scores },
      structure: { udnie: { ...levels, public: point(1.1) }, mondrian: levels, gone: levels },
      structurePhotos: 4,
    };
    const structure = heldOutOf(quality, manifest)?.structure;
    expect(structure?.photos).toBe(4);
    expect(structure?.styles.map(({ id, public: peer }) => [id, peer])).toEqual([
      ['udnie', point(1.1)],
      ['mondrian', undefined],
    ]);
  });

  it('are none where nothing was measured', () => {
    expect(heldOutOf(null, manifest)).toBeNull();
  });
});

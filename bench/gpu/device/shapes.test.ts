import { describe, expect, it } from 'vitest';
import { convolutions } from '../../../src/network/index.ts';
import { networkOf } from '../../../src/engine/testing/node.ts';
import { candidateOf, classOf, mostCandidates, tileName, tilesOf } from './shapes.ts';

const networks = ['original', 'compressed'].map(networkOf);

describe.each(networks.map((spec) => [spec.id, spec] as const))('%s', (_, spec) => {
  const layers = convolutions(spec);

  it('meets every candidate of every layer', () => {
    const most = mostCandidates(layers, 'float32');
    for (const conv of layers) {
      const met = Array.from({ length: most }, (_, i) =>
        tileName(candidateOf(i, 'float32')(conv, 5000)),
      );
      const all = tilesOf(conv, 5000, 'float32').map(tileName);
      expect(new Set(met)).toEqual(new Set(all));
      expect(new Set(all).size).toBe(all.length); // a name for each
    }
  });
});

it('names what layers do', () => {
  const names = networks.flatMap((spec) => convolutions(spec).map(classOf));
  expect(names).toContain('3x3 128>128');
  expect(names).toContain('1x1 128>128 shifted');
  expect(names.some((name) => name.endsWith('/2'))).toBe(true);
  expect(names.some((name) => name.endsWith('x2'))).toBe(true);
});

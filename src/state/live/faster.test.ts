import { expect, it } from 'vitest';
import { fasterNetwork, fasterSize } from './faster.ts';
import { realManifest } from '../testing/index.ts';

const manifest = realManifest;
const painting = { view: 'painting', network: 'compressed' } as const;
const slow = { verdict: 'slow' } as const;
const smallest = manifest.models.toSorted((a, b) => a.weights - b.weights)[0];

it('a machine that is too slow is offered the smallest network', () => {
  expect(fasterNetwork({ ...painting, network: 'original' }, slow, manifest)).toBe(smallest);
});

it.each([
  ['that holds the rate', painting, { verdict: 'holds' }],
  ['that is being measured', painting, { verdict: 'measuring' }],
  ['whose picture stands still', painting, undefined],
  ['that has the smallest network', { ...painting, network: smallest?.network ?? '' }, slow],
  ['that shows two networks', { ...painting, view: 'split' }, slow],
] as const)('one %s is offered none', (_, settings, pace) => {
  expect(fasterNetwork(settings, pace, manifest)).toBeUndefined();
});

it.each([
  ['the largest size that should hold the rate', 24, { ...slow, size: 256, ms: 70 }, 192],
  ['a smaller one for a higher rate', 30, { ...slow, size: 256, ms: 80 }, 160],
  ['the smallest size where none holds it', 24, { ...slow, size: 256, ms: 900 }, 128],
  ['none where the source has no more pixels', 24, { ...slow, size: 128, ms: 70 }, undefined],
  ['none where the rate holds', 24, { verdict: 'holds', size: 256, ms: 40 }, undefined],
  ['none before it is measured', 24, undefined, undefined],
] as const)('a machine that is too slow is offered %s', (_, rate, pace, size) => {
  expect(fasterSize({ rate }, pace)).toBe(size);
});

import { expect, it } from 'vitest';
import { fasterNetwork } from './faster.ts';
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

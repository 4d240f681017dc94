import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { peakActivationBytes } from '../../../network/index.ts';
import { networkOf } from '../../testing/node.ts';
import { place } from './arena.ts';
import { layersOf } from './method.ts';
import { makePlan } from './plan.ts';
import { STEP_FIELDS } from './step.ts';
import { randomFrom } from '../testing/random.ts';
import { packedLength } from './packing.ts';

const file = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');

it('a step has the fields that the kernels read, in their order', () => {
  const source = file('./assembly/step.ts');
  const fields = [...source.matchAll(/^ {2}(\w+): (?:i32|usize);/gm)].map(([, name]) => name);
  expect(fields).toEqual(STEP_FIELDS);
});

describe('the places of buffers', () => {
  const random = randomFrom(3);
  const times = () => Math.floor((random() + 1) * 10);
  it.each(Array.from({ length: 20 }, (_, i) => i))('never overlap while both live (%i)', () => {
    const lives = Array.from({ length: 12 }, () => {
      const from = times();
      return { bytes: 1 + times() * 97, from, to: from + Math.floor(times() / 4), at: -1 };
    });
    const end = place(lives);
    for (const [i, a] of lives.entries()) {
      expect(a.at % 64).toBe(0);
      expect(a.at + a.bytes).toBeLessThanOrEqual(end);
      for (const b of lives.slice(i + 1)) {
        const apart = a.to < b.from || b.to < a.from;
        expect(apart || a.at + a.bytes <= b.at || b.at + b.bytes <= a.at).toBe(true);
      }
    }
  });

  it('are shared by those that do not meet', () => {
    const lives = [0, 1, 2, 3].map((from) => ({ bytes: 640, from, to: from + 1, at: 0 }));
    expect(place(lives)).toBe(1280);
  });
});

/** How the layers are computed, by network. */
const METHODS: Record<string, readonly string[]> = {
  original: [
    ...['winograd', 'direct', 'direct'],
    ...Array.from({ length: 10 }, () => 'winograd'),
    ...['doubled', 'doubled', 'planar'],
  ],
  compressed: [
    ...['winograd', 'direct', 'direct'],
    ...Array.from({ length: 10 }, () => 'direct'),
    ...['doubled', 'doubled', 'planar'],
  ],
  tiny: [
    'direct',
    ...Array.from({ length: 14 }, () => ['depthwise', 'separable']).flat(),
    'planar',
  ],
};

describe.each(Object.keys(METHODS))('the plan of the %s network', (id) => {
  const spec = networkOf(id);
  const layers = layersOf(spec);

  it('uses the kernels that README.md names', () => {
    expect(layers.map(({ method }) => method)).toEqual(METHODS[id]);
  });

  it.each([
    [256, 256],
    [512, 512],
    [2048, 1536],
  ])('at %i x %i needs no more than the estimate of the spec', (height, width) => {
    const plan = makePlan(
      layers,
      layers.map(() => 0),
      0,
      height,
      width,
      1,
    );
    const { scratchBytes } = plan.final.step;
    const estimate = peakActivationBytes(spec, height, width);
    // What the estimate leaves out: the working memory, and sums and coefficients.
    expect(plan.end - scratchBytes).toBeLessThan(estimate + 2e6);
    expect(scratchBytes).toBeLessThan(3e6);
  });

  it('has work for many threads, and needs more memory for each', () => {
    const ends = [1, 2, 3].map(
      (threads) =>
        makePlan(
          layers,
          layers.map(() => 0),
          0,
          256,
          256,
          threads,
        ).end,
    );
    const [one = 0, two = 0, three = 0] = ends;
    expect(two - one).toBe(three - two);
    const plan = makePlan(
      layers,
      layers.map(() => 0),
      0,
      256,
      256,
      1,
    );
    for (const { steps } of plan.layers) {
      for (const { step } of steps) expect(step.strips * step.chunks).toBeGreaterThanOrEqual(16);
    }
  });

  it('has packed weights of no more than three times their number', () => {
    const packed = layers.reduce((sum, layer) => sum + packedLength(layer), 0);
    const plain = layers.reduce((sum, l) => sum + l.kernel ** 2 * l.inputs * l.outputs, 0);
    expect(packed).toBeLessThan(3 * plain);
  });
});

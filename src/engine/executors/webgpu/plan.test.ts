import { describe, expect, it } from 'vitest';
import { convolutions, peakActivationBytes } from '../../../network/index.ts';
import { networkOf } from '../../testing/node.ts';
import { makePlan, type Place } from './plan.ts';
import { candidates, type Tile } from './tiles.ts';

const planOf = (id: string, height: number, width: number) => {
  const layers = convolutions(networkOf(id));
  return makePlan(
    layers,
    height,
    width,
    'float32',
    (layer, pixels) => candidates(layers[layer] as (typeof layers)[number], pixels)[0] as Tile,
  );
};

const bufferOf = (place: Place | undefined) =>
  place && 'buffer' in place ? place.buffer : undefined;

describe.each(['original', 'compressed'])('%s', (id) => {
  const plan = planOf(id, 512, 512);

  it('is 39 dispatches: a convolution and the end of its statistics each, additions, in and out', () => {
    const count = (kernel: string) => plan.steps.filter((step) => step.kernel === kernel).length;
    expect(count('tiled') + count('direct')).toBe(16);
    expect(count('finalize')).toBe(16);
    expect(count('add')).toBe(5);
    expect(plan.steps).toHaveLength(39);
  });

  it('never reads a map that was overwritten', () => {
    /** Of each buffer, the step that wrote it last. */
    const writers = new Map<number | undefined, number>();
    /** The step whose output each step reads, as if every step had a buffer of its own. */
    const reads = plan.steps.map((step, index) => {
      const { kernel, places } = step;
      const inputs = { tiled: [0], direct: [0], add: [0, 2], painting: [0] } as const;
      const own = (inputs as Record<string, readonly number[]>)[kernel] ?? [];
      const found = own.map((at) => writers.get(bufferOf(places[at])));
      const outputs = { image: 1, tiled: 3, direct: 3, add: 4 } as const;
      const out = (outputs as Record<string, number>)[kernel];
      if (out !== undefined) writers.set(bufferOf(places[out]), index);
      return found;
    });
    let last = 0;
    let kept = 0;
    const wanted = plan.steps.map((step, index): readonly number[] => {
      const { kernel, layer } = step;
      if (kernel === 'image' || kernel === 'finalize') return [];
      const input = last;
      last = index;
      if (kernel === 'add') return [kept, input];
      if (convolutions(networkOf(id))[layer]?.residual === 'keep') kept = input;
      return [input];
    });
    expect(reads).toEqual(wanted);
  });

  it('reads and writes no buffer in one dispatch', () => {
    for (const { places } of plan.steps) {
      const maps = places.map(bufferOf).filter((buffer) => buffer !== undefined);
      expect(new Set(maps).size).toBe(maps.length);
    }
  });

  it('takes little more memory than the maps that are alive at a time', () => {
    expect(plan.bytes).toBeLessThan(2 * peakActivationBytes(networkOf(id), 512, 512));
    expect(plan.largest).toBe(512 * 512 * 32 * 4);
  });
});

it('has no more workgroups along a side than a device takes', () => {
  for (const { workgroups } of planOf('original', 4096, 4096).steps) {
    for (const count of workgroups) expect(count).toBeLessThanOrEqual(65_535);
  }
});

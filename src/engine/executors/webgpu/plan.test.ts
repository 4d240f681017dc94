import { describe, expect, it } from 'vitest';
import { convolutions, peakActivationBytes } from '../../../network/index.ts';
import { networkOf } from '../../testing/node.ts';
import type { Place } from './step.ts';
import { guessedPlan } from './testing/costs.ts';

const planOf = (id: string, height: number, width: number) =>
  guessedPlan(convolutions(networkOf(id)), height, width);

const bufferOf = (place: Place | undefined) =>
  place && 'buffer' in place ? place.buffer : undefined;

describe.each(['original', 'compressed'])('%s', (id) => {
  const layers = convolutions(networkOf(id));
  const plan = planOf(id, 512, 512);

  it('has a convolution and the end of its statistics each, additions, and both ends', () => {
    const count = (kernel: string) => plan.steps.filter((step) => step.kernel === kernel).length;
    // Winograd's convolution is three dispatches. Of the compressed network no layer takes it.
    const transformed = id === 'original' ? 10 : 0;
    expect(count('tiled') + count('direct')).toBe(16);
    expect([count('winogradIn'), count('winogradOut')]).toEqual([transformed, transformed]);
    expect([count('finalize'), count('add')]).toEqual([16, 5]);
    expect(plan.steps).toHaveLength(39 + 2 * transformed);
  });

  it('never reads a map that was overwritten', () => {
    /** Which places of a step are maps that it reads, and which one it writes. */
    const inputs: Record<string, readonly number[]> = { finalize: [], image: [], add: [0, 2] };
    const outputs: Record<string, number> = { image: 1, add: 4, winogradIn: 2, winogradOut: 1 };
    /** Of each buffer, the step that wrote it last. */
    const writers = new Map<number | undefined, number>();
    const reads = plan.steps.map(({ kernel, places }, index) => {
      const found = (inputs[kernel] ?? [0]).map((at) => writers.get(bufferOf(places[at])));
      if (kernel !== 'finalize') writers.set(bufferOf(places[outputs[kernel] ?? 3]), index);
      return found;
    });
    let last = 0;
    let kept = 0;
    const wanted = plan.steps.map(({ kernel, layer }, index): readonly number[] => {
      if (kernel === 'image' || kernel === 'finalize') return [];
      const input = last;
      last = index;
      if (kernel === 'add') return [kept, input];
      const starts = kernel === 'winogradIn' || plan.steps[index - 1]?.kernel !== 'winogradIn';
      const isFirst = starts && kernel !== 'winogradOut' && kernel !== 'painting';
      if (isFirst && layers[layer]?.residual === 'keep') kept = input;
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
    expect(plan.bytes).toBeLessThan(2.1 * peakActivationBytes(networkOf(id), 512, 512));
    expect(plan.largest).toBe(512 * 512 * 32 * 4);
  });
});

it('has no more workgroups along a side than a device takes', () => {
  for (const { workgroups } of planOf('original', 4096, 4096).steps) {
    for (const count of workgroups) expect(count).toBeLessThanOrEqual(65_535);
  }
});

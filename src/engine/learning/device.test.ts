import { describe, expect, it } from 'vitest';
import type { ExecutorId } from '../executors/index.ts';
import { GPU_SIZES } from '../executors/entry.ts';
import { inOrder, type DeviceChoice } from './device.ts';

const usual = (['tfjs-webgpu', 'tfjs-webgl', 'wasm', 'tfjs-wasm'] satisfies ExecutorId[]).map(
  (id) => ({ id, device: 'some', software: false, firstSizes: GPU_SIZES }),
);

describe('what a style is learned on', () => {
  it.each<[DeviceChoice | undefined, ExecutorId[]]>([
    [undefined, ['tfjs-webgpu', 'tfjs-webgl', 'wasm', 'tfjs-wasm']],
    ['wasm', ['wasm', 'tfjs-wasm', 'tfjs-webgpu', 'tfjs-webgl']],
    ['tfjs-wasm', ['tfjs-wasm', 'wasm', 'tfjs-webgpu', 'tfjs-webgl']],
    ['processor', ['wasm', 'tfjs-wasm']],
    ['webgl', ['tfjs-webgl', 'tfjs-webgpu', 'wasm', 'tfjs-wasm']],
    // Our own kernels for it can't learn.
    ['webgpu', ['tfjs-webgpu', 'tfjs-webgl', 'wasm', 'tfjs-wasm']],
  ])('asked for %s', (choice, ids) => {
    expect(inOrder(usual, choice).map(({ id }) => id)).toEqual(ids);
  });

  it('what the browser lacks is left out', () => {
    const [, , ...processors] = usual;
    expect(inOrder(processors, 'webgl').map(({ id }) => id)).toEqual(['wasm', 'tfjs-wasm']);
  });
});

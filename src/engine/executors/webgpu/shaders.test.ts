import { expect, it } from 'vitest';
import { convolutions } from '../../../network/index.ts';
import { networkOf } from '../../testing/node.ts';
import { makePlan } from './plan.ts';
import { KERNELS, shaderCode, unrolled, type KernelId } from './shaders.ts';
import { candidates, type Tile } from './tiles.ts';
import { dawnGpu } from './testing/dawn.ts';

it('writes out marked loops, one in another, with literals', () => {
  const code = [
    'for (var p = 0; p < PIXELS; p++) { // unrolled',
    '  for (var q = 0; q < 2; q++) { // unrolled',
    '    sum[p][q] += up[p];',
    '  }',
    '}',
    'for (var k = 0; k < 9; k++) { k; }',
  ].join('\n');
  const [flat] = [unrolled(code, { PIXELS: 2 })];
  for (const index of ['[0][0]', '[0][1]', '[1][0]', '[1][1]'])
    expect(flat).toContain(`sum${index}`);
  expect(flat).not.toContain('unrolled');
  expect(flat).toContain('k < 9');
  expect(() => unrolled(code, {})).toThrow('PIXELS');
});

it('makes shaders that a device with float16 takes, in both precisions', async () => {
  // The null backend has float16 and validates all, and computes nothing.
  const gpu = await dawnGpu(['backend=null'], ['shader-f16']);
  const seen = new Set<string>();
  for (const precision of ['float32', 'float16'] as const) {
    // Compact has depthwise convolutions.
    for (const id of ['original', 'compressed', 'compact']) {
      const layers = convolutions(networkOf(id));
      for (const candidate of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) {
        const plan = makePlan(layers, 64, 64, precision, (conv, pixels) => {
          const all = candidates(conv, pixels, { precision, bytes: 1e9 });
          return (all[candidate] ?? all[0]) as Tile;
        });
        for (const { kernel, constants } of plan.steps) {
          seen.add(kernel);
          await gpu.pipeline(kernel, precision, constants);
        }
      }
    }
    await gpu.pipeline('frameIn', precision, {});
    const module = gpu.device.createShaderModule({ code: shaderCode('frameOut', precision, {}) });
    const { messages } = await module.getCompilationInfo();
    expect(messages).toEqual([]);
  }
  expect([...seen, 'frameIn', 'frameOut'].sort()).toEqual(
    (Object.keys(KERNELS) as KernelId[]).sort(),
  );
  gpu.dispose();
});

/**
 * The kernels in float16, computed by Dawn on Mesa's Vulkan on the processor. SwiftShader has no float16, so this is
 * for `npm run test:long`, which brings a driver that has it.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { smallestSide } from '../../../network/index.ts';
import { ANY_NETWORK, toFloats } from '../../host/pad.ts';
import { entryOf, goldenDifference, meanDifference, ownPixels } from '../../testing/difference.ts';
import { BASE, goldens, goldenValues, mixOf, modelServer, readPng } from '../../testing/node.ts';
import { loadModel } from '../../weights/load.ts';
import { randomFloats, randomFrom } from '../testing/random.ts';
import type { Gpu } from './gpu.ts';
import { prepareNetwork } from './network.ts';
import { hasOverflowed } from './overflow.ts';
import { dawnGpu } from './testing/dawn.ts';

/** Mean difference of 0..1 from PyTorch's float32. */
const MEAN = 2e-3;
/** The largest one. */
const MOST = 1e-2;

const OPTIONS = { precision: 'float16', workAtATime: 1e12 } as const;

describe.runIf(process.env['BRUSHLITE_LAVAPIPE'])('in float16', () => {
  let gpu: Gpu;
  beforeAll(async () => (gpu = await dawnGpu([], ['shader-f16'])));
  afterEach(() => {
    vi.unstubAllGlobals();
    if (gpu.count > 0) throw new Error(`${gpu.count} buffers were left behind`);
  });
  afterAll(() => gpu.dispose());

  describe.each(['original', 'compressed', 'tiny'])('%s', (id) => {
    const fitting = goldens.filter(({ model }) => model === `${id}-float16`);

    it('paints as PyTorch does, and without holes where a picture is black, white or noise', async () => {
      expect(fitting.length).toBeGreaterThan(2);
      const [first] = fitting;
      if (!first) throw new Error('no golden');
      vi.stubGlobal('fetch', modelServer().fetch);
      const model = await loadModel(entryOf(first), BASE, () => {});
      const prepared = await prepareNetwork(model, gpu, OPTIONS);
      for (const golden of fitting) {
        const image = toFloats(readPng(`e2e/goldens/${golden.photo}`), ANY_NETWORK);
        const { values } = await prepared.run(image, mixOf(golden));
        const own = ownPixels(values, image.width, golden);
        const name = `${golden.style} of ${golden.photo}`;
        const mean = meanDifference(own, goldenValues(golden));
        const most = goldenDifference(values, image.width, golden);
        // oxlint-disable-next-line no-console -- docs/journal/webgpu.md has these figures
        console.info(`${id}, ${name}: mean ${mean.toFixed(5)}, largest ${most.toFixed(4)}`);
        expect(mean, name).toBeLessThan(MEAN);
        expect(most, name).toBeLessThan(MOST);
      }
      const side = smallestSide(model.spec);
      const length = side * side * 3;
      for (const values of [
        new Float32Array(length),
        new Float32Array(length).fill(1),
        randomFloats(length, randomFrom(6)).map((value) => (value + 1) / 2),
      ]) {
        const image = { width: side, height: side, values };
        const result = await prepared.run(image, mixOf(first), { withStatistics: true });
        expect(result.values.every((value) => value >= 0 && value <= 1)).toBe(true);
        expect(hasOverflowed(result.statistics ?? [])).toBe(false);
      }
      prepared.dispose();
    });
  });
});

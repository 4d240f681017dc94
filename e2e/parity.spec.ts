/**
 * The page's own pixels are those of PyTorch, on every executor. An executor that is absent fails:
 * the test browser has all of them, WebGL and WebGPU emulated.
 */
import { differenceTo, golden } from './support/page.ts';
import { expect, test } from './support/test.ts';

/** A canvas holds 8 bits: rounding to them may be half a step off. */
const ROUNDING = 0.5 / 255;
const TOLERANCE = { float32: 2e-3, float16: 1e-2 };

for (const executor of ['wasm', 'tfjs-wasm', 'tfjs-webgl', 'tfjs-webgpu'] as const) {
  for (const [model, id] of [
    ['Original', 'original'],
    ['Compressed', 'compressed'],
  ] as const) {
    test(`${id} on ${executor} paints what PyTorch does, in float32`, async ({ stylize }) => {
      await stylize.open(`?executor=${executor}&precision=float32`);
      await stylize.choose(stylize.model(model));
      await stylize.choose(stylize.style('Composition VII'));
      await stylize.photo.setInputFiles(golden('photo.png'));
      await stylize.isDone();
      await expect(stylize.result).toHaveAttribute('data-executor', executor);
      const painting = await stylize.painting();
      expect([painting.width, painting.height]).toEqual([48, 40]);
      const off = await differenceTo(painting, `${id}-float32-composition-vii-photo.f32`);
      expect(off).toBeLessThan(TOLERANCE.float32 + ROUNDING);
    });
  }
}

test('what a visitor gets, float16 at a size that is no multiple of 4, is right too', async ({
  stylize,
}) => {
  await stylize.open('?executor=wasm');
  await stylize.photo.setInputFiles(golden('odd.png'));
  await stylize.isDone();
  const painting = await stylize.painting();
  expect([painting.width, painting.height]).toEqual([45, 38]);
  const off = await differenceTo(painting, 'compressed-float16-great-wave-odd.f32');
  expect(off).toBeLessThan(TOLERANCE.float16 + ROUNDING);
});

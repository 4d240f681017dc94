/**
 * Every executor paints what PyTorch does. The test browser has all of them, WebGL and WebGPU emulated,
 * so a missing one is a failure.
 */
import { differenceTo, golden, TOLERANCE } from './support/page.ts';
import { paintsAllNetworks } from './support/parity.ts';
import { expect, test } from './support/test.ts';

for (const executor of ['wasm', 'tfjs-wasm', 'webgpu', 'tfjs-webgl', 'tfjs-webgpu'] as const) {
  test(`all networks on ${executor} paint what PyTorch does, in float32`, async ({ stylize }) => {
    test.slow();
    await paintsAllNetworks(stylize, executor, TOLERANCE.float32);
  });
}

test('the float16 network that visitors get is correct at a size that is not a multiple of 4', async ({
  stylize,
}) => {
  await stylize.open('?executor=wasm');
  await stylize.photo.setInputFiles(golden('odd.png'));
  await stylize.isDone();
  const painting = await stylize.painting();
  expect([painting.width, painting.height]).toEqual([45, 38]);
  const off = await differenceTo(painting, 'compressed-float16-starry-night-odd.f32');
  expect(off).toBeLessThan(TOLERANCE.float16);
});

/**
 * Our kernels on Firefox' WebGPU. Its compiler of shaders is another than Chromium's, and so is the driver: Mesa's
 * Vulkan on the processor, which has float16. Firefox on Linux has WebGPU only where it is told to.
 */
import { expect } from '@playwright/test';
import { paintsCamera, test, withPreferences } from './support/firefox.ts';
import { pngOf, TOLERANCE } from './support/page.ts';
import { paintsAllNetworks } from './support/parity.ts';

test.use(withPreferences({ 'dom.webgpu.enabled': true, 'gfx.webgpu.ignore-blocklist': true }));

test('all networks paint what PyTorch does, in float16', async ({ stylize, page }) => {
  test.slow();
  await paintsAllNetworks(stylize, 'webgpu', TOLERANCE.float16);
  const features = await page.evaluate(async () => [
    ...((await navigator.gpu?.requestAdapter())?.features ?? []),
  ]);
  expect(features).toContain('shader-f16');
  await stylize.choose(stylize.model('Original')); // the deepest
  for (const [name, level] of [
    ['black', () => 0],
    ['white', () => 255],
    ['noise', (x: number, y: number) => (x * 7919 + y * 104_729 + x * y * 31) % 256],
  ] as const) {
    const buffer = pngOf(48, 40, (x, y) => [level(x, y), level(y, x), level(x, x + y), 255]);
    await stylize.photo.setInputFiles({ name: `${name}.png`, mimeType: 'image/png', buffer });
    await expect(page.getByRole('heading', { name: `${name}.png, painted` })).toBeAttached();
    await stylize.isDone();
  }
  // It would tell that a painting was no good in float16, and was painted once more in float32.
  await expect(stylize.notice.filter({ hasText: /\S/ })).toHaveCount(0);
});

test('a camera is painted frame after frame', async ({ live }) => {
  test.slow();
  await paintsCamera(live, 'webgpu');
});

/**
 * Our kernels on Firefox' WebGPU. Its compiler of shaders is another than Chromium's, and so is the driver: Mesa's
 * Vulkan on the processor, which has float16. Firefox on Linux has WebGPU only where it is told to.
 */
import { expect } from '@playwright/test';
import { firefoxPreferences, test } from './support/firefox.ts';
import { difference } from './support/live.ts';
import { differenceTo, golden, pngOf, TOLERANCE } from './support/page.ts';

test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({
      ...launchOptions,
      firefoxUserPrefs: {
        ...firefoxPreferences,
        'dom.webgpu.enabled': true,
        'gfx.webgpu.ignore-blocklist': true,
      },
    }),
});

test('all networks paint what PyTorch does, in float16', async ({ stylize, page }) => {
  test.slow();
  await stylize.open('?executor=webgpu&precision=float32');
  const features = await page.evaluate(async () => [
    ...((await navigator.gpu?.requestAdapter())?.features ?? []),
  ]);
  expect(features).toContain('shader-f16');
  await stylize.choose(stylize.style('Composition VII'));
  for (const [model, id] of [
    ['Compressed', 'compressed'],
    ['Tiny', 'tiny'],
    ['Original', 'original'],
  ] as const) {
    await test.step(id, async () => {
      await stylize.choose(stylize.model(model));
      if (id === 'compressed') await stylize.photo.setInputFiles(golden('photo.png'));
      await stylize.isDone();
      await expect(stylize.result).toHaveAttribute('data-executor', 'webgpu');
      const off = await differenceTo(
        await stylize.painting(),
        `${id}-float32-composition-vii-photo.f32`,
      );
      expect(off).toBeLessThan(TOLERANCE.float16);
    });
  }
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
  await live.open('?executor=webgpu');
  await live.start();
  await live.paints();
  await expect(live.screen).toHaveAttribute('data-executor', 'webgpu');
  // As in firefox.spec.ts: each colour of Firefox' own false camera is painted the same.
  await live.setStrength(0);
  const first = await live.pixels();
  const change = async () => difference(first, await live.pixels()).most;
  await expect.poll(change).toBeGreaterThan(3);
});

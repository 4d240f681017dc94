/** The same app in Firefox: it paints what PyTorch does, live frames, and two networks. */
import { expect } from '@playwright/test';
import { paintsCamera, test } from './support/firefox.ts';
import { differenceTo, golden, pngOf, TOLERANCE } from './support/page.ts';

test('a photo is painted as PyTorch does', async ({ stylize, page }) => {
  await stylize.open('?executor=wasm');
  await stylize.photo.setInputFiles(golden('odd.png'));
  await stylize.isDone();
  await expect(stylize.result).toHaveAttribute('data-executor', 'wasm');
  const off = await differenceTo(
    await stylize.painting(),
    'compressed-float16-starry-night-odd.f32',
  );
  expect(off).toBeLessThan(TOLERANCE.float16);
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0);
});

test('a cut-out is as transparent as its photo', async ({ stylize }) => {
  await stylize.open('?executor=wasm');
  const alphas = [0, 128, 255];
  const buffer = pngOf(96, 64, (x, y) => [x, 120, 3 * y, alphas[Math.floor(x / 32)] ?? 0]);
  await stylize.photo.setInputFiles({ name: 'cut.png', mimeType: 'image/png', buffer });
  await stylize.isDone();
  const painted = async () => (await stylize.painting()).data.filter((_, at) => at % 4 === 3);
  const wanted = Array.from({ length: 96 * 64 }, (_, at) => alphas[Math.floor((at % 96) / 32)]);
  await expect.poll(painted).toEqual(wanted);
});

test('a camera is painted frame after frame', ({ live }) => paintsCamera(live, 'wasm'));

test('two networks are compared', async ({ compare }) => {
  test.slow();
  await compare.paint('left=original-float32&right=compressed-float16&style=starry-night&size=256');
  for (const [side, file, tolerance] of [
    ['left', 'original-float32-starry-night-photo.f32', TOLERANCE.float32],
    ['right', 'compressed-float16-starry-night-photo.f32', TOLERANCE.float16],
  ] as const) {
    expect(await differenceTo(await compare.painting(side), file)).toBeLessThan(tolerance);
  }
});

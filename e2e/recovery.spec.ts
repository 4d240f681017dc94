/** When the GPU process crashes, what was shown is shown again, and the painting and the next one are made as ever. */
import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { crashGpuProcess } from './support/gpu.ts';
import { difference } from './support/live.ts';
import { differenceTo, golden, TOLERANCE } from './support/page.ts';
import { expect, test } from './support/test.ts';

/** 240 x 180 pixels. */
const LARGE = 'public/samples/thumbs/landscape.jpg';

/** Wait until layers are done, and others are not: it is the GPU that works then. */
const someLayers = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const look = () => {
          const bar = document.querySelector<HTMLProgressElement>('progress[aria-label=Painting]');
          if (bar && bar.value > 0) resolve();
        };
        const all = { subtree: true, childList: true, attributes: true };
        new MutationObserver(look).observe(document, all);
      }),
  );

for (const executor of ['webgl', 'webgpu'] as const) {
  test.describe(executor, () => {
    // Chromium writes to the console when a context or device is lost, which is expected here.
    test.use({ expected: [/lost|WebGL|WebGPU|GPU/i] });

    test(`${executor}: the GPU process crashes during a painting, and between two`, async ({
      stylize,
      browser,
    }) => {
      const off = async (style: string) =>
        await differenceTo(await stylize.painting(), `compressed-float16-${style}-photo.f32`);

      await stylize.open(`?executor=${executor}`);
      const underWay = someLayers(stylize.page);
      // Twenty times as large as the golden one, so that most of it is still to be painted when the crash comes.
      await stylize.photo.setInputFiles(LARGE);
      await underWay;
      await crashGpuProcess(browser);
      await expect(stylize.result).toHaveAttribute('data-state', 'running');
      await stylize.isDone();
      expect(await stylize.size()).toEqual([240, 180]);

      const next = stylize.page.getByRole('heading', { name: 'photo.png, painted' });
      await stylize.photo.setInputFiles(golden('photo.png'));
      await expect(next).toBeAttached();
      await stylize.isDone();
      // A browser that has lost its GPU may give none for a while, and then the processor paints.
      // The canvases come back a moment after the crash, and are drawn again then.
      await expect.poll(() => off('starry-night')).toBeLessThan(TOLERANCE.float16);

      await crashGpuProcess(browser);
      await stylize.choose(stylize.style('Composition VII'));
      await stylize.isDone();
      await expect.poll(() => off('composition-vii')).toBeLessThan(TOLERANCE.float16);
    });
  });
}

test.describe('the browser draws with a GPU, and WebAssembly paints', () => {
  test.use({ expected: [/lost|WebGL|WebGPU|GPU/i] });

  test('photo and painting are shown again', async ({ stylize, page, browser }) => {
    await stylize.open('?executor=wasm');
    // Large enough for Chromium to keep its canvases on the GPU, and so to lose them. Pixels that are read would bring
    // them to the processor, so it is the screen that is looked at.
    await stylize.photo.setInputFiles(LARGE);
    await stylize.isDone();
    const frame = page.getByTestId('photo').locator('xpath=../..');
    const lost = page.evaluate(
      () =>
        new Promise((resolve) => {
          for (const canvas of document.querySelectorAll('canvas')) {
            canvas.addEventListener('contextlost', () => resolve('lost'), { once: true });
          }
        }),
    );
    const shown = async () => {
      const { width, height, data } = PNG.sync.read(await frame.screenshot());
      return { width, height, data: [...data] };
    };
    await frame.evaluate((element) =>
      Promise.all(element.getAnimations({ subtree: true }).map(({ finished }) => finished)),
    );
    const before = await shown();
    await crashGpuProcess(browser);
    expect(await lost).toBe('lost');
    // Edges may be drawn a little otherwise by another process; a picture that is missing differs by far more.
    await expect.poll(async () => difference(before, await shown()).mean).toBeLessThan(1);
  });
});

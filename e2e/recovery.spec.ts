/** When the GPU process crashes, what was shown is shown again, and the next painting is made as ever. */
import { PNG } from 'pngjs';
import { difference } from './support/live.ts';
import { differenceTo } from './support/page.ts';
import { expect, test } from './support/test.ts';

for (const executor of ['webgl', 'webgpu'] as const) {
  test.describe(executor, () => {
    // Chromium writes to the console when a context or device is lost, which is expected here.
    test.use({ expected: [/lost|WebGL|WebGPU|GPU/i] });

    test(`${executor}: the GPU process crashes between two paintings`, async ({
      stylize,
      browser,
    }) => {
      await stylize.paint(`?executor=${executor}`);
      const session = await browser.newBrowserCDPSession();
      await session.send('Browser.crashGpuProcess').catch(() => {});
      await stylize.choose(stylize.style('Composition VII'));
      await stylize.isDone();
      const off = await differenceTo(
        await stylize.painting(),
        'compressed-float16-composition-vii-photo.f32',
      );
      expect(off).toBeLessThan(1e-2 + 0.5 / 255);
    });
  });
}

test.describe('the browser draws with a GPU, and WebAssembly paints', () => {
  test.use({ expected: [/lost|WebGL|WebGPU|GPU/i] });

  test('photo and painting are shown again', async ({ stylize, page, browser }) => {
    await stylize.open('?executor=wasm');
    // Large enough for Chromium to keep its canvases on the GPU, and so to lose them. Pixels that are read would bring
    // them to the processor, so it is the screen that is looked at.
    await stylize.photo.setInputFiles('public/samples/thumbs/landscape.jpg');
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
    const session = await browser.newBrowserCDPSession();
    await session.send('Browser.crashGpuProcess').catch(() => {});
    expect(await lost).toBe('lost');
    // Edges may be drawn a little otherwise by another process; a picture that is missing differs by far more.
    await expect.poll(async () => difference(before, await shown()).mean).toBeLessThan(1);
  });
});

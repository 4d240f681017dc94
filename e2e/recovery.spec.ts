/** When the GPU process crashes, what was shown is shown again, and the painting and the next one are made as ever. */
import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { crashGpuProcess } from './support/gpu.ts';
import { difference } from './support/live.ts';
import { differenceTo, golden, TOLERANCE } from './support/page.ts';
import { expect, test } from './support/test.ts';

/** 240 x 180 pixels. */
const LARGE = 'public/samples/thumbs/landscape.jpg';

/** Put before the code of a worker: it stops in the middle of its first painting, until its request is answered. */
const STOP_ONCE = `{
  const post = self.postMessage.bind(self);
  let stopped = false;
  self.postMessage = (message, transfer) => {
    post(message, transfer);
    const { type, done } = message.update ?? {};
    if (stopped || type !== 'progress' || done === 0) return;
    stopped = true;
    const request = new XMLHttpRequest();
    request.open('GET', new URL('stopped', self.location.href), false);
    request.send();
  };
}`;

/**
 * Workers stop once they have painted some layers, so that no machine is too fast for what is to come then. To be called
 * before the page is opened.
 */
async function stopPaintings(page: Page) {
  let goOn = () => {};
  const released = new Promise<void>((resolve) => (goOn = resolve));
  await page.route('**/assets/worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${STOP_ONCE}\n${await response.text()}` });
  });
  await page.route('**/assets/stopped', async (route) => {
    await released;
    await route.fulfill({ body: '' });
  });
  return { stopped: page.waitForRequest('**/assets/stopped'), goOn };
}

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

      const { stopped, goOn } = await stopPaintings(stylize.page);
      await stylize.open(`?executor=${executor}`);
      await stylize.photo.setInputFiles(LARGE);
      await stopped;
      await crashGpuProcess(browser);
      await expect(stylize.result).toHaveAttribute('data-state', 'running');
      goOn();
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

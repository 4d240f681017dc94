/** When the GPU process crashes, the next painting is made as if nothing had happened. */
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

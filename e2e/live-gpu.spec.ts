/** Frames that stay on the GPU are painted like those that do not. Small ones, since the GPU is emulated. */
import { difference, setVisibility, withCamera } from './support/live.ts';
import { pngOf } from './support/page.ts';
import { expect, test } from './support/test.ts';
import { movingSquare } from './support/y4m.ts';

const film = movingSquare('test-results/films/small.y4m', [48, 32], 8);
test.use({ launchOptions: await withCamera(film, 'allow', 'gpu') });

for (const executor of ['webgl', 'webgpu'] as const) {
  test(`${executor}: a frame of the camera is painted like the same frame as a photo`, async ({
    live,
    page,
    stylize,
  }) => {
    test.slow();
    await live.open(`?executor=${executor}`);
    await live.start();
    await live.paints(2);
    await expect(live.screen).toHaveAttribute(
      'data-executor',
      executor === 'webgl' ? 'tfjs-webgl' : executor,
    );
    await page.getByRole('switch', { name: 'Mirror' }).click();
    await setVisibility(page, 'hidden');
    await live.rests();
    const painted = await live.pixels();
    await live.setStrength(0);
    const camera = await live.pixels();
    const png = pngOf(camera.width, camera.height, (x, y) =>
      camera.data.slice((y * camera.width + x) * 4, (y * camera.width + x) * 4 + 4),
    );
    await stylize.open('?executor=wasm');
    await stylize.photo.setInputFiles({ name: 'f.png', mimeType: 'image/png', buffer: png });
    await stylize.isDone();
    const { mean, most } = difference(await stylize.painting(), painted);
    expect(mean).toBeLessThan(1);
    expect(most).toBeLessThan(24);
  });
}

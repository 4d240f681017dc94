/** A GPU that goes away while the camera is painted is replaced: frames go on, none is black, and a recording is kept. */
import { crashGpuProcess } from './support/gpu.ts';
import { withCamera } from './support/live.ts';
import { expect, test } from './support/test.ts';
import { movingSquare } from './support/y4m.ts';

const film = movingSquare('test-results/films/recovery.y4m', [48, 32], 8);
test.use({
  launchOptions: await withCamera(film, 'allow', 'gpu'),
  // Chromium tells the console when a context is lost; that is all right here.
  expected: [/lost|WebGL|WebGPU|GPU/i],
});

test('the GPU process crashes between two frames', async ({ live, browser }) => {
  test.slow();
  await live.open('?executor=webgl');
  await live.start();
  await live.paints(2);
  await live.button('Record').click();
  const stop = live.button(/^Stop recording/);
  await expect(stop).toBeVisible();
  await live.paints(1);
  await crashGpuProcess(browser);
  await live.paints(4);
  const { data } = await live.pixels();
  const colours = data.filter((_, i) => i % 4 !== 3);
  const mean = colours.reduce((sum, value) => sum + value, 0) / colours.length;
  expect(mean).toBeGreaterThan(20);
  // The browser may have ended it with its GPU, and then that is said; what there was is there.
  const download = live.button(/^Download recording/);
  await expect(stop.or(download).first()).toBeVisible();
  if (await stop.isVisible()) await stop.click();
  else await expect(live.notice).toContainText('The browser ended the recording.');
  // Nothing is offered that has no bytes.
  await expect(download).toBeVisible({ timeout: 30_000 });
});

test('with WebGPU frames go on, too, and still with WebGPU', async ({ live, browser }) => {
  test.slow();
  await live.open('?executor=webgpu');
  await live.start();
  await live.paints(2);
  await crashGpuProcess(browser);
  await live.paints(4);
  await expect(live.screen).toHaveAttribute('data-executor', 'webgpu');
  expect(new Set((await live.pixels()).data).size).toBeGreaterThan(20);
});

/** A camera whose picture gets another shape, as that of a phone that is turned. */
import { readFile } from 'node:fs/promises';
import { expect, test } from './support/test.ts';

/** Run before the page's own scripts: a camera that shows a canvas, which `window.turn` turns on its side. */
function canvasCamera() {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [128, 96];
  let frame = 0;
  const draw = () => {
    const brush = canvas.getContext('2d');
    if (!brush) return;
    const { width, height } = canvas;
    for (let x = 0; x < width; x += 8) {
      brush.fillStyle = `hsl(${(x * 3 + frame) % 360} 70% ${30 + ((x / 8) % 5) * 10}%)`;
      brush.fillRect(x, 0, 8, height);
    }
    frame += 1;
  };
  setInterval(draw, 40);
  Object.assign(window, {
    turn: () => ([canvas.width, canvas.height] = [canvas.height, canvas.width]),
  });
  navigator.mediaDevices.getUserMedia = async () => canvas.captureStream();
}

test('in Split, dividers and names follow the frame; a recording ends with its size, and that is said', async ({
  live,
  page,
}) => {
  test.slow();
  await page.addInitScript(canvasCamera);
  await live.run();
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Split').click();
  const divider = page.getByRole('slider', { name: 'Compressed and camera' });
  await expect(divider).toBeVisible({ timeout: 60_000 });
  const boxes = async () => {
    const [frame, line, name] = await Promise.all([
      live.screen.boundingBox(),
      divider.boundingBox(),
      page
        .locator('p')
        .filter({ hasText: /^Camera$/ })
        .boundingBox(),
    ]);
    if (!frame || !line || !name) throw new Error('not in sight');
    return { frame, line, name };
  };
  await live.button('Record').click();
  await expect(live.button('Stop recording')).toBeVisible();
  const before = await boxes();
  expect(before.frame.width).toBeGreaterThan(before.frame.height);
  await page.evaluate(() => (window as unknown as { turn(): void }).turn());
  await expect(live.notice).toContainText('the recording ended');
  await expect(live.button(/^Download recording/)).toBeVisible({ timeout: 30_000 });
  await expect.poll(async () => (await boxes()).frame.height).toBeGreaterThan(before.frame.height);
  const { frame, line, name } = await boxes();
  expect(frame.height).toBeGreaterThan(frame.width);
  // The range input is wider than the picture by its thumb.
  expect(line.x + line.width / 2).toBeCloseTo(frame.x + frame.width / 2, 0);
  expect(line.height).toBeCloseTo(frame.height, 0);
  expect(name.x).toBeGreaterThan(frame.x + frame.width / 2);
  expect(name.x + name.width).toBeLessThanOrEqual(frame.x + frame.width);
  const picture = await live.pixels();
  expect(picture.height).toBeGreaterThan(picture.width);
  // All frames of the file have the first size.
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    live.button(/^Download recording/).click(),
  ]);
  const bytes = [...(await readFile(await download.path()))];
  const sizes = await page.evaluate(async (all) => {
    const video = document.createElement('video');
    const seen: string[] = [];
    video.muted = true;
    video.src = URL.createObjectURL(new Blob([Uint8Array.from(all)]));
    video.addEventListener('resize', () => seen.push(`${video.videoWidth} x ${video.videoHeight}`));
    await video.play();
    if (!video.ended) await new Promise((resolve) => video.addEventListener('ended', resolve));
    return seen;
  }, bytes);
  expect(sizes).toEqual(['128 x 96']);
});

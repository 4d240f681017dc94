import { readFile } from 'node:fs/promises';
import { isAccessible, tabTo } from './support/accessibility.ts';
import {
  cameraStates,
  difference,
  keepStreams,
  setVisibility,
  withCamera,
} from './support/live.ts';
import { pngOf } from './support/page.ts';
import { expect, test } from './support/test.ts';
import { movingSquare } from './support/y4m.ts';

const FILM = movingSquare('test-results/films/square.y4m');
test.use({ launchOptions: await withCamera(FILM) });

test('the camera starts only when asked to, and is painted frame after frame', async ({
  live,
  page,
}) => {
  await page.addInitScript(keepStreams);
  await live.open();
  await expect(page.getByRole('heading', { name: 'Your camera, as a painting' })).toBeVisible();
  expect(await cameraStates(page)).toEqual([]);
  await live.start();
  await live.paints();
  const first = await live.pixels();
  expect([first.width, first.height]).toEqual([128, 96]);
  // After a fixed number of frames the film could be at its first frame again, so wait for a difference.
  const change = async () => difference(first, await live.pixels()).mean;
  await expect.poll(change).toBeGreaterThan(1);
  await expect(live.measured).toContainText(/Frames a second\s*\d+\.\d/);
  await expect(live.measured).toContainText('128 × 96');
  await expect(live.screen).toHaveAttribute('data-executor', 'wasm');
});

test('stopping and leaving the page release the camera, and the last picture stays', async ({
  live,
  page,
}) => {
  await page.addInitScript(keepStreams);
  await live.run();
  await live.button('Stop').click();
  expect(await cameraStates(page)).toEqual(['ended']);
  const last = await live.pixels();
  expect(new Set(last.data).size).toBeGreaterThan(20);
  await live.start();
  await live.paints();
  await page.getByRole('link', { name: 'Stylize' }).click();
  await expect.poll(() => cameraStates(page)).toEqual(['ended', 'ended']);
  await page.getByRole('link', { name: 'Live' }).click();
  await expect(page.getByText('Stopped')).toBeVisible();
});

test('strength, mirror, style and network can be changed while the camera runs', async ({
  live,
  page,
  stylize,
}) => {
  await live.run();
  await live.setStrength(0);
  await live.button('Stop').click();
  // At a strength of 0 the last frame has the camera's own colours, mirrored.
  const mirrored = await live.pixels();
  const redAt = (x: number) => mirrored.data[(90 * 128 + x) * 4] as number;
  expect(redAt(10)).toBeGreaterThan(redAt(117) + 60);
  await page.getByRole('switch', { name: 'Mirror' }).click();
  const plain = await live.pixels();
  expect(plain.data[(90 * 128 + 10) * 4]).toBeLessThan(redAt(10) - 60);
  await live.setStrength(1);
  await live.start();
  await live.paints();
  const before = await live.pixels();
  await stylize.choose(stylize.style('The Scream'));
  await live.paints(4);
  expect(difference(before, await live.pixels()).mean).toBeGreaterThan(8);
  let send = () => {};
  const held = new Promise<void>((resolve) => (send = resolve));
  await page.route('**/original-float16/weights.bin', async (route) => {
    await held;
    await route.continue();
  });
  await stylize.choose(stylize.model('Original'));
  await expect(page.getByText('Loading the original network')).toBeVisible();
  // The network before goes on painting while the new one is loaded.
  await live.paints();
  await expect(page.getByText('Loading the original network')).toBeVisible();
  send();
  await expect(page.getByText('Loading the original network')).toBeHidden();
  await live.paints();
});

test('the camera that the keyboard started has the focus, and not what had it before', async ({
  live,
  page,
}) => {
  await live.open();
  await page.getByRole('combobox', { name: 'Camera' }).focus();
  await live.button(/^Start the camera/).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Live', exact: true })).toBeFocused();
  // Shortcuts work from there, as they would not from a list.
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('the split view has the chosen network beside the original', async ({
  live,
  page,
  stylize,
}) => {
  await live.run();
  await stylize.choose(stylize.model('Tiny'));
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Split').click();
  const between = page.getByRole('slider', { name: 'Original and Tiny' });
  await expect(between).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('slider', { name: 'Tiny and camera' })).toBeVisible();
  await expect(page.getByText('Snapshots and recordings have all three parts')).toBeVisible();
  // A part that is nearly gone has no name, which would be a column of single letters.
  const name = live.screen.locator('..').locator('.chip', { hasText: 'Original' });
  await expect(name).toBeVisible();
  await between.fill('2');
  await expect(name).toBeHidden();
  await between.fill('33');
  await expect(name).toBeVisible();
  // Another one can be chosen there.
  const beside = page.getByRole('radiogroup', { name: 'Beside the original' });
  await expect(beside.getByRole('radio', { name: /^Tiny/ })).toBeChecked();
  await expect(beside.getByRole('radio')).toHaveCount(2);
  await stylize.choose(beside.getByRole('radio', { name: /^Compressed/ }));
  await expect(page.getByRole('slider', { name: 'Original and compressed' })).toBeVisible({
    timeout: 60_000,
  });
});

test('each part of the split view is the frame as that network paints it', async ({
  live,
  page,
  stylize,
}) => {
  await live.run();
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Split').click();
  const first = page.getByRole('slider', { name: 'Original and compressed' });
  const second = page.getByRole('slider', { name: 'Compressed and camera' });
  await expect(second).toBeVisible({ timeout: 60_000 });
  await page.getByRole('switch', { name: 'Mirror' }).click();
  // A hidden tab paints nothing: the frame on the screen stays, and the dividers can still be moved.
  await setVisibility(page, 'hidden');
  await live.rests();
  const rested = await live.frames();
  const parts: Record<string, Awaited<ReturnType<typeof live.pixels>>> = {};
  for (const [name, left, right] of [
    ['camera', 0, 0],
    ['compressed', 0, 100],
    ['original', 100, 100],
  ] as const) {
    await first.fill('0');
    await second.fill(String(right));
    await first.fill(String(left));
    parts[name] = await live.pixels();
  }
  expect(await live.frames()).toBe(rested);
  const camera = parts['camera'] as (typeof parts)[string];
  const png = pngOf(camera.width, camera.height, (x, y) =>
    camera.data.slice((y * camera.width + x) * 4, (y * camera.width + x) * 4 + 4),
  );
  await stylize.open('?executor=wasm');
  await stylize.photo.setInputFiles({ name: 'frame.png', mimeType: 'image/png', buffer: png });
  for (const [title, name] of [
    ['Compressed', 'compressed'],
    ['Original', 'original'],
  ] as const) {
    await stylize.choose(stylize.model(title));
    await stylize.isDone();
    const { mean, most } = difference(
      await stylize.painting(),
      parts[name] as (typeof parts)[string],
    );
    // The page and the worker each convert the camera's YUV to RGB, and may round differently.
    expect(mean, name).toBeLessThan(1);
    expect(most, name).toBeLessThan(24);
  }
});

test('a hidden tab paints nothing, and goes on when it is shown', async ({ live, page }) => {
  await live.run();
  await setVisibility(page, 'hidden');
  await live.rests();
  await setVisibility(page, 'visible');
  await live.paints();
});

test('an unplugged camera: a message, the last picture stays, and the camera can be started again', async ({
  live,
  page,
}) => {
  await page.addInitScript(keepStreams);
  await live.run();
  await page.evaluate(() => {
    const [stream] = (window as unknown as { streams: MediaStream[] }).streams;
    const [track] = stream?.getVideoTracks() ?? [];
    track?.stop();
    track?.dispatchEvent(new Event('ended')); // as the browser does for a device, not for stop()
  });
  await expect(page.getByText('The camera was disconnected.')).toBeVisible();
  expect(new Set((await live.pixels()).data).size).toBeGreaterThan(20);
  await live.start();
  await live.paints();
});

for (const [name, sentence] of [
  ['NotReadableError', 'another program may be using it'],
  ['NotFoundError', 'No camera was found.'],
] as const) {
  test(`${name}: a message, and a video file can be opened instead`, async ({
    live,
    page,
    stylize,
  }) => {
    await page.addInitScript((error) => {
      navigator.mediaDevices.getUserMedia = async () => {
        throw new DOMException('', error);
      };
    }, name);
    await live.open();
    await stylize.choose(stylize.style('Udnie'));
    await live.start();
    await expect(page.getByText(sentence)).toBeVisible();
    await expect(live.button('Open a video file').first()).toBeEnabled();
    await expect(stylize.style('Udnie')).toBeChecked();
  });
}

test('a message is visible in full screen, too', async ({ live, page }) => {
  await live.run();
  await live.button('Full screen').click();
  await page.waitForFunction(() => document.fullscreenElement);
  await expect(live.button('Leave full screen')).toBeVisible();
  await live.film.setInputFiles({
    name: 'a.mp4',
    mimeType: 'video/mp4',
    buffer: Buffer.from('no'),
  });
  await expect(live.notice).toContainText('a.mp4');
  const onTop = await live.notice.locator('p').evaluate((text) => {
    const { left, top, width, height } = text.getBoundingClientRect();
    return document.elementFromPoint(left + width / 2, top + height / 2) === text;
  });
  expect(onTop).toBe(true);
});

test('when the camera of the last visit is gone, another one is used', async ({ live, page }) => {
  await page.addInitScript(() =>
    localStorage.setItem('brushlite-live', JSON.stringify({ camera: 'gone-long-ago' })),
  );
  await live.open();
  await live.start();
  await expect(live.notice).toContainText('The camera of last time is not here');
  await live.paints();
});

test('at an address that is not secure the page says why there is no camera', async ({
  live,
  page,
}) => {
  await page.addInitScript(() =>
    Object.defineProperty(navigator, 'mediaDevices', { value: undefined }),
  );
  await live.open();
  await live.start();
  await expect(page.getByText('Browsers give the camera to secure addresses only')).toBeVisible();
});

test('a snapshot is a PNG of what is shown', async ({ live, page }) => {
  await live.run();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    live.button('Snapshot').click(),
  ]);
  expect(download.suggestedFilename()).toBe('brushlite-starry-night.png');
  const bytes = await readFile(await download.path());
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([128, 96]);
});

test('works with the keyboard only, and axe finds nothing', async ({ live, page }) => {
  await live.open();
  await isAccessible(page);
  await page.locator('body').click({ position: { x: 1, y: 1 } });
  await tabTo(page, 'Start the camera');
  await page.keyboard.press('Enter');
  await live.paints();
  await isAccessible(page);
});

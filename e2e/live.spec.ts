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

test('nothing starts by itself; the camera is painted, frame after frame', async ({
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
  // Not after so many frames: the film starts over, and what is shown then can be the first one again.
  const change = async () => difference(first, await live.pixels()).mean;
  await expect.poll(change).toBeGreaterThan(1);
  await expect(live.measured).toContainText(/Frames a second\s*\d+\.\d/);
  await expect(live.measured).toContainText('128 × 96');
  await expect(live.screen).toHaveAttribute('data-executor', 'wasm');
});

test('stop, and going to another page, release the camera; the last picture stays', async ({
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

test('strength, mirror, style and network change while it runs', async ({
  live,
  page,
  stylize,
}) => {
  await live.run();
  await live.setStrength(0);
  await live.button('Stop').click();
  // The last frame, unpainted: the camera's own colours, right to left.
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
  await stylize.choose(stylize.model('Original'));
  const frames = await live.frames();
  // The one before goes on while the new one is on its way.
  await expect.poll(() => live.frames()).toBeGreaterThan(frames);
  await expect(page.getByText('Loading the original network')).toBeHidden();
  await live.paints();
});

test('each part of the split is what its network paints of that frame', async ({
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
  // A hidden tab rests: the frame on the screen stays, and the dividers still move over it.
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
    // The camera's YUV becomes RGB once on the page and once in the worker, which may round otherwise.
    expect(mean, name).toBeLessThan(1);
    expect(most, name).toBeLessThan(24);
  }
});

test('a hidden tab rests, and goes on when it is shown', async ({ live, page }) => {
  await live.run();
  await setVisibility(page, 'hidden');
  await live.rests();
  await setVisibility(page, 'visible');
  await live.paints();
});

test('a camera that is unplugged: a sentence, the last picture, and a way on', async ({
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
  test(`${name}: a sentence and a way on`, async ({ live, page, stylize }) => {
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

test('a notice is seen above the full screen, too', async ({ live, page }) => {
  await live.run();
  await live.button('Full screen').click();
  await page.waitForFunction(() => document.fullscreenElement);
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

test('a camera of last time that is gone gives way to another', async ({ live, page }) => {
  await page.addInitScript(() =>
    localStorage.setItem('brushlite-live', JSON.stringify({ camera: 'gone-long-ago' })),
  );
  await live.open();
  await live.start();
  await expect(live.notice).toContainText('The camera of last time is not here');
  await live.paints();
});

test('an address that is not secure has no camera, and says so', async ({ live, page }) => {
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
  expect(download.suggestedFilename()).toBe('brushlite-great-wave.png');
  const bytes = await readFile(await download.path());
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([128, 96]);
});

test('keyboard and screen readers', async ({ live, page }) => {
  await live.open();
  await isAccessible(page);
  await page.locator('body').click({ position: { x: 1, y: 1 } });
  await tabTo(page, 'Start the camera');
  await page.keyboard.press('Enter');
  await live.paints();
  await isAccessible(page);
});

test('frames, bitmaps and memory do not pile up', async ({ live, page }) => {
  test.slow();
  await page.addInitScript(() => {
    const images: (VideoFrame | ImageBitmap)[] = [];
    const Frame = VideoFrame;
    const { clone } = Frame.prototype;
    Frame.prototype.clone = function (this: VideoFrame) {
      const copy = clone.call(this);
      images.push(copy);
      return copy;
    };
    window.VideoFrame = new Proxy(Frame, {
      construct: (target, args) => {
        const frame = new target(...(args as ConstructorParameters<typeof VideoFrame>));
        images.push(frame);
        return frame;
      },
    });
    const { drawImage } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.drawImage = function (...args: unknown[]) {
      if (args[0] instanceof ImageBitmap) images.push(args[0]);
      return Reflect.apply(drawImage, this, args);
    };
    Object.assign(window, {
      openImages: () =>
        images.filter((image) =>
          image instanceof ImageBitmap ? image.width > 0 : image.codedWidth > 0,
        ).length,
    });
  });
  await live.open();
  await live.start();
  await live.paints(20);
  const session = await page.context().newCDPSession(page);
  const state = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const images = await page.evaluate(() =>
      (window as unknown as { openImages(): number }).openImages(),
    );
    return { images, megabytes: usedSize / 1e6 };
  };
  const before = await state();
  // One on the screen with its painting, one under way with its copy.
  expect(before.images).toBeLessThanOrEqual(4);
  await live.paints(150);
  const after = await state();
  expect(after.images).toBeLessThanOrEqual(4);
  expect(after.megabytes).toBeLessThan(before.megabytes + 1);
});

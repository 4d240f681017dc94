/** Frames are let go of. Small ones, so that many of them do not take long. */
import { withCamera } from './support/live.ts';
import { expect, test } from './support/test.ts';
import { movingSquare } from './support/y4m.ts';

const film = movingSquare('test-results/films/small.y4m', [48, 32], 8);
test.use({ launchOptions: await withCamera(film) });

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
  // One on the screen with its painting, one being painted with its copy.
  expect(before.images).toBeLessThanOrEqual(4);
  await live.paints(150);
  const after = await state();
  expect(after.images).toBeLessThanOrEqual(4);
  expect(after.megabytes).toBeLessThan(before.megabytes + 1);
});

/** Each fault is told in one sentence, and nothing that was on the page is lost. */
import { readFile } from 'node:fs/promises';
import { animatedGif, exifJpeg, hugePngHeader } from './support/files.ts';
import { golden, type StylizePage, type TestFile } from './support/page.ts';
import { expect, test } from './support/test.ts';
import { gateWorkers, messagesOf } from './support/workers.ts';

const file = (name: string, mimeType: string, buffer: Buffer): TestFile => ({
  name,
  mimeType,
  buffer,
});

async function paintFirst(stylize: StylizePage) {
  await stylize.open();
  await stylize.choose(stylize.style('Udnie'));
  await stylize.photo.setInputFiles(golden('photo.png'));
  await stylize.isDone();
  return stylize.painting();
}

/** The page says `sentence`, and still shows the earlier painting and settings. */
async function nothingIsLost(
  stylize: StylizePage,
  before: Awaited<ReturnType<StylizePage['painting']>>,
  sentence: RegExp,
) {
  await expect(stylize.notice).toHaveText(sentence);
  await expect(stylize.result).toHaveAttribute('data-state', 'done');
  expect(await stylize.painting()).toEqual(before);
  await expect(stylize.style('Udnie')).toBeChecked();
}

test('a notice goes with Escape, and when the visitor goes on', async ({ stylize, page }) => {
  await paintFirst(stylize);
  const notes = [file('notes.txt', 'text/plain', Buffer.from('just words'))];
  await stylize.drop(notes);
  await expect(stylize.notice).toContainText('is not a picture');
  // Escape ends one thing after the other: the notice lies above the crop tool.
  await page.getByRole('button', { name: 'Crop' }).click();
  await expect(stylize.notice).toContainText('is not a picture');
  const crop = page.getByRole('slider', { name: 'Left side' });
  await page.keyboard.press('Escape');
  await expect(stylize.notice).toBeEmpty();
  await expect(crop).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(crop).toHaveCount(0);
  await stylize.drop(notes);
  await expect(stylize.notice).toContainText('is not a picture');
  await stylize.choose(stylize.style('The Scream'));
  await expect(stylize.notice).toBeEmpty();
  await stylize.isDone();
});

test('files that are not pictures, damaged, empty or too large are refused with the reason', async ({
  stylize,
  page,
}) => {
  const before = await paintFirst(stylize);
  const jpeg = await readFile('public/samples/thumbs/landscape.jpg');
  const cases: [TestFile[], RegExp][] = [
    [[file('notes.txt', 'text/plain', Buffer.from('just words'))], /“notes.txt” is not a picture/],
    [[file('renamed.jpg', 'image/jpeg', Buffer.from('just words'))], /is not a picture/],
    [
      [file('half.jpg', 'image/jpeg', jpeg.subarray(0, jpeg.length >> 1))],
      /damaged or was cut off/,
    ],
    [[file(`${'long'.repeat(60)}.txt`, 'text/plain', Buffer.from('words'))], /not a picture/],
    [[file('none.png', 'image/png', Buffer.alloc(0))], /“none.png” is empty/],
    [[file('bomb.png', 'image/png', hugePngHeader(30_000, 30_000))], /30000 × 30000 pixels/],
  ];
  for (const [files, sentence] of cases) {
    await stylize.drop(files);
    await nothingIsLost(stylize, before, sentence);
    await page.getByRole('button', { name: 'Close this message' }).click();
  }
  // 60 MB are made in the page: sending them there would take longer than the test.
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([new Uint8Array(60e6)], 'big.jpg', { type: 'image/jpeg' }));
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  });
  await nothingIsLost(stylize, before, /“big.jpg” is 60 MB, more than the 50 MB/);
});

test('a photo is turned as its EXIF orientation says', async ({ stylize, page }) => {
  await stylize.open();
  const upright = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(64, 32);
    const brush = canvas.getContext('2d');
    if (!brush) throw new Error('no canvas');
    brush.fillStyle = 'red';
    brush.fillRect(0, 0, 32, 32);
    brush.fillStyle = 'blue';
    brush.fillRect(32, 0, 32, 32);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 1 });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  // Orientation 6: shown rotated by 90 degrees clockwise, so the left half comes on top.
  const turned = exifJpeg(Buffer.from(upright), 6);
  await stylize.photo.setInputFiles(file('turned.jpg', 'image/jpeg', turned));
  await stylize.isDone();
  const { width, height, data } = await stylize.original();
  expect([width, height]).toEqual([32, 64]);
  const at = (x: number, y: number) => data.slice((y * width + x) * 4, (y * width + x) * 4 + 3);
  const [red, , blue] = at(16, 8);
  expect(red).toBeGreaterThan(200);
  expect(blue).toBeLessThan(60);
  expect(at(16, 56)[2]).toBeGreaterThan(200);
  const painting = await stylize.painting();
  expect([painting.width, painting.height]).toEqual([32, 64]);
});

test('of an animated GIF the first frame is used', async ({ stylize }) => {
  await stylize.open();
  const gif = animatedGif(8, 8, [
    [255, 0, 0],
    [0, 0, 255],
  ]);
  await stylize.photo.setInputFiles(file('moving.gif', 'image/gif', gif));
  await stylize.isDone();
  const { data } = await stylize.original();
  expect(data.slice(0, 4)).toEqual([255, 0, 0, 255]);
});

test('dropping something that is not a file shows a message and does not leave the page', async ({
  stylize,
  page,
}) => {
  await stylize.open();
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.setData('text/uri-list', 'https://example.com/');
    return transfer;
  });
  await page.dispatchEvent('main', 'drop', { dataTransfer: data });
  await expect(stylize.notice).toHaveText(/not a picture file/);
});

test.describe('the server', () => {
  test.use({ expected: [/Failed to load resource/] });

  test('does not answer on the first visit: a message, and trying again works', async ({
    stylize,
    page,
  }) => {
    await page.route('**/models/manifest.json', (route) => route.abort());
    await stylize.open();
    await expect(
      page.getByText(/list of networks could not be downloaded. Check your conn/),
    ).toBeVisible();
    await stylize.photo.setInputFiles(golden('photo.png'));
    await page.unroute('**/models/manifest.json');
    await page.getByRole('button', { name: 'Try again' }).click();
    await stylize.isDone();
  });

  test('sends a page for the list of networks, and then the list: trying again works', async ({
    stylize,
    page,
  }) => {
    const html = { contentType: 'text/html', body: '<!doctype html><title>Moved</title>' };
    await page.route('**/models/manifest.json', (route) => route.fulfill(html));
    await stylize.open();
    await stylize.photo.setInputFiles(golden('photo.png'));
    await expect(page.getByText(/not one that this page can read/).first()).toBeVisible();
    await page.unroute('**/models/manifest.json');
    await page.getByRole('button', { name: 'Try again' }).click();
    await stylize.isDone();
  });

  test('does not send the weights: the photo stays, and trying again paints it', async ({
    stylize,
    page,
  }) => {
    await page.route('**/weights.bin', (route) => route.abort());
    await stylize.open();
    await stylize.photo.setInputFiles(golden('photo.png'));
    await expect(stylize.result).toHaveAttribute('data-state', 'failed');
    await expect(page.getByText(/network could not be downloaded \(no answer/)).toBeVisible();
    await page.unroute('**/weights.bin');
    await page.getByRole('button', { name: 'Try again' }).click();
    await stylize.isDone();
  });

  test('is slow: the page waits for the download and asks for it once', async ({
    stylize,
    page,
  }) => {
    let asked = 0;
    let answer = () => {};
    const slow = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/weights.bin', async (route) => {
      asked++;
      await slow;
      await route.continue();
    });
    await page.clock.install();
    await gateWorkers(page);
    await stylize.open();
    await expect.poll(() => asked).toBe(1);
    const before = await messagesOf(page);
    await stylize.photo.setInputFiles(golden('photo.png'));
    await expect(stylize.result).toHaveAttribute('data-state', 'running');
    // A new photo cancels the download that the page began by itself, and the worker answers that at once.
    const unanswered = async () =>
      (await messagesOf(page)).filter(
        ({ sent, received }, i) =>
          sent > (before[i]?.sent ?? 0) && received === (before[i]?.received ?? 0),
      );
    await expect.poll(unanswered).toEqual([]);
    // A worker that does not answer a cancel is replaced after 10 seconds. This one has answered.
    await page.clock.fastForward(12_000);
    answer();
    await stylize.isDone();
    expect(asked).toBe(1);
  });

  test('is gone once the page has loaded: photos are painted without it', async ({
    stylize,
    page,
    context,
  }) => {
    const parts = ['**/weights.bin', '**/*.wasm'].map((url) => page.waitForResponse(url));
    await stylize.open();
    for (const part of await Promise.all(parts)) await part.finished();
    await expect(stylize.style('Udnie')).toBeAttached();
    await context.setOffline(true);
    await stylize.photo.setInputFiles(golden('photo.png'));
    await stylize.isDone();
  });

  test('sends damaged weights: they are not used', async ({ stylize, page }) => {
    let sent = 0;
    await page.route('**/weights.bin', async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      body[1000] = (body[1000] ?? 0) ^ 1;
      sent++;
      await route.fulfill({ response, body });
    });
    await stylize.open();
    await stylize.photo.setInputFiles(golden('photo.png'));
    await expect(stylize.result).toHaveAttribute('data-state', 'failed');
    await expect(page.getByText(/arrived damaged twice, so it was not used/)).toBeVisible();
    expect(sent).toBeGreaterThanOrEqual(2);
    await page.unroute('**/weights.bin');
    await page.getByRole('button', { name: 'Try again' }).click();
    await stylize.isDone();
  });
});

/** How large the file is, and how broad the strokes are. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { golden, pngOf } from './support/page.ts';
import { download, more, saved } from './support/saving.ts';
import { expect, test } from './support/test.ts';
import { gateWorkers, holdWorkers, passUntil } from './support/workers.ts';

/** Open a photo that the browser draws and encodes itself: a large one takes Node too long. */
async function openDrawn(page: Page, width: number, height: number) {
  await page.evaluate(
    async ({ width, height }) => {
      const canvas = new OffscreenCanvas(width, height);
      const brush = canvas.getContext('2d')!;
      for (let i = 0; i < 400; i++) {
        brush.fillStyle = `hsl(${(i * 47) % 360} 60% ${30 + (i % 5) * 10}%)`;
        const [x, y] = [(i * 7919) % width, (i * 104_729) % height];
        brush.fillRect(x - width / 8, y - height / 8, width / 4, height / 4);
      }
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
      const transfer = new DataTransfer();
      transfer.items.add(new File([blob], 'large.jpg', { type: 'image/jpeg' }));
      const input = document.querySelector<HTMLInputElement>('input[type=file][aria-label=Photo]')!;
      input.files = transfer.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    { width, height },
  );
}

/** Width and height of a JPEG, from its frame header. */
function sizeOfJpeg(data: Buffer): [number, number] {
  let at = 2;
  while (data[at + 1] !== 0xc0 && data[at + 1] !== 0xc2) at += 2 + data.readUInt16BE(at + 2);
  return [data.readUInt16BE(at + 7), data.readUInt16BE(at + 5)];
}

test('a photo of 24 megapixels comes back with 24 megapixels', async ({ stylize, page }) => {
  test.slow();
  await stylize.open('?executor=wasm');
  await stylize.brush.fill('100');
  await openDrawn(page, 6000, 4000);
  await expect(stylize.result).toHaveAttribute('data-state', 'done', { timeout: 240_000 });
  await expect(stylize.result).toHaveAttribute('data-width', '6000');
  await expect(stylize.result).toHaveAttribute('data-height', '4000');
  await expect(page.getByText('6000 × 4000 pixels').first()).toBeVisible();
  // What the page shows is as large as it keeps the photo.
  expect(await stylize.size()).toEqual([2048, 1365]);

  await page.getByRole('combobox', { name: 'Format' }).selectOption('jpeg');
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 120_000 }),
    stylize.download.click(),
  ]);
  expect(sizeOfJpeg(await readFile(await download.path()))).toEqual([6000, 4000]);
});

test('the output size is as the photo, a named one, or a number', async ({ stylize, page }) => {
  const isPainted = (width: number, height: number) =>
    Promise.all([
      expect(stylize.result).toHaveAttribute('data-width', String(width), { timeout: 90_000 }),
      expect(stylize.result).toHaveAttribute('data-height', String(height), { timeout: 90_000 }),
    ]);
  await stylize.open('?executor=wasm');
  await stylize.brush.fill('100');
  await stylize.photo.setInputFiles({
    ...{ name: 'photo.png', mimeType: 'image/png' },
    buffer: pngOf(600, 400, (x, y) => [x % 256, y % 256, (x + y) % 256, 255]),
  });
  await stylize.isDone();
  await isPainted(600, 400);
  await expect(stylize.output.locator('option:checked')).toHaveText(/^As the photo/);

  await stylize.output.selectOption('double');
  await isPainted(1200, 800);
  await stylize.isDone();
  const file = PNG.sync.read((await download(stylize)).bytes);
  await more(page).click();
  const pair = await saved(page, () =>
    page.getByRole('button', { name: 'Save before and after' }).click(),
  );
  const both = PNG.sync.read(pair.bytes);
  expect([both.width, both.height]).toEqual([2400, 800]);
  const right = new PNG({ width: 1200, height: 800 });
  PNG.bitblt(both, right, 1200, 0, 1200, 800, 0, 0);
  expect(right.data.equals(file.data)).toBe(true);
  await page.keyboard.press('Escape');

  await stylize.output.selectOption('custom');
  const side = page.getByRole('textbox', { name: 'Longest side in pixels' });
  // It begins with what the file has already.
  await expect(side).toHaveValue('1200');
  await side.fill('300');
  await side.press('Enter');
  await isPainted(300, 200);
  await side.fill('large');
  await side.press('Enter');
  await expect(page.getByText('Type a number of pixels from 16 to 1200.')).toBeVisible();
  await isPainted(300, 200);
  await side.fill('0');
  await side.press('Enter');
  await expect(page.getByText('It can be from 16 to 1200 pixels. 16 is used.')).toBeVisible();
  await isPainted(16, 11);

  await stylize.output.selectOption('photo');
  await isPainted(600, 400);
  await stylize.isDone();
});

test('a broad brush paints otherwise than a fine one, at the same size', async ({
  stylize,
  page,
}) => {
  await stylize.open('?executor=wasm');
  await stylize.brush.fill('100');
  await openDrawn(page, 640, 480);
  await stylize.isDone();
  const broad = await stylize.painting();
  await stylize.brush.fill('80');
  await stylize.isDone();
  const fine = await stylize.painting();
  expect([fine.width, fine.height]).toEqual([broad.width, broad.height]);
  const mean =
    fine.data.reduce((sum, value, i) => sum + Math.abs(value - broad.data[i]!), 0) /
    fine.data.length;
  expect(mean).toBeGreaterThan(3);
});

test('a panorama is painted with as many pixels as another picture', async ({ stylize, page }) => {
  await stylize.open('?executor=wasm');
  await stylize.brush.fill('100');
  await openDrawn(page, 4000, 80);
  await stylize.isDone();
  await expect(stylize.result).toHaveAttribute('data-width', '4000');
  await expect(stylize.result).toHaveAttribute('data-height', '80');
  await stylize.openDetails();
  await expect(page.getByText('1280 × 26 pixels')).toBeVisible();
});

test('a small photo is painted once, at its size', async ({ stylize }) => {
  await stylize.open('?executor=wasm');
  await stylize.photo.setInputFiles(golden('photo.png'));
  await stylize.isDone();
  await expect(stylize.result).toHaveAttribute('data-width', '48');
});

test('a download waits until the picture has its size, which can be cancelled, and no words are of the style before', async ({
  stylize,
  page,
}) => {
  test.slow();
  await gateWorkers(page);
  await stylize.open('?executor=wasm');
  await stylize.brush.fill('100');
  await holdWorkers(page);
  await stylize.photo.setInputFiles({
    ...{ name: 'photo.png', mimeType: 'image/png' },
    buffer: pngOf(600, 400, (x, y) => [x % 256, y % 256, (x + y) % 256, 255]),
  });
  await passUntil(
    page,
    async () => (await stylize.result.getAttribute('data-state')) === 'refining',
  );
  await expect(stylize.result).toHaveAttribute('data-width', '256');

  const fileSize = page.getByTestId('file-size');
  const waits = 'once finished …';
  const cancel = page.getByRole('button', { name: 'Cancel saving' });
  await stylize.download.click();
  await expect(fileSize).toHaveText(waits);
  await cancel.click();
  await expect(fileSize).not.toHaveText(waits);
  await expect(cancel).toBeHidden();

  await stylize.download.click();
  await expect(fileSize).toHaveText(waits);
  await stylize.choose(stylize.style('Udnie'));
  // It stays: what was chosen is what it tells of.
  await expect(stylize.notice).toContainText('The picture changed before it was finished');
  await expect(page.getByText('Still shown: The Starry Night')).toBeVisible();
  await expect(page.getByText('A download has 256 × 171 pixels now')).toBeVisible();
  await expect(page.getByText(/First painting|so far/)).toBeHidden();

  await stylize.choose(stylize.style('The Starry Night'));
  await expect(page.getByText('256 of 600 pixels so far')).toBeVisible();
  const downloaded = page.waitForEvent('download', { timeout: 120_000 });
  await page.keyboard.press('d');
  await expect(fileSize).toHaveText(waits);
  await passUntil(page, async () => (await stylize.result.getAttribute('data-state')) === 'done');
  await passUntil(page, async () => (await fileSize.textContent())?.endsWith('B') === true);
  const file = await readFile(await (await downloaded).path());
  const { width, height } = PNG.sync.read(file);
  expect([width, height]).toEqual([600, 400]);
});

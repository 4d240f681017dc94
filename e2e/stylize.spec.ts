/** What a visitor comes for: a photo in, a painting out. */
import { readFile } from 'node:fs/promises';
import { PNG } from 'pngjs';
import { clickAtOnce, differenceTo, fileOf, golden } from './support/page.ts';
import { expect, test } from './support/test.ts';
import { watchThread } from './support/thread.ts';

const HALF_STEP = 1e-2 + 0.5 / 255;

test('drop a photo: it is painted, and the page says how long it took and on what', async ({
  stylize,
  page,
}) => {
  await stylize.open();
  await stylize.drop([await fileOf(golden('photo.png'))]);
  await stylize.isDone();
  const off = await differenceTo(
    await stylize.painting(),
    'compressed-float16-starry-night-photo.f32',
  );
  expect(off).toBeLessThan(HALF_STEP);
  // The test browser's GPUs are emulated, and wasm is preferred to an emulated GPU.
  await expect(stylize.result).toHaveAttribute('data-executor', 'wasm');
  const ms = Number(await stylize.result.getAttribute('data-ms'));
  expect(ms).toBeGreaterThan(0);
  const shown = ms < 1000 ? `${ms.toFixed(ms < 9.95 ? 1 : 0)} ms` : `${(ms / 1000).toFixed(2)} s`;
  await expect(page.getByText(`Painted in ${shown}`)).toBeVisible();
  // For screen readers.
  await expect(page.getByRole('status').filter({ hasText: /^Painted$/ })).toBeAttached();
  await stylize.openDetails();
  await expect(page.getByText(`${shown} with the compressed network`)).toBeVisible();
  await expect(page.getByText(/WebAssembly · Processor, \d+ threads?/)).toBeVisible();
  await expect(page.getByText('48 × 40 pixels')).toBeVisible();
});

test('paste a photo, then another: the last one is painted', async ({ stylize }) => {
  await stylize.open();
  await stylize.paste(await fileOf(golden('photo.png')));
  await stylize.isDone();
  await stylize.paste(await fileOf(golden('odd.png')));
  await expect.poll(async () => (await stylize.size())[0]).toBe(45);
  await stylize.isDone();
});

test('another style or network paints again; going back shows the same picture', async ({
  stylize,
}) => {
  await stylize.paint();
  const first = await stylize.painting();

  await stylize.choose(stylize.style('Composition VII'));
  await stylize.isDone();
  const name = 'compressed-float16-composition-vii-photo.f32';
  expect(await differenceTo(await stylize.painting(), name)).toBeLessThan(HALF_STEP);

  await stylize.choose(stylize.model('Original'));
  await stylize.isDone();
  const original = 'original-float16-composition-vii-photo.f32';
  expect(await differenceTo(await stylize.painting(), original)).toBeLessThan(HALF_STEP);

  await stylize.choose(stylize.model('Compressed'));
  await stylize.choose(stylize.style('The Starry Night'));
  await stylize.isDone();
  expect(await stylize.painting()).toEqual(first);
});

test('a sample picture is painted at the size that fits the device', async ({ stylize, page }) => {
  await stylize.open();
  await page.getByRole('button', { name: 'Landscape' }).click();
  await stylize.isDone();
  await stylize.openDetails();
  await expect(page.getByText('The network saw 512 × 384 pixels')).toBeVisible();
  // It is as large as the photo afterwards.
  expect(await stylize.size()).toEqual([960, 720]);
});

test('the download has exactly the painting’s pixels, and is named after photo and style', async ({
  stylize,
  page,
}) => {
  await stylize.paint();
  const [download] = await Promise.all([page.waitForEvent('download'), stylize.download.click()]);
  expect(download.suggestedFilename()).toBe('photo-starry-night.png');
  const png = PNG.sync.read(await readFile(await download.path()));
  expect([...png.data]).toEqual((await stylize.painting()).data);
});

test('the settings are kept for the next visit', async ({ stylize, page }) => {
  await stylize.open();
  await stylize.choose(stylize.style('Udnie'));
  await stylize.choose(stylize.model('Original'));
  await stylize.brush.fill('80');
  await stylize.output.selectOption('double');
  await page.reload();
  await expect(stylize.style('Udnie')).toBeChecked();
  await expect(stylize.model('Original')).toBeChecked();
  await expect(stylize.brush).toHaveValue('80');
  await expect(stylize.output).toHaveValue('double');
});

test('painting can be cancelled, and another brush size is painted after that', async ({
  stylize,
  page,
}) => {
  await stylize.open('?executor=wasm');
  await stylize.brush.fill('47'); // 772 pixels
  const cancelled = clickAtOnce(page, 'Cancel', 'Painting');
  await page.getByRole('button', { name: 'Still life' }).click();
  await cancelled;
  await expect(page.getByText('Not painted yet')).toBeVisible();
  await stylize.brush.fill('100');
  await stylize.isDone();
  await expect(stylize.result).toHaveAttribute('data-width', '960');
});

test('painting can be cancelled before the server has answered, and works after that', async ({
  stylize,
  page,
}) => {
  let answer = () => {};
  const asked = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/models/manifest.json', async (route) => {
    await asked;
    await route.continue();
  });
  await stylize.open('?executor=wasm');
  await stylize.photo.setInputFiles(golden('photo.png'));
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Not painted yet')).toBeVisible();
  answer();
  await stylize.choose(stylize.model('Original'));
  await stylize.isDone();
  expect((await stylize.size())[0]).toBe(48);
});

test('the network does not run on the page’s own thread', async ({ stylize, page }) => {
  await stylize.open('?executor=wasm');
  const watched = await watchThread(page);
  await page.getByRole('button', { name: 'City' }).click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await stylize.isDone();
  expect(await watched()).toEqual([]);
});

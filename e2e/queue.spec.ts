/** Many photos at once: the queue, its archive, and what can go wrong on the way. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { unzip } from '../src/state/testing/unzip.ts';
import { isAccessible } from './support/accessibility.ts';
import { golden, pngOf, type StylizePage, type TestFile } from './support/page.ts';
import { archiveOf, downloadBy, photo, photos, queueOf, withoutPicker } from './support/queue.ts';
import { expect, test } from './support/test.ts';
import { gateWorkers, holdWorkers, passToWorkers } from './support/workers.ts';

const broken = (file: TestFile): TestFile => ({
  ...file,
  buffer: file.buffer.subarray(0, file.buffer.length >> 1),
});

/** Press a button by the keyboard. */
const press = async (button: Locator) => {
  await button.focus();
  await button.press('Enter');
};

/** Let the workers go on, which were held, one message at a time until an element says something. */
async function goOnUntil(element: Locator, text: string) {
  const said = async () => {
    await passToWorkers(element.page());
    return element.textContent();
  };
  await expect.poll(said, { timeout: 60_000 }).toContain(text);
}

/** @returns a queue that paints its first photo, with workers that are held */
async function paintingQueue(stylize: StylizePage, count: number) {
  const { page } = stylize;
  await gateWorkers(page);
  const queue = queueOf(page);
  await stylize.open();
  await stylize.photo.setInputFiles(photos(count));
  await stylize.isDone();
  await expect(queue.rows.locator('img')).toHaveCount(count);
  await holdWorkers(page);
  await queue.paint.click();
  await expect(queue.row('photo-01')).toContainText('Painting');
  return queue;
}

test('the thumbnail of a portrait or of a panorama is a square in its row', async ({
  stylize,
  page,
}) => {
  const { rows } = queueOf(page);
  const shaped = (name: string, width: number, height: number): TestFile => ({
    ...{ name, mimeType: 'image/png' },
    buffer: pngOf(width, height, (x, y) => [10 * x, 10 * y, 90, 255]),
  });
  await stylize.open();
  await stylize.drop([
    shaped('portrait.png', 16, 48),
    shaped('landscape.png', 24, 16),
    shaped('panorama.png', 64, 16),
  ]);
  await expect(rows.locator('img')).toHaveCount(3);
  for (const row of await rows.all()) {
    const image = row.locator('img');
    await expect
      .poll(() => image.evaluate((img: HTMLImageElement) => img.naturalWidth))
      .not.toBe(0);
    const [outer, inner] = await Promise.all([row.boundingBox(), image.boundingBox()]);
    if (!outer || !inner) throw new Error('There is no row, or no thumbnail.');
    expect(inner.height).toBeCloseTo(inner.width, 1);
    expect(inner.y).toBeGreaterThanOrEqual(outer.y);
    expect(inner.y + inner.height).toBeLessThanOrEqual(outer.y + outer.height);
  }
});

test('a batch of 20 with one broken file: 19 are painted, one has failed, and the archive holds the 19', async ({
  stylize,
  page,
}) => {
  await withoutPicker(page);
  const { rows, row, status, paint, downloadAll, button } = queueOf(page);
  const files = photos(20);
  files[6] = broken(photo(7));
  await stylize.open();
  await stylize.drop(files);
  await stylize.isDone();
  await expect(page.getByRole('heading', { name: 'photo-01.png, painted' })).toBeAttached();
  await expect(rows).toHaveCount(20);
  // The broken one is found when its thumbnail is made; the others have one.
  await expect(status).toHaveText('0 of 20 done, 1 failed');
  await expect(rows.locator('img')).toHaveCount(19);
  await expect(downloadAll).toBeDisabled();

  await stylize.choose(stylize.style('Udnie'));
  await expect(row('photo-20')).toContainText('Udnie');
  await paint.click();
  await expect(status).toHaveText('19 of 20 done, 1 failed', { timeout: 90_000 });
  await expect(row('photo-07')).toContainText('damaged or was cut off on the way');
  await isAccessible(page);

  const download = await downloadBy(page, () => downloadAll.click());
  expect(download.suggestedFilename()).toBe('brushlite-19.zip');
  const archive = await archiveOf(download);
  const names = files.map(({ name }) => name.replace('.png', '-udnie.png'));
  expect([...archive.keys()]).toEqual(names.filter((_, at) => at !== 6));
  const pictures = [...archive.values()].map((bytes) => PNG.sync.read(bytes));
  for (const { width, height } of pictures) expect([width, height]).toEqual([24, 16]);
  // Each photo has its own painting.
  expect(new Set(pictures.map(({ data }) => data.toString('base64'))).size).toBe(19);

  await button('Try photo-07.png again').click();
  await expect(row('photo-07')).toContainText('damaged or was cut off on the way');
  await button('Remove photo-07.png').click();
  await expect(rows).toHaveCount(19);
  await expect(status).toHaveText('19 of 19 done');
});

test('each photo has its own settings, and is opened with them', async ({ stylize, page }) => {
  const { group, row, paint, button, status } = queueOf(page);
  await stylize.open();
  await stylize.photo.setInputFiles(photos(3));
  await stylize.isDone();
  const opener = (name: string) => row(name).getByRole('button', { name: /· / });
  await opener('photo-02').click();
  await expect(page.getByRole('heading', { name: 'photo-02.png, painted' })).toBeAttached();
  await expect(opener('photo-02')).toHaveAttribute('aria-current', 'true');
  await expect(group).toContainText('All have these settings');
  // What is below stays where it is, whatever is chosen there.
  const top = await stylize.style('Udnie').evaluate((box) => box.getBoundingClientRect().top);
  await stylize.choose(stylize.style('Udnie'));
  await stylize.isDone();
  await expect(group).toContainText('2 have other settings');
  expect(await stylize.style('Udnie').evaluate((box) => box.getBoundingClientRect().top)).toBe(top);
  await expect(row('photo-02')).toContainText('Udnie');
  await expect(row('photo-03')).not.toContainText('Udnie');

  await opener('photo-01').click();
  await expect(page.getByRole('heading', { name: 'photo-01.png, painted' })).toBeAttached();
  await expect(stylize.style('Udnie')).not.toBeChecked();
  await opener('photo-02').click();
  await expect(stylize.style('Udnie')).toBeChecked();
  await button('Use these settings for all').click();
  await expect(row('photo-03')).toContainText('Udnie');
  await expect(button('Use these settings for all')).toBeDisabled();
  await expect(group).toContainText('All have these settings');
  await paint.click();
  await expect(status).toHaveText('3 of 3 done');

  // The painting of the open one is that of the page. What the others hold until they are painted again is said.
  await stylize.choose(stylize.style('The Scream'));
  await expect(row('photo-02')).toContainText('Done · The Scream');
  await expect(status).toHaveText('3 of 3 done');
  await button('Use these settings for all').click();
  await expect(row('photo-03')).toContainText('To be painted as The Scream · so far Udnie');
  await expect(status).toHaveText('1 of 3 done');
  await expect(group).toContainText('2 to paint again');
  // Their own settings come back, and what is painted with these is done.
  const replaced = page.getByText('Settings of 2 photos replaced.');
  await expect(replaced).toBeVisible();
  await page.getByRole('button', { name: 'Put back' }).click();
  await expect(row('photo-03')).toContainText('Done · Udnie');
  await expect(group).toContainText('2 have other settings');
  await expect(replaced).toBeHidden();
  await button('Use these settings for all').click();
  await expect(group).toContainText('2 to paint again');
  await stylize.choose(stylize.style('Udnie'));
  await expect(row('photo-02')).toContainText('Done · Udnie');
  await button('Use these settings for all').click();
  await expect(row('photo-03')).toContainText('Done · Udnie');
  await expect(status).toHaveText('3 of 3 done');
  await expect(group).not.toContainText('to paint again');

  // Its painting, its last results and its steps are there when it is opened again.
  await opener('photo-01').click();
  await expect(page.getByRole('heading', { name: 'photo-01.png, painted' })).toBeAttached();
  await opener('photo-02').click();
  const results = page.getByRole('list', { name: 'Last results' }).getByRole('button');
  await expect(results.nth(1)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
});

test('without a mouse: paint, pause, go on, cancel, remove and download', async ({
  stylize,
  page,
}) => {
  await withoutPicker(page);
  await gateWorkers(page);
  const { group, rows, row, status, paint, button, downloadAll } = queueOf(page);
  await stylize.open();
  await stylize.photo.setInputFiles(photos(4));
  await stylize.isDone();
  await expect(rows.locator('img')).toHaveCount(4);
  await holdWorkers(page);
  const heights = () =>
    rows.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  const before = await heights();
  await press(paint);
  await expect(row('photo-01')).toContainText('Painting');
  await expect(row('photo-01').getByRole('progressbar')).toBeVisible();
  // The buttons of the others stay under the pointer.
  expect(await heights()).toEqual(before);
  await press(button('Cancel the queue'));
  await expect(row('photo-01')).toContainText('Waiting');
  await expect(paint).toBeFocused();
  await page.keyboard.press('Enter');
  // The file of the first one, which is open, is there nearly at once.
  await goOnUntil(row('photo-02'), 'Painting');
  await expect(button('Pause')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(button('Go on')).toBeFocused();
  await goOnUntil(status, '2 of 4 done');
  await expect(group).toContainText('Paused');
  await page.keyboard.press('Enter');
  await goOnUntil(status, '4 of 4 done');
  // The button that had the focus is gone.
  await expect(downloadAll).toBeFocused();
  const archive = await archiveOf(await downloadBy(page, () => page.keyboard.press('Enter')));
  expect(archive.size).toBe(4);

  await press(button('Remove photo-02.png'));
  await expect(button('Remove photo-03.png')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(button('Remove photo-04.png')).toBeFocused();
  await expect(rows).toHaveCount(2);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(0);
  // The list is gone. What was removed last may be put back.
  const putBack = page.getByRole('button', { name: 'Put back' });
  await expect(putBack).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(1);
  await press(button('Remove all'));
  await expect(rows).toHaveCount(0);
  await expect(putBack).toBeFocused();
});

test('files that change on the disk while they wait fail with a sentence, and the rest is painted', async ({
  stylize,
  page,
}, testInfo) => {
  const { row, status, paint } = queueOf(page);
  const paths = photos(3).map(({ name }) => testInfo.outputPath(name));
  await mkdir(testInfo.outputPath(), { recursive: true });
  for (const [at, { buffer }] of photos(3).entries()) await writeFile(paths[at]!, buffer);
  await stylize.open();
  await stylize.photo.setInputFiles(paths);
  await stylize.isDone();
  await expect(row('photo').locator('img')).toHaveCount(3);
  await writeFile(paths[1]!, photo(9).buffer);
  await paint.click();
  await expect(status).toHaveText('2 of 3 done, 1 failed');
  await expect(row('photo-02')).toContainText('was changed, moved or deleted since it was added');
});

test('a folder is read as a whole: only its pictures, and a sentence for the rest', async ({
  stylize,
  page,
}, testInfo) => {
  const { rows, row } = queueOf(page);
  const folder = testInfo.outputPath('holiday');
  await mkdir(join(folder, 'day 2'), { recursive: true });
  await writeFile(join(folder, photo(1).name), photo(1).buffer);
  await writeFile(join(folder, 'day 2', photo(2).name), photo(2).buffer);
  await writeFile(join(folder, 'notes.txt'), 'just words');
  await writeFile(join(folder, '.hidden'), 'not to be seen');
  await stylize.open();
  await dropFolder(page, folder);
  await stylize.isDone();
  await expect(rows).toHaveCount(2);
  await expect(stylize.notice).toHaveText(/one file that is not a picture/);
  // The same by the browser's dialog, for which no mouse is needed.
  await page.getByLabel('Folder for the queue').setInputFiles(folder);
  await expect(rows).toHaveCount(4);
  await expect(row('photo-02')).toHaveCount(2);
});

/** Drop a real folder: what a script puts together has none. */
async function dropFolder(page: Page, folder: string) {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  }
}

test('the archive is written to the disk as it is made, where the browser can do that', async ({
  stylize,
  page,
}) => {
  const { status, paint, downloadAll } = queueOf(page);
  await page.addInitScript(() => {
    const pick = async () =>
      (await navigator.storage.getDirectory()).getFileHandle('all.zip', { create: true });
    Object.assign(window, { showSaveFilePicker: pick });
  });
  await stylize.open();
  await stylize.photo.setInputFiles(photos(2));
  await stylize.isDone();
  await paint.click();
  await expect(status).toHaveText('2 of 2 done');
  await downloadAll.click();
  const written = () =>
    page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      // It is there once it was asked for, and has its bytes once it is closed.
      const file = await (await root.getFileHandle('all.zip', { create: true })).getFile();
      return [...new Uint8Array(await file.arrayBuffer())];
    });
  await expect.poll(async () => (await written()).length).toBeGreaterThan(0);
  expect([...unzip(Buffer.from(await written())).keys()]).toHaveLength(2);
});

test('visiting other pages loses nothing, and the browser asks before the page is closed while it paints', async ({
  stylize,
  page,
}) => {
  const { rows, status } = await paintingQueue(stylize, 3);
  await page.getByRole('link', { name: 'Live' }).click();
  await expect(rows).toHaveCount(0);
  await page.getByRole('link', { name: 'Stylize' }).click();
  const asked = page.waitForEvent('dialog');
  const closing = page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await closing;
  await goOnUntil(status, '3 of 3 done');
  await expect(rows).toHaveCount(3);
});

test('the queue goes on while another page is shown, which says how far it is and that it has ended', async ({
  stylize,
  page,
}) => {
  const { status } = await paintingQueue(stylize, 3);
  await page.getByRole('link', { name: 'Live' }).click();
  const link = page.getByRole('link', { name: 'Stylize' });
  await expect(link).toHaveAccessibleName(/^Stylize \(the queue is painted, \d+ %\)$/);
  await goOnUntil(stylize.notice, 'The queue is finished: 3 photos are painted.');
  await expect(link).toHaveAccessibleName('Stylize');
  await link.click();
  await expect(stylize.notice).toBeEmpty();
  await expect(status).toContainText('3 of 3 done');
});

test('several files on the Compare page are refused with the way to the queue', async ({
  stylize,
  page,
}) => {
  await stylize.open('#/compare');
  await expect(page.getByText('Drop a photo, paste it')).toBeVisible();
  await stylize.drop(photos(2));
  await expect(stylize.notice).toContainText(/2 files.*one photo at a time.*Stylize/);
  await stylize.notice.getByRole('button', { name: 'Open on Stylize' }).click();
  await stylize.isDone();
  await expect(queueOf(page).rows).toHaveCount(2);
});

test('a photo that is opened while the queue paints is painted', async ({ stylize, page }) => {
  const { status } = await paintingQueue(stylize, 4);
  await stylize.photo.setInputFiles(golden('odd.png'));
  await goOnUntil(status, '4 of 4 done');
  await expect(page.getByRole('heading', { name: 'odd.png, painted' })).toBeAttached();
});

for (const viewport of [
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
]) {
  test(`photos that are dropped while the page is scrolled bring the queue in sight, ${viewport.width} x ${viewport.height}`, async ({
    stylize,
    page,
  }) => {
    await page.setViewportSize(viewport);
    await stylize.paint();
    const { group, status } = queueOf(page);
    for (const files of [
      [photo(1), broken(photo(2)), photo(3)],
      [photo(4), photo(5)],
    ]) {
      await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      await stylize.drop(files);
      await expect(group.getByRole('heading', { name: 'Queue' })).toBeInViewport({ ratio: 1 });
      await expect(status).toBeInViewport({ ratio: 1 });
      // Not below the picture, which stays at the top of a phone's window.
      await status.click({ trial: true });
    }
  });
}

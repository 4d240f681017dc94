/** What the Stylize page saves: paintings in three formats, before and after, styles. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { isAccessibleInBothColours, tabTo } from './support/accessibility.ts';
import { golden, type Pixels } from './support/page.ts';
import { download, format, more, panel, saved } from './support/saving.ts';
import { expect, test } from './support/test.ts';
import { gateWorkers, holdWorkers, passToWorkers } from './support/workers.ts';

const quality = (page: Page) => page.getByRole('slider', { name: 'Quality' });
const size = (page: Page) => page.getByTestId('file-size');

interface StyleFile {
  readonly title: string;
  readonly network: unknown;
  readonly layers: { readonly scale: number[]; readonly shift: number[] }[];
}

/** Decode a picture file in the page. @returns its pixels, R G B A */
async function decoded(page: Page, bytes: Buffer): Promise<Pixels> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    return { width, height, data: [...(context?.getImageData(0, 0, width, height).data ?? [])] };
  }, bytes.toString('base64'));
}

/** Mean difference of the channels, 0..255. */
function difference({ data: a }: Pixels, { data: b }: Pixels): number {
  return a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const MAGIC = {
  png: (bytes: Buffer) => bytes.subarray(1, 4).toString('latin1') === 'PNG',
  jpeg: (bytes: Buffer) => bytes.readUInt16BE(0) === 0xffd8 && bytes.readUInt16BE(2) >= 0xffc0,
  webp: (bytes: Buffer) =>
    bytes.subarray(0, 4).toString('latin1') === 'RIFF' &&
    bytes.subarray(8, 12).toString('latin1') === 'WEBP',
};

test('each format really is that, of the painting’s size and look, and as large as it was told', async ({
  stylize,
  page,
}) => {
  await stylize.paint();
  const painting = await stylize.painting();
  for (const [id, extension] of [
    ['png', 'png'],
    ['jpeg', 'jpg'],
    ['webp', 'webp'],
  ] as const) {
    await test.step(id, async () => {
      await format(page).selectOption(id);
      await expect(size(page)).toHaveText(/^\d.* kB$/);
      const told = await size(page).textContent();
      const { name, bytes } = await download(stylize);
      expect(name).toBe(`photo-starry-night.${extension}`);
      expect(MAGIC[id](bytes)).toBe(true);
      expect(told).toBe(`${(bytes.length / 1000).toFixed(1)} kB`);
      const picture = await decoded(page, bytes);
      expect([picture.width, picture.height]).toEqual([48, 40]);
      // A picture with its colours swapped, or upside down, is further off.
      expect(difference(picture, painting)).toBeLessThan(id === 'png' ? 1e-9 : 8);
    });
  }
});

test('a download that takes long says so, and is made once however often it is asked for', async ({
  stylize,
  page,
}) => {
  await gateWorkers(page);
  await stylize.paint();
  await expect(size(page)).toHaveText(/kB$/);
  let downloads = 0;
  page.on('download', () => (downloads += 1));
  await holdWorkers(page);
  await format(page).selectOption('jpeg');
  await stylize.download.click();
  await expect(size(page)).toHaveText('Getting ready …');
  await stylize.download.click({ force: true });
  await page.keyboard.press('d');
  await expect(stylize.download).toBeFocused();
  await expect
    .poll(async () => {
      await passToWorkers(page);
      return size(page).textContent();
    })
    .toMatch(/kB$/);
  expect(downloads).toBe(1);
});

test('the quality changes the file and its size, and is there for formats that have one', async ({
  stylize,
  page,
}) => {
  await stylize.paint();
  await more(page).click();
  await expect(panel(page)).toBeVisible();
  await expect(quality(page)).toBeHidden();
  await page.keyboard.press('Escape');
  for (const id of ['jpeg', 'webp']) {
    await format(page).selectOption(id);
    const sizes: number[] = [];
    for (const value of ['95', '20']) {
      const before = await size(page).textContent();
      await more(page).click();
      await quality(page).fill(value);
      await page.keyboard.press('Escape');
      await expect(size(page)).not.toHaveText(before ?? '');
      sizes.push((await download(stylize)).bytes.length);
    }
    const [best = 0, smallest = 0] = sizes;
    expect(smallest).toBeLessThan(0.6 * best);
  }
  await page.reload();
  await stylize.isDone();
  await expect(format(page)).toHaveValue('webp');
  await more(page).click();
  await expect(quality(page)).toHaveValue('20');
});

test('the size and the file follow the settings', async ({ stylize, page }) => {
  await stylize.paint();
  await expect(size(page)).toHaveText(/kB$/);
  const before = await size(page).textContent();
  await page.getByRole('slider', { name: 'Strength' }).fill('0');
  await expect(size(page)).not.toHaveText(before ?? '');
  await expect(size(page)).toHaveText(/^\d.* kB$/);
  const told = await size(page).textContent();
  const { bytes } = await download(stylize);
  expect(told).toBe(`${(bytes.length / 1000).toFixed(1)} kB`);
});

test('before and after is one file of double width: the photo, then the painting', async ({
  stylize,
  page,
}) => {
  await stylize.paint();
  const [photo, painting] = [await stylize.original(), await stylize.painting()];
  await more(page).click();
  const place = await panel(page).boundingBox();
  const { name, bytes } = await saved(page, () =>
    page.getByRole('button', { name: 'Save before and after' }).click(),
  );
  // What is said in place of the size is shorter, and moves no button.
  await expect(panel(page).getByRole('status')).toHaveText('Saved');
  expect(await panel(page).boundingBox()).toEqual(place);
  expect(name).toBe('photo-starry-night-before-and-after.png');
  const { width, height, data } = PNG.sync.read(bytes);
  expect([width, height]).toEqual([96, 40]);
  const half = (from: number): Pixels => ({
    ...{ width: 48, height },
    data: Array.from({ length: height }, (_, y) => [
      ...data.subarray(4 * (y * width + from), 4 * (y * width + from + 48)),
    ]).flat(),
  });
  expect(difference(half(0), photo)).toBeLessThan(1);
  expect(half(48)).toEqual(painting);
});

test('names keep their dots, and are never longer than a file system takes', async ({
  stylize,
  page,
}) => {
  await stylize.open();
  const buffer = await readFile(golden('photo.png'));
  for (const [name, expected] of [
    ['v1.2 final.jpg', 'v1.2 final-starry-night.png'],
    ['.jpg', 'photo-starry-night.png'],
    [`${'写'.repeat(80)}.png`, `${'写'.repeat(61)}-starry-night.png`],
  ] as const) {
    await stylize.photo.setInputFiles({ name, mimeType: 'image/png', buffer });
    await expect(page.getByRole('heading', { name: `${name}, painted` })).toBeAttached();
    await stylize.isDone();
    expect((await download(stylize)).name).toBe(expected);
  }
});

test('the style of the painting is saved as a file with all of its numbers, and read back', async ({
  stylize,
  page,
}) => {
  await stylize.paint();
  await more(page).click();
  const { name, bytes } = await saved(page, () =>
    page.getByRole('button', { name: 'Save style' }).click(),
  );
  expect(name).toBe('starry-night-compressed.json');
  const { title, network, layers } = JSON.parse(bytes.toString()) as StyleFile;
  expect(title).toBe('The Starry Night');
  const model = await readFile('models/compressed-float16/model.json');
  expect(network).toEqual({
    ...{ id: 'compressed', model: 'compressed-float16' },
    sha256: createHash('sha256').update(model).digest('hex'),
  });
  const numbers = layers.flatMap(({ scale, shift }) => [...scale, ...shift]);
  expect(numbers).toHaveLength(3206);
  expect(numbers.every(Number.isFinite)).toBe(true);

  await page.keyboard.press('Escape');
  await stylize.choose(stylize.style('The Scream'));
  const file = { name, mimeType: 'application/json', buffer: bytes };
  await stylize.drop([file]);
  await expect(stylize.style('The Starry Night')).toBeChecked();
  await expect(stylize.notice).toBeHidden();
  await stylize.drop([{ ...file, buffer: bytes.subarray(0, -99) }]);
  await expect(stylize.notice).toContainText('is not a style file');
  // Numbers that no style here has are a style of their own.
  layers[0]!.scale[0]! += 0.5;
  const changed = JSON.stringify({ ...JSON.parse(bytes.toString()), layers });
  await stylize.drop([{ ...file, buffer: Buffer.from(changed) }]);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('radio', { name: 'The Starry Night' })).toHaveCount(2);
  await expect(stylize.style('The Starry Night').last()).toBeChecked();
  await stylize.isDone();
});

test('a browser that does not write WebP does not offer it', async ({ stylize, page }) => {
  // In the worker, where the pictures are encoded: as Safari, which makes a PNG of a WebP.
  await page.route('**/assets/worker-*.js', async (route) => {
    const response = await route.fetch();
    const body = `{ const make = OffscreenCanvas.prototype.convertToBlob;
      OffscreenCanvas.prototype.convertToBlob = function (options) {
        return make.call(this, options?.type === 'image/webp' ? { type: 'image/png' } : options);
      }; }\n${await response.text()}`;
    await route.fulfill({ response, body });
  });
  await stylize.paint();
  await expect(format(page).getByRole('option')).toHaveText(['PNG', 'JPEG']);
});

test('printing prints the picture as large as the paper allows, and nothing else of the page', async ({
  stylize,
  page,
}) => {
  // A print dialog without a window ends at once; this one stays open.
  await page.addInitScript(() => {
    window.print = () => Object.assign(window, { asked: document.title });
  });
  await stylize.paint();
  const { title } = await page.evaluate(() => ({ title: document.title }));
  await more(page).click();
  await panel(page).getByRole('button', { name: 'Print' }).click();
  await expect(panel(page)).toContainText('Sent to the print dialog');
  const asked = await page.evaluate(() => (window as unknown as { asked: string }).asked);
  expect(asked).toBe('photo-starry-night.png');
  const image = page.locator('body > img');
  await expect(image).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(image).toBeVisible();
  await expect(page.getByRole('main')).toBeHidden();
  const [width, height] = await stylize.size();
  expect(
    await image.evaluate((element: HTMLImageElement) => [
      element.naturalWidth,
      element.naturalHeight,
    ]),
  ).toEqual([width, height]);
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(image).toHaveCount(0);
  await expect(page).toHaveTitle(title);
});

test('the panel works with the keyboard, and closes as menus do', async ({ stylize, page }) => {
  await stylize.paint();
  await format(page).selectOption('jpeg');
  await stylize.download.focus();
  await tabTo(page, 'Save and share', 1);
  await page.keyboard.press('Enter');
  await expect(panel(page)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(quality(page)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(quality(page)).toHaveValue('89');
  await tabTo(page, 'Save before and after', 3);
  const { name } = await saved(page, () => page.keyboard.press('Enter'));
  expect(name).toBe('photo-starry-night-before-and-after.jpg');
  await page.keyboard.press('Escape');
  await expect(panel(page)).toBeHidden();
  await expect(more(page)).toBeFocused();
  await more(page).click();
  await expect(panel(page)).toBeVisible();
  await page.getByText('Painted in').click();
  await expect(panel(page)).toBeHidden();
});

for (const viewport of [
  { width: 1280, height: 720 },
  { width: 844, height: 390 },
  { width: 667, height: 375 },
  { width: 390, height: 844 },
  { width: 320, height: 568 },
]) {
  test(`the panel is on the screen and axe finds nothing, ${viewport.width} x ${viewport.height}`, async ({
    stylize,
    page,
  }) => {
    await page.setViewportSize(viewport);
    await stylize.paint();
    await format(page).selectOption('jpeg');
    // Neither over the settings nor over the figures.
    const places = [format(page), stylize.download, more(page)];
    const boxes = await Promise.all(places.map((place) => place.boundingBox()));
    const facts = await page.getByText('Painted in').boundingBox();
    const settings = await page.getByRole('complementary').boundingBox();
    const others = [facts, settings].filter((box) => box !== null);
    expect(others).toHaveLength(2);
    for (const box of boxes) {
      for (const other of others) expect(box && overlap(box, other)).toBe(false);
    }
    await more(page).click();
    await isAccessibleInBothColours(page);
    for (const button of await panel(page).getByRole('button').all()) {
      await expect(button).toBeInViewport({ ratio: 1 });
    }
  });
}

/** Where the style applies: drawn with a mouse, a finger and the keyboard, in the downloaded file, too. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { isAccessible, tabTo } from './support/accessibility.ts';
import { golden, pngOf, type Pixels, type StylizePage } from './support/page.ts';
import { expect, test } from './support/test.ts';
import { swipe } from './support/touch.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const slider = (page: Page, name: string) => page.getByRole('slider', { name, exact: true });

/** The corners of the picture, and its middle. */
const [EDGE, MIDDLE] = [0.03, 0.5];

/** The pixel at (x, y), 0..1 of the picture's width and height. */
function pixelAt(
  { width, height, data }: Pick<Pixels, 'width' | 'height' | 'data'>,
  x: number,
  y: number,
) {
  const at = 4 * (Math.floor(y * height) * width + Math.floor(x * width));
  return [...data.slice(at, at + 4)];
}

async function downloaded({ page, download }: StylizePage): Promise<Pixels> {
  const [file] = await Promise.all([page.waitForEvent('download'), download.click()]);
  const { width, height, data } = PNG.sync.read(await readFile(await file.path()));
  return { width, height, data: [...data] };
}

/** A place of the picture in the window. */
async function placeIn({ page }: StylizePage, x: number, y: number) {
  const box = await page.getByTestId('mask').boundingBox();
  if (!box) throw new Error('There is no mask.');
  return { x: box.x + x * box.width, y: box.y + y * box.height };
}

/** Draw with the mouse from left to right through the middle of the picture. */
async function drawAcross(stylize: StylizePage) {
  const { mouse } = stylize.page;
  const [from, to] = [await placeIn(stylize, 0.3, 0.5), await placeIn(stylize, 0.7, 0.5)];
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move(to.x, to.y, { steps: 4 });
  await mouse.up();
}

/** Wait until the middle of what is shown is that of a picture. */
const middleIs = (stylize: StylizePage, picture: Pixels) =>
  expect
    .poll(async () => pixelAt(await stylize.painting(), MIDDLE, MIDDLE))
    .toEqual(pixelAt(picture, MIDDLE, MIDDLE));

test('a stroke of the mouse shows the photo there and the painting elsewhere, in the download, too', async ({
  stylize,
  page,
}) => {
  await stylize.paint();
  const [painting, photo] = [await stylize.painting(), await stylize.original()];
  await button(page, 'Mask').click();
  await expect(stylize.slider).toBeHidden();
  await slider(page, 'Width').fill('70');
  await drawAcross(stylize);
  await middleIs(stylize, photo);
  await button(page, 'Done').click();
  await expect(stylize.slider).toBeVisible();
  await expect(button(page, 'Mask')).toBeFocused();

  const file = await downloaded(stylize);
  for (const x of [0.35, 0.5, 0.65]) expect(pixelAt(file, x, 0.5)).toEqual(pixelAt(photo, x, 0.5));
  for (const x of [EDGE, 1 - EDGE]) {
    for (const y of [EDGE, 1 - EDGE]) expect(pixelAt(file, x, y)).toEqual(pixelAt(painting, x, y));
  }
  expect(pixelAt(photo, MIDDLE, MIDDLE)).not.toEqual(pixelAt(painting, MIDDLE, MIDDLE));
});

test('the other tool paints back; Invert exchanges photo and painting; Clear takes the mask away', async ({
  stylize,
  page,
}) => {
  await stylize.paint();
  const [painting, photo] = [await stylize.painting(), await stylize.original()];
  await button(page, 'Mask').click();
  await slider(page, 'Width').fill('40');
  await slider(page, 'Soft edge').fill('0');
  await drawAcross(stylize);
  await middleIs(stylize, photo);
  await stylize.choose(page.getByRole('radio', { name: 'Paint', exact: true }));
  await drawAcross(stylize);
  await middleIs(stylize, painting);
  await stylize.choose(page.getByRole('radio', { name: 'Erase' }));
  await drawAcross(stylize);
  await middleIs(stylize, photo);

  await button(page, 'Invert').click();
  await middleIs(stylize, painting);
  const inverted = await stylize.painting();
  expect(pixelAt(inverted, EDGE, EDGE)).toEqual(pixelAt(photo, EDGE, EDGE));

  await button(page, 'Clear').click();
  await expect.poll(() => stylize.painting()).toEqual(painting);
});

test('beside the button it says that there is a mask, and takes it away, in a step', async ({
  stylize,
  page,
}) => {
  await stylize.paint();
  const [painting, photo] = [await stylize.painting(), await stylize.original()];
  const [used, remove] = [page.getByText('Mask in use'), button(page, 'Remove mask')];
  await expect(page.getByText('Paint only a part')).toBeVisible();
  await expect(remove).toBeHidden();
  await button(page, 'Mask').click();
  await drawAcross(stylize);
  await middleIs(stylize, photo);
  await button(page, 'Done').click();
  await expect(used).toBeVisible();
  await expect(button(page, 'Mask')).toHaveAccessibleDescription('Mask in use');
  await isAccessible(page);

  await remove.click();
  await expect.poll(() => stylize.painting()).toEqual(painting);
  await expect(used).toBeHidden();
  await expect(remove).toBeHidden();
  await expect(button(page, 'Mask')).toBeFocused();
  await button(page, 'Undo').click();
  await middleIs(stylize, photo);
  await expect(used).toBeVisible();
});

test('a stroke is taken back beside the brush, also where the settings are scrolled to the mask', async ({
  stylize,
  page,
}) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await stylize.paint();
  const painting = await stylize.painting();
  await button(page, 'Mask').click();
  const undo = page
    .getByRole('group', { name: 'Mask tools' })
    .getByRole('button', { name: 'Undo' });
  await expect(undo).toHaveAttribute('aria-disabled', 'true');
  await drawAcross(stylize);
  await middleIs(stylize, await stylize.original());
  await expect(undo).toBeInViewport();
  await undo.click();
  await expect.poll(() => stylize.painting()).toEqual(painting);
  await expect(undo).toBeFocused();
});

test('strength and colours apply inside of the mask only', async ({ stylize, page }) => {
  await stylize.paint();
  const [painting, photo] = [await stylize.painting(), await stylize.original()];
  await button(page, 'Mask').click();
  await slider(page, 'Width').fill('40');
  await drawAcross(stylize);
  await middleIs(stylize, photo);
  await slider(page, 'Strength').fill('50');
  const half = pixelAt(painting, EDGE, EDGE).map(
    (value, channel) => (value + (pixelAt(photo, EDGE, EDGE)[channel] ?? 0)) / 2,
  );
  await expect
    .poll(async () =>
      Math.max(
        ...pixelAt(await stylize.painting(), EDGE, EDGE).map((value, channel) =>
          Math.abs(value - (half[channel] ?? 0)),
        ),
      ),
    )
    .toBeLessThanOrEqual(1);
  await middleIs(stylize, photo);
});

test('with the keyboard only: a grid of cells', async ({ stylize, page }) => {
  await stylize.paint();
  const [painting, photo] = [await stylize.painting(), await stylize.original()];
  await tabTo(page, 'Mask');
  await page.keyboard.press('Enter');
  const cell = (row: number, column: number) =>
    page.getByRole('gridcell', { name: `Row ${row}, column ${column},` });
  await expect(cell(1, 1)).toBeFocused();
  await expect(cell(1, 1)).toHaveAccessibleName('Row 1, column 1, painted');
  await page.keyboard.press('ArrowLeft'); // there is nothing further left
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(cell(2, 2)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(cell(2, 2)).toHaveAccessibleName('Row 2, column 2, not painted');
  const spoken = page.getByRole('status').filter({ hasText: /^Row/ });
  await expect(spoken).toHaveText(['Row 2, column 2, not painted']);
  // 16 cells for 48 pixels.
  const [x, y] = [4.5 / 48, 4.5 / 40];
  await expect
    .poll(async () => pixelAt(await stylize.painting(), x, y))
    .toEqual(pixelAt(photo, x, y));
  expect(pixelAt(await stylize.painting(), MIDDLE, MIDDLE)).toEqual(
    pixelAt(painting, MIDDLE, MIDDLE),
  );
  await page.keyboard.press('Enter');
  await expect(cell(2, 2)).toHaveAccessibleName('Row 2, column 2, painted');
  await page.keyboard.press('End');
  await page.keyboard.press('Space');
  await expect(cell(2, 16)).toHaveAccessibleName('Row 2, column 16, not painted');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid')).toBeHidden();
  await expect(button(page, 'Mask')).toBeFocused();
  const file = await downloaded(stylize);
  expect(pixelAt(file, 46.5 / 48, y)).toEqual(pixelAt(photo, 46.5 / 48, y));
});

test('the mask stays with another style, and a new photo has none', async ({ stylize, page }) => {
  await stylize.paint();
  const photo = await stylize.original();
  await button(page, 'Mask').click();
  await slider(page, 'Width').fill('40');
  await drawAcross(stylize);
  await middleIs(stylize, photo);
  await stylize.choose(stylize.style('Udnie'));
  await stylize.isDone();
  await expect(stylize.result).toHaveAttribute('data-state', 'done');
  await middleIs(stylize, photo);

  await stylize.photo.setInputFiles(golden('odd.png'));
  await expect(page.getByTestId('mask')).toBeHidden();
  await expect.poll(() => stylize.size()).not.toEqual([photo.width, photo.height]);
  await stylize.isDone();
  const painting = await stylize.painting();
  await button(page, 'Mask').click();
  await button(page, 'Clear').click();
  await button(page, 'Done').click();
  expect(await downloaded(stylize)).toEqual(painting);
});

test('the mask lies exactly on a very wide and on a very tall picture', async ({
  stylize,
  page,
}) => {
  await stylize.open();
  for (const [width, height] of [
    [80, 8],
    [8, 80],
  ] as const) {
    const buffer = pngOf(width, height, (x, y) => [200, (5 * x) % 256, (5 * y) % 256, 255]);
    await stylize.photo.setInputFiles({ name: 'strip.png', mimeType: 'image/png', buffer });
    await expect.poll(() => stylize.size()).toEqual([width, height]);
    await stylize.isDone();
    const photo = await stylize.original();
    await button(page, 'Mask').click();
    const box = await page.getByTestId('mask').boundingBox();
    const frame = await page.getByTestId('photo').boundingBox();
    if (!box || !frame) throw new Error('There is no picture.');
    expect(box.width / box.height).toBeCloseTo(width / height, width > height ? 0 : 1);
    expect(box.x + box.width / 2).toBeCloseTo(frame.x + frame.width / 2, 0);
    expect(box.y + box.height / 2).toBeCloseTo(frame.y + frame.height / 2, 0);
    await page.keyboard.press('Space');
    await expect
      .poll(async () => pixelAt(await stylize.painting(), 0, 0))
      .toEqual(pixelAt(photo, 0, 0));
    await button(page, 'Done').click();
  }
});

for (const viewport of [
  { width: 1366, height: 768 },
  { width: 1280, height: 720 },
  { width: 844, height: 390 },
  { width: 390, height: 844 },
  { width: 320, height: 568 },
]) {
  test(`picture and tools are on the screen of ${viewport.width} x ${viewport.height}, and axe finds nothing`, async ({
    stylize,
    page,
  }) => {
    await page.setViewportSize(viewport);
    await stylize.paint();
    await button(page, 'Mask').click();
    await expect(page.getByTestId('mask')).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('group', { name: 'Mask tools' })).toBeInViewport({ ratio: 1 });
    const done = await button(page, 'Done').boundingBox();
    const settings = await page.getByRole('complementary').boundingBox();
    if (!done || !settings) throw new Error('There are no tools.');
    // The settings are beside the tools, or below them.
    const [right, bottom] = [done.x + done.width, done.y + done.height];
    expect(right <= settings.x || bottom <= settings.y).toBe(true);
    expect(right).toBeLessThanOrEqual(viewport.width - 16);
    await isAccessible(page);
  });
}

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test('one finger paints, and the page does not scroll under it', async ({ stylize, page }) => {
    await stylize.paint();
    const photo = await stylize.original();
    await button(page, 'Mask').tap();
    await slider(page, 'Width').fill('40');
    const scrolled = await page.evaluate(() => scrollY);
    await swipe(page, await placeIn(stylize, 0.5, 0.9), await placeIn(stylize, 0.5, 0.1));
    await middleIs(stylize, photo);
    expect(await page.evaluate(() => scrollY)).toBe(scrolled);
  });
});

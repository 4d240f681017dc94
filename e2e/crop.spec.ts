/** A part of the photo, turned and mirrored: with the mouse and the keyboard, in the painting and in the file. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { isAccessible } from './support/accessibility.ts';
import { pngOf, type StylizePage } from './support/page.ts';
import { expect, test } from './support/test.ts';
import { swipe } from './support/touch.ts';

const tool = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Red, green, blue and white quarters. */
const quarters = pngOf(64, 48, (x, y) => [
  ...(y < 24 ? (x < 32 ? [255, 0, 0] : [0, 255, 0]) : x < 32 ? [0, 0, 255] : [255, 255, 255]),
  255,
]);

/** Open the page at an address, and that picture on it. */
async function openQuarters(stylize: StylizePage, address: string) {
  await stylize.open(address);
  const file = { name: 'quarters.png', mimeType: 'image/png', buffer: quarters };
  await stylize.photo.setInputFiles(file);
  await stylize.isDone();
}

test('what was chosen by then is there after another page, which was visited by the keyboard', async ({
  stylize,
  page,
}) => {
  await openQuarters(stylize, '?executor=wasm');
  await tool(page, 'Crop and turn').press('Enter');
  await expect(page.getByRole('slider', { name: 'Left side' })).toBeFocused();
  await tool(page, 'Turn right').press('Enter');
  await expect(page.getByText('48 × 64 pixels')).toBeVisible();
  const link = (name: string) => page.getByRole('link', { name, exact: true });
  await link('Compare').press('Enter');
  await expect(page.getByTestId('side-left')).toBeVisible();
  await link('Stylize').press('Enter');
  await expect(page.getByText('48 × 64 pixels')).toBeVisible();
  await expect(link('Stylize')).toBeFocused();
  await tool(page, 'Done').click();
  await expect.poll(() => stylize.size()).toEqual([48, 64]);
});

test('a part that is dragged, turned and mirrored is what is painted and downloaded; undo brings the whole back', async ({
  stylize,
  page,
}) => {
  await openQuarters(stylize, '?executor=wasm');
  expect(await stylize.size()).toEqual([64, 48]);

  await stylize.choose(stylize.style('Udnie'));
  await stylize.isDone();
  await tool(page, 'Crop and turn').click();
  const layer = page.getByTestId('crop');
  const box = (await layer.boundingBox())!;
  await page.mouse.move(box.x + 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
  await page.mouse.up();
  // The right half: green above, white below. Turned clockwise, green is on the right; mirrored, on the left.
  await expect(page.getByText('32 × 48 pixels')).toBeVisible();
  await page.getByRole('slider', { name: 'Bottom side' }).focus();
  await page.keyboard.press('End');
  await isAccessible(page);
  await tool(page, 'Turn right').click();
  // There is a step to take back, of what the tool hides.
  const style = page
    .getByRole('radiogroup', { name: 'Style' })
    .getByRole('radio', { checked: true });
  const chosen = await style.getAttribute('value');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(tool(page, 'Undo')).toHaveAttribute('aria-disabled', 'true');
  await tool(page, 'Undo').press('Enter');
  expect(await style.getAttribute('value')).toBe(chosen);
  await tool(page, 'Mirror').click();
  await tool(page, 'Done').click();
  await expect(layer).toBeHidden();
  await expect.poll(() => stylize.size()).toEqual([48, 32]);
  await stylize.isDone();
  const { width, data } = await stylize.original();
  expect([data.slice(0, 3), data.slice(4 * (width - 1), 4 * width - 1)]).toEqual([
    [0, 255, 0],
    [255, 255, 255],
  ]);
  const [saved] = await Promise.all([page.waitForEvent('download'), stylize.download.click()]);
  const png = PNG.sync.read(await readFile(await saved.path()));
  expect([png.width, png.height]).toEqual([48, 32]);

  await page.reload();
  await stylize.isDone();
  expect(await stylize.size()).toEqual([48, 32]);
  await tool(page, 'Crop and turn').click();
  await tool(page, 'Whole photo').click();
  await tool(page, 'Done').click();
  await stylize.isDone();
  await expect.poll(() => stylize.size()).toEqual([64, 48]);
  await tool(page, 'Undo').click();
  await expect.poll(() => stylize.size()).toEqual([48, 32]);
});

test('a part is held to an aspect ratio, with the mouse and with the keyboard', async ({
  stylize,
  page,
}) => {
  await openQuarters(stylize, '?executor=wasm');
  await tool(page, 'Crop and turn').click();
  const shape = page.getByRole('combobox', { name: 'Aspect ratio' });
  await shape.selectOption('1:1');
  await expect(page.getByText('48 × 48 pixels')).toBeVisible();
  // The right side of the square, with the keyboard: the sides above and below follow.
  await page.getByRole('slider', { name: 'Right side' }).focus();
  for (let press = 0; press < 2; press++) await page.keyboard.press('PageUp');
  await expect(page.getByText('36 × 36 pixels')).toBeVisible();
  // A corner, with the mouse, out of the photo.
  const box = (await page.getByTestId('crop').boundingBox())!;
  const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at((8 + 36) / 64, (6 + 36) / 48));
  await page.mouse.down();
  await page.mouse.move(...at(1.1, 1.1), { steps: 3 });
  await page.mouse.up();
  await expect(page.getByText('42 × 42 pixels')).toBeVisible();
  await tool(page, 'Turn right').click();
  await shape.selectOption('2:3');
  await tool(page, 'Turn right').click();
  await expect(shape).toHaveValue('3:2');
  await isAccessible(page);
  await tool(page, 'Done').click();
  const over = async () => {
    const [width, height] = await stylize.size();
    return width - Math.round(1.5 * height);
  };
  await expect.poll(over).toBe(0);
});

test('a photo is straightened: the part shows nothing outside of it, on the page and in the file', async ({
  stylize,
  page,
}) => {
  await stylize.open('?executor=wasm#/?network=tiny');
  // Red, on which the white of what is outside would be seen. The network sees less than the file has.
  const buffer = pngOf(400, 268, () => [200, 0, 0, 255]);
  await stylize.brush.fill('100');
  await stylize.photo.setInputFiles({ name: 'red.png', mimeType: 'image/png', buffer });
  await stylize.isDone();
  await page.getByRole('slider', { name: 'Strength' }).fill('0');
  await tool(page, 'Crop and turn').click();
  const tilt = page.getByRole('slider', { name: 'Straighten' });
  await tilt.focus();
  await page.keyboard.press('ArrowRight');
  await expect(tilt).toHaveAttribute('aria-valuetext', '0.5°');
  await tilt.fill('-10');
  await isAccessible(page);
  await tool(page, 'Done').click();
  await expect.poll(async () => (await stylize.size())[0]).toBeLessThan(400);
  await stylize.isDone();
  const shown = await stylize.original();
  const isRed = (data: Iterable<number>) =>
    [...data].every((value, at) => at % 4 === 0 || at % 4 === 3 || value < 8);
  expect(isRed(shown.data)).toBe(true);
  const [saved] = await Promise.all([page.waitForEvent('download'), stylize.download.click()]);
  const png = PNG.sync.read(await readFile(await saved.path()));
  expect([png.width, png.height]).toEqual([shown.width, shown.height]);
  expect(isRed(png.data)).toBe(true);

  // Upright again, and undone.
  await page.reload();
  await stylize.isDone();
  await tool(page, 'Crop and turn').click();
  await expect(tilt).toHaveValue('-10');
  await tool(page, 'Whole photo').click();
  await expect(tilt).toHaveValue('0');
  await tool(page, 'Done').click();
  await expect.poll(() => stylize.size()).toEqual([400, 268]);
  await tool(page, 'Undo').click();
  await expect.poll(() => stylize.size()).toEqual([shown.width, shown.height]);
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('a finger drags a corner in an aspect ratio, and a straightened part within the photo', async ({
    stylize,
    page,
  }) => {
    await openQuarters(stylize, '?executor=wasm#/?network=tiny');
    await tool(page, 'Crop and turn').tap();
    await page.getByRole('combobox', { name: 'Aspect ratio' }).selectOption('photo');
    const box = (await page.getByTestId('crop').boundingBox())!;
    const at = (x: number, y: number) => ({ x: box.x + x * box.width, y: box.y + y * box.height });
    await swipe(page, at(0.98, 0.98), at(0.48, 0.48));
    await expect(page.getByText('32 × 24 pixels')).toBeVisible();
    await page.getByRole('slider', { name: 'Straighten' }).fill('10');
    const part = page.getByTestId('crop').locator('[style*="left"]');
    // From the middle of the part to the upper left, which the tilted photo does not fill.
    const before = (await part.boundingBox())!;
    await swipe(page, at(0.25, 0.25), at(0, 0));
    const after = (await part.boundingBox())!;
    expect([after.width, after.height].map(Math.round)).toEqual(
      [before.width, before.height].map(Math.round),
    );
    expect(after.x).toBeGreaterThanOrEqual(box.x);
    // No tap: right after a swipe Chromium may take one as the end of that, and makes no click of it.
    await tool(page, 'Done').click();
    await expect.poll(() => stylize.size()).not.toEqual([64, 48]);
    await stylize.isDone();
    const [red = 0, green = 0] = (await stylize.original()).data;
    expect([red > 240, green < 15]).toEqual([true, true]); // and not the white of what is outside
  });
});

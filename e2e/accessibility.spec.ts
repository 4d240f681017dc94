/** With the keyboard only, with a screen reader, in light and dark, on a desktop and a phone. */
import { isAccessibleInBothColours, tabTo } from './support/accessibility.ts';
import { golden } from './support/page.ts';
import { expect, test } from './support/test.ts';

test('axe finds nothing, light and dark, 1440, 390 and 320 wide', async ({ stylize, page }) => {
  const isAccessibleOnAllScreens = async () => {
    for (const [width, height] of [
      [1440, 900],
      [390, 844],
      [320, 568],
    ] as const) {
      await page.setViewportSize({ width, height });
      await test.step(`${width} wide`, () => isAccessibleInBothColours(page));
    }
  };
  await stylize.open();
  await expect(stylize.style('Udnie')).toBeAttached();
  await test.step('without a photo', isAccessibleOnAllScreens);
  await stylize.photo.setInputFiles(golden('photo.png'));
  await stylize.isDone();
  await test.step('with a painting', isAccessibleOnAllScreens);
});

test('with the keyboard only: choose a photo, a style, a model, compare, download', async ({
  stylize,
  page,
}) => {
  stylize.whenAsked(golden('photo.png'));
  await stylize.open();
  await expect(stylize.style('The Starry Night')).toBeChecked();

  await tabTo(page, 'Drop a photo, paste it, or choose one');
  await page.keyboard.press('Enter');
  await stylize.isDone();

  // The place for the photo is gone. The focus has moved to what is used next.
  await expect(stylize.slider).toBeFocused();
  await page.keyboard.press('End');
  await expect(stylize.slider).toHaveValue('100');
  await page.keyboard.press('ArrowLeft');
  await expect(stylize.slider).toHaveValue('98');
  await page.keyboard.press('Home');
  await expect(stylize.slider).toHaveValue('0');

  await tabTo(page, 'The Starry Night');
  await page.keyboard.press('ArrowRight');
  await expect(stylize.style('Woman with a Hat')).toBeChecked();
  await tabTo(page, 'Compressed');
  await page.keyboard.press('ArrowLeft');
  await expect(stylize.model('Original')).toBeChecked();
  await stylize.isDone();

  await tabTo(page, 'Download');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.keyboard.press('Enter'),
  ]);
  expect(download.suggestedFilename()).toBe('photo-woman-with-a-hat.png');
});

/** The tiles of the styles show the visitor's own photo. */
import { pixelsOf, pngOf, type StylizePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

/** `left`: where it begins in a photo that goes on to both sides. */
const photoOf = (width: number, height: number, left = 0) => ({
  name: 'photo.png',
  mimeType: 'image/png',
  buffer: pngOf(width, height, (x, y) => [(5 * (left + x)) % 256, 6 * y, 120, 255]),
});

const tile = (stylize: StylizePage, title: string) =>
  stylize.style(title).locator('xpath=ancestor::label').locator('canvas');
const tiles = ({ page }: StylizePage) =>
  page.getByRole('radiogroup', { name: 'Style' }).locator('canvas');

test('each style shows the middle of the photo as it paints that, and the landscape without a photo', async ({
  stylize,
  page,
}) => {
  await stylize.open('?executor=wasm');
  const styles = page.getByRole('radiogroup', { name: 'Style' }).getByRole('radio');
  await expect(styles).toHaveCount(14);
  await expect(tiles(stylize)).toHaveCount(0);
  await stylize.photo.setInputFiles(photoOf(48, 40));
  await expect(tiles(stylize)).toHaveCount(14);
  const preview = await pixelsOf(tile(stylize, 'Udnie'));

  // The same as the painting of a photo that is that part.
  await stylize.photo.setInputFiles(photoOf(40, 40, 4));
  await stylize.choose(stylize.style('Udnie'));
  await expect.poll(() => stylize.size()).toEqual([40, 40]);
  await stylize.isDone();
  expect(await stylize.painting()).toEqual(preview);

  // Compare has them, too.
  await expect(tiles(stylize)).toHaveCount(14);
  await page.getByRole('link', { name: 'Compare' }).click();
  await expect(tiles(stylize)).toHaveCount(14);
  await page.getByRole('link', { name: 'Stylize' }).click();
  await page.getByRole('button', { name: 'Remove photo' }).click();
  await expect(styles).toHaveCount(14);
  await expect(tiles(stylize)).toHaveCount(0);
});

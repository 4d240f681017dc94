/** What has the focus may go away. Then the focus goes back to what had it before, not to the top of the page. */
import type { Page } from '@playwright/test';
import { tabTo } from './support/accessibility.ts';
import { smallSamples, type StylizePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

const closeNotice = (page: Page) => page.getByRole('button', { name: 'Close this message' });
const download = (page: Page) => page.getByRole('button', { name: 'Download', exact: true });

/** Has the page say that a file is no picture. */
async function refuse(stylize: StylizePage) {
  const buffer = Buffer.from('just words');
  await stylize.drop([{ name: 'notes.txt', mimeType: 'text/plain', buffer }]);
  await expect(stylize.notice).toContainText('is not a picture');
}

test('a message that is closed gives the focus back', async ({ stylize, page }) => {
  await stylize.paint();
  await download(page).focus();
  await refuse(stylize);
  await closeNotice(page).focus();
  await page.keyboard.press('Enter');
  await expect(stylize.notice).toBeEmpty();
  await expect(download(page)).toBeFocused();
  // One that does not have the focus leaves it where it is.
  await refuse(stylize);
  await page.keyboard.press('Escape');
  await expect(stylize.notice).toBeEmpty();
  await expect(download(page)).toBeFocused();
});

test('after "Put back" and its cross the keyboard goes on from where it was', async ({
  stylize,
  page,
}) => {
  await stylize.paint();
  await page.getByRole('button', { name: 'Remove photo' }).focus();
  await page.keyboard.press('Enter');
  const place = page.getByRole('button', { name: 'Drop a photo' });
  await expect(place).toBeFocused();
  await tabTo(page, 'Put back');
  await page.keyboard.press('Enter');
  await stylize.isDone();
  const focused = page.locator('*:focus');
  await expect(focused).toHaveCount(1);

  await page.getByRole('button', { name: 'Remove photo' }).focus();
  await page.keyboard.press('Enter');
  await expect(place).toBeFocused();
  await tabTo(page, 'Close this message');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Put back' })).toBeHidden();
  await expect(focused).toHaveCount(1);
  await expect(page.locator('body:focus')).toHaveCount(0);
});

test('a sample that is opened in place of a photo keeps the focus on its button', async ({
  stylize,
  page,
}) => {
  await smallSamples(page);
  await stylize.paint();
  const city = page.getByRole('button', { name: 'City' });
  await city.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'City, painted' })).toBeAttached();
  await expect(city).toBeFocused();
});

test('the browser’s Back from a page keeps the focus in the header', async ({ stylize, page }) => {
  await stylize.open();
  await expect(stylize.style('Udnie')).toBeAttached();
  const compare = page.getByRole('link', { name: 'Compare' });
  await compare.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveTitle(/Compare/);
  await page.getByRole('button', { name: 'Drop a photo' }).focus();
  await page.goBack();
  await expect(stylize.style('Udnie')).toBeAttached();
  await expect(compare).toBeFocused();
});

test('who pressed beside everything with the mouse gets no focus', async ({ stylize, page }) => {
  await stylize.paint();
  await download(page).focus();
  await refuse(stylize);
  await closeNotice(page).focus();
  await page.mouse.click(3, 400);
  await page.keyboard.press('Escape');
  await expect(stylize.notice).toBeEmpty();
  await page.evaluate(() => new Promise((frame) => requestAnimationFrame(frame)));
  await expect(page.locator('*:focus')).toHaveCount(0);
});

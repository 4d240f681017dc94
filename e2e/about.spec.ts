/** Keyboard shortcuts and About: found by everybody, right in both languages, and out of the way. */
import type { Page } from '@playwright/test';
import { isAccessibleInBothColours } from './support/accessibility.ts';
import { golden } from './support/page.ts';
import { expect, test } from './support/test.ts';

const list = (page: Page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' });
const single = (page: Page) => list(page).getByRole('switch', { name: 'Use single keys' });
const strength = (page: Page) => page.getByRole('slider', { name: 'Strength' });

test('single keys open, choose a style, show the photo and download', async ({ stylize, page }) => {
  stylize.whenAsked(golden('photo.png'));
  await stylize.open('?executor=wasm');
  await expect(stylize.style('Udnie')).toBeAttached();
  await page.keyboard.press('o');
  await stylize.isDone();
  await expect(stylize.slider).toBeFocused(); // a slider takes no letters
  await page.keyboard.press('5');
  await expect(stylize.style('Udnie')).toBeChecked();
  await stylize.isDone();

  const eye = page.getByRole('button', { name: 'Hold to see the photo' });
  await expect(eye).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.down('h');
  await expect(eye).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.up('h');
  await expect(eye).toHaveAttribute('aria-pressed', 'false');

  await page.keyboard.press('f');
  await expect(page.getByRole('button', { name: 'Leave full screen' })).toBeVisible();
  await page.keyboard.press('f');
  await expect(page.getByRole('button', { name: 'Full screen', exact: true })).toBeVisible();

  await expect(stylize.download).toBeEnabled();
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('d')]);
  expect(download.suggestedFilename()).toBe('photo-udnie.png');

  await page.getByRole('combobox', { name: 'Language' }).focus(); // it has keys of its own
  await page.keyboard.press('1');
  await expect(stylize.style('Udnie')).toBeChecked();
});

test('the list opens with a key, the page behind it rests, and single keys can be switched off', async ({
  stylize,
  page,
}) => {
  await stylize.paint('?executor=wasm');
  await strength(page).fill('60');
  await page.keyboard.press('?');
  await expect(list(page).getByText('Download the painting')).toBeVisible();
  await page.keyboard.press('1');
  await page.keyboard.press('Control+z');
  await expect(stylize.style('The Starry Night')).toBeChecked();
  await expect(strength(page)).toHaveValue('60');
  await single(page).uncheck();
  await page.keyboard.press('Escape');
  await expect(list(page)).toBeHidden();
  await page.keyboard.press('1');
  await page.keyboard.press('?');
  await expect(list(page)).toBeHidden();
  await expect(stylize.style('The Starry Night')).toBeChecked();
  await page.keyboard.press('Control+z');
  await expect(strength(page)).toHaveValue('100');

  // The button still opens the list, and keys can be switched on again there.
  await page.reload();
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await expect(single(page)).not.toBeChecked();
  await single(page).check();
  await list(page).getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('button', { name: 'Keyboard shortcuts' })).toBeFocused();
  await page.keyboard.press('1');
  await expect(stylize.style('The Great Wave')).toBeChecked();
});

test('Escape closes the list and leaves the mask open', async ({ stylize, page }) => {
  await stylize.paint('?executor=wasm');
  await page.getByRole('button', { name: 'Mask' }).click();
  await expect(page.getByTestId('mask')).toBeVisible();
  await page.keyboard.press('?');
  await expect(list(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list(page)).toBeHidden();
  await expect(page.getByTestId('mask')).toBeVisible();
});

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 844, height: 390 },
  { width: 320, height: 568 },
]) {
  test(`About says what is sent, and leads to the shortcuts, ${viewport.width} wide`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport);
    const answer = await page.goto('./');
    const button = page.getByRole('button', { name: 'About Brushlite' });
    await button.click();
    const about = page.getByRole('dialog', { name: 'About Brushlite' });
    await expect(about.getByText('Sent from your device: 0 bytes')).toBeVisible();
    expect(answer?.headers()['content-security-policy']).toContain("connect-src 'self';");
    await expect(about).toContainText(/Version \d+\.\d+\.\d+/);
    await isAccessibleInBothColours(page);
    await about.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await expect(about).toBeHidden();
    await expect(list(page)).toBeVisible();
    await isAccessibleInBothColours(page);
    await single(page).uncheck(); // those that are off look different
    await isAccessibleInBothColours(page);
    await page.keyboard.press('Escape');
    await expect(list(page)).toBeHidden();
    await expect(button).toBeFocused();
  });
}

test('the browser’s Back shows the page before, and closes what was about this one', async ({
  page,
}) => {
  await page.goto('./#/live');
  await page.getByRole('link', { name: 'Stylize' }).click();
  const about = page.getByRole('dialog', { name: 'About Brushlite' });
  await page.getByRole('button', { name: 'About Brushlite' }).click();
  await expect(about).toBeVisible();
  await page.goBack();
  await expect(page).toHaveTitle(/Live/);
  await expect(about).toBeHidden();
});

test('both are in Chinese, too', async ({ page }) => {
  await page.goto('./?lang=zh-Hans');
  await page.getByRole('button', { name: '关于 Brushlite' }).click();
  const about = page.getByRole('dialog', { name: '关于 Brushlite' });
  await expect(about.getByText('从此设备发送：0 字节')).toBeVisible();
  await about.getByRole('button', { name: '键盘快捷键' }).click();
  const keys = page.getByRole('dialog', { name: '键盘快捷键' });
  await expect(keys.getByText('撤销')).toBeVisible();
  await expect(keys.getByRole('switch', { name: '启用单键快捷键' })).toBeChecked();
  await keys.getByRole('button', { name: '关闭' }).click();
  await expect(keys).toBeHidden();
});

test('on a phone that lies on its side the header is one line', async ({ page }) => {
  for (const width of [667, 740, 844]) {
    await page.setViewportSize({ width, height: 375 });
    await page.goto('./');
    const bounds = await page.getByRole('banner').boundingBox();
    expect(bounds?.height).toBeLessThanOrEqual(48);
  }
});

/** What a visitor sees where the app's own script does not run. */
import { expect, test } from './support/test.ts';

for (const [what, answer] of [
  ['is missing', { status: 404, body: '' }],
  ['is a page', { status: 200, contentType: 'text/html', body: '<!doctype html>' }],
  ['never arrives', undefined],
] as const) {
  test.describe(what, () => {
    test.use({ expected: [/Failed to load resource|Failed to load module script/] });

    test(`where the main script ${what}, the page says so in both languages`, async ({ page }) => {
      await page.route('**/assets/*.js', (route) => (answer ? route.fulfill(answer) : undefined));
      await page.goto('./', { waitUntil: 'commit' });
      await expect(page.getByText('Brushlite has not started')).toBeVisible();
      await expect(page.getByText('Brushlite 未能启动')).toBeVisible();
    });
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says that it needs it', async ({ page }) => {
    await page.goto('./');
    // Playwright finds no text in <noscript>.
    const texts = page.locator('noscript p');
    await expect(texts.filter({ visible: true })).toHaveCount(2);
    await expect(texts.first()).toHaveText(/^\s*Brushlite needs JavaScript/);
    await expect(texts.last()).toHaveText(/^\s*Brushlite 需要 JavaScript/);
    await expect(page.locator('.not-started')).toHaveCSS('display', 'none');
  });
});

test.describe('a part that is downloaded later', () => {
  test.use({ expected: [/Failed to load resource|Failed to fetch dynamically imported module/] });

  test('and does not arrive is told, and nothing else stops', async ({ stylize, page }) => {
    await page.route(/assets\/(zh|LivePage)-.*\.js/, (route) => route.abort());
    await stylize.open('?lang=zh');
    await expect(stylize.notice).toHaveText(/That language could not be downloaded\./);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.getByRole('link', { name: 'Live' }).click();
    const heading = page.getByRole('heading', { name: 'This page could not be downloaded' });
    await expect(heading).toBeVisible();
    await page.getByRole('link', { name: 'Compare' }).click();
    await expect(stylize.photo).toBeAttached(); // the input of the Compare page
    await expect(heading).toBeHidden();
    await page.getByRole('link', { name: 'Live' }).click();
    await expect(heading).toBeVisible(); // it was asked for again, and did not arrive
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Reload the page' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  });
});

test('the app takes its place', async ({ stylize, page }) => {
  await stylize.open();
  await expect(page.getByRole('slider', { name: 'Example' })).toBeVisible();
  await expect(page.getByText('Brushlite has not started')).toHaveCount(0);
});

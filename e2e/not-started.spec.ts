/** What a visitor sees where the app's own script does not run. */
import { expect, test } from './support/test.ts';

for (const [what, answer] of [
  ['is missing', { status: 404, body: '' }],
  ['is a page', { status: 200, contentType: 'text/html', body: '<!doctype html>' }],
  ['never arrives', undefined],
] as const) {
  test.describe(what, () => {
    test.use({
      contextOptions: { reducedMotion: 'reduce' },
      expected: [/Failed to load resource|Failed to load module script/],
    });

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

test('the app takes its place', async ({ stylize, page }) => {
  await stylize.open();
  await expect(page.getByRole('slider', { name: 'Example' })).toBeVisible();
  await expect(page.getByText('Brushlite has not started')).toHaveCount(0);
});

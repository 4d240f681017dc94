/** Browsers that lack what the page needs: it is shown all the same, and says what is missing. */
import { expect, test } from './support/test.ts';

for (const feature of ['OffscreenCanvas', 'Worker'] as const) {
  test(`without ${feature} the page is there and names it`, async ({ stylize, page }) => {
    await page.addInitScript((name) => Reflect.deleteProperty(globalThis, name), feature);
    await page.goto('./');
    const notice = page.getByRole('alert').filter({ hasText: 'This browser lacks' });
    await expect(notice).toContainText(`(${feature})`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    for (const name of ['Live', 'Compare', 'Stylize']) {
      await page.getByRole('link', { name, exact: true }).click();
      await expect(page.getByRole('main')).toBeVisible();
    }
    await expect(stylize.photo).toBeAttached();
  });
}

/** Private windows of Firefox, whose database lasts as long as they do. */
import { expect } from '@playwright/test';
import { test, withPreferences } from './support/firefox.ts';
import { keptOfTab } from './support/kept.ts';
import { golden } from './support/page.ts';

test.use(withPreferences({ 'browser.privatebrowsing.autostart': true }));

test('a reload brings the photo back, painted', async ({ stylize, page }) => {
  await stylize.open('?executor=wasm#/?network=tiny');
  await stylize.photo.setInputFiles(golden('odd.png'));
  await stylize.isDone();
  await expect.poll(() => keptOfTab(page, 'open')).toBeTruthy();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'odd.png, painted' })).toBeAttached();
  await stylize.isDone();
});

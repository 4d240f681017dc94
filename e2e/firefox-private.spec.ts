/** Firefox as Tor, Mullvad and LibreWolf set it up: what a page reads of a canvas is noise. */
import { expect } from '@playwright/test';
import { test, withPreferences } from './support/firefox.ts';
import { golden } from './support/page.ts';

test.use(withPreferences({ 'privacy.resistFingerprinting': true }));

test('noise is not taken for a photo: the page says what to allow', async ({ stylize }) => {
  await stylize.open();
  await stylize.photo.setInputFiles(golden('odd.png'));
  await expect(stylize.notice).toContainText('This browser hides the pixels of your pictures');
});

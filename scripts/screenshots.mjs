// Takes the README's pictures of the pages Stylize and Compare anew, with what this machine measures:
//   npm run build && node scripts/screenshots.mjs
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { browserArguments, findBrowser } from './browser.mjs';
import { ROOT, runMain } from './prepare.mjs';
import { serve } from './serve.mjs';

const DOCS = join(ROOT, 'docs');

/** @param {import('@playwright/test').Page} page @param {string} file */
const shoot = (page, file) =>
  page.screenshot({ path: join(DOCS, file), type: 'jpeg', quality: 82, animations: 'disabled' });

/** @param {import('@playwright/test').Page} page @param {string} url */
async function stylize(page, url) {
  await page.goto(`${url}/?executor=wasm`);
  await page.getByText('The Starry Night', { exact: true }).click();
  await page.getByRole('button', { name: 'City' }).click();
  await page.locator('[data-testid=result][data-state=done]').waitFor();
  await page.getByRole('slider').first().fill('50');
  await shoot(page, 'stylize.jpg');
}

/** @param {import('@playwright/test').Page} page @param {string} url */
async function compare(page, url) {
  await page.goto(`${url}/?executor=wasm#/compare?style=composition-vii&sample=portrait`);
  await page.getByRole('button', { name: 'Measure both' }).click();
  await page.getByRole('button', { name: 'Measure again' }).waitFor({ timeout: 120_000 });
  await page.evaluate(() => scrollTo(0, 0));
  await shoot(page, 'compare.jpg');
}

await runMain(async () => {
  const { url, close } = await serve(0);
  const executablePath = await findBrowser();
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: browserArguments,
  });
  for (const take of [stylize, compare]) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await take(page, url);
    await page.close();
  }
  await browser.close();
  close();
});

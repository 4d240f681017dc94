// Takes the README's pictures of the pages. The figures in them are those of this machine:
//   npm run build && node scripts/screenshots.mjs
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from './browser.mjs';
import { ROOT, runMain } from './prepare.mjs';
import { serve } from './serve.mjs';

const DOCS = join(ROOT, 'docs');

/** @param {import('@playwright/test').Page | import('@playwright/test').Locator} what @param {string} file */
const shoot = (what, file) =>
  what.screenshot({ path: join(DOCS, file), type: 'jpeg', quality: 82, animations: 'disabled' });

/** @param {import('@playwright/test').Page} page @param {string} url */
async function stylize(page, url) {
  await page.goto(`${url}/?executor=wasm`);
  await page.getByText('The Starry Night', { exact: true }).click();
  await page.getByRole('button', { name: 'City' }).click();
  await page.locator('[data-testid=result][data-state=done]').waitFor();
  // Every style shows the photo then.
  const styles = page.getByRole('radiogroup', { name: 'Style' });
  await styles
    .locator('label canvas')
    .nth((await styles.getByRole('radio').count()) - 1)
    .waitFor();
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

/** @param {import('@playwright/test').Page} page @param {string} url */
async function live(page, url) {
  await page.goto(`${url}/?executor=wasm#/live`);
  await page.getByText('Composition VII', { exact: true }).click();
  await page.getByRole('button', { name: 'Start the camera' }).first().click();
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Split').click();
  await page.getByLabel('Longest side').selectOption('640');
  // The parts say how long their networks take once both have painted some frames at that size.
  await page.getByText('640 × 480').first().waitFor({ timeout: 120_000 });
  await page.locator('.chip strong').nth(1).waitFor({ timeout: 120_000 });
  await shoot(page.getByTestId('live'), 'live.jpg');
}

/** Where a file of twice its photo's size is looked at: style, sample, left and top edge as parts of the whole. */
const CROPS = /** @type {const} */ ([
  ['The Starry Night', 'City', 0.32, 0.36],
  ['Woman with a Hat', 'Portrait', 0.34, 0.31],
  ['The Great Wave', 'Landscape', 0.3, 0.2],
]);

/**
 * Three parts of files that the page gives for download, 1920 pixels wide or high, pixel by pixel.
 * @param {import('@playwright/test').Page} page @param {string} url
 */
async function crops(page, url) {
  const files = [];
  await page.goto(`${url}/?executor=wasm`);
  for (const [style, sample] of CROPS) {
    await page.getByText(style, { exact: true }).click();
    await page.getByRole('button', { name: sample }).click();
    await page.getByRole('combobox', { name: 'Output size' }).selectOption('double');
    await page.getByRole('heading', { name: `${sample}, painted` }).waitFor({ state: 'attached' });
    const whole = ':is([data-width="1920"], [data-height="1920"])';
    await page
      .locator(`[data-testid=result][data-state=done]${whole}`)
      .waitFor({ timeout: 300_000 });
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: 120_000 }),
      page.getByRole('button', { name: /^Download/ }).click(),
    ]);
    files.push(readFileSync(await download.path()).toString('base64'));
  }
  await page.setViewportSize({ width: 1200, height: 400 });
  await page.evaluate(
    async ({ files, places }) => {
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width: 1200, height: 400 });
      document.body.replaceChildren(canvas);
      for (const [i, file] of files.entries()) {
        const picture = await createImageBitmap(
          new Blob([Uint8Array.from(atob(file), (c) => c.charCodeAt(0))]),
        );
        const [x = 0, y = 0] = places[i] ?? [];
        canvas
          .getContext('2d')
          ?.drawImage(
            picture,
            x * picture.width,
            y * picture.height,
            400,
            400,
            400 * i,
            0,
            400,
            400,
          );
      }
    },
    { files, places: CROPS.map(([, , x, y]) => [x, y]) },
  );
  await shoot(page.locator('canvas'), 'crops.jpg');
}

/**
 * The face of the portrait as a film of one frame, which Chromium plays as a camera.
 * @param {import('@playwright/test').Page} page @param {string} url
 */
async function film(page, url) {
  await page.goto(url);
  const bytes = await page.evaluate(async () => {
    const photo = await createImageBitmap(await (await fetch('samples/portrait.jpg')).blob());
    const canvas = new OffscreenCanvas(640, 480);
    const { width, height } = photo;
    const [x, y, side] = [0.1 * width, 0.16 * height, 0.88 * width];
    canvas.getContext('2d')?.drawImage(photo, x, y, side, 0.75 * side, 0, 0, 640, 480);
    const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
    return [...new Uint8Array(await jpeg.arrayBuffer())];
  });
  return Uint8Array.from(bytes);
}

/** @param {string[]} more arguments for the browser @param {(page: import('@playwright/test').Page) => Promise<void>} take */
async function withPage(more, take) {
  const browser = await launchBrowser(more);
  await take(await browser.newPage({ viewport: { width: 1440, height: 900 } }));
  await browser.close();
}

await runMain(async () => {
  const { url, close } = await serve(0);
  for (const take of [stylize, compare, crops]) await withPage([], (page) => take(page, url));
  const folder = mkdtempSync(join(tmpdir(), 'brushlite-'));
  const camera = join(folder, 'camera.mjpeg');
  await withPage([], async (page) => writeFileSync(camera, await film(page, url)));
  const fake = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
  await withPage([...fake, `--use-file-for-fake-video-capture=${camera}`], (page) =>
    live(page, url),
  );
  rmSync(folder, { recursive: true });
  close();
});

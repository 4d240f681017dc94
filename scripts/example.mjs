// Makes the pictures that the Stylize page begins with, from a sample picture and our own network, one for each style:
//   npm run build && node scripts/example.mjs
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from './browser.mjs';
import { ROOT, runMain } from './prepare.mjs';
import { serve } from './serve.mjs';

const FOLDER = join(ROOT, 'public/example');
const SAMPLE = 'Sea';
/** As in a link, for every style. */
const SETTINGS = { network: 'original', boldness: '0.6', size: '1024' };
/** What is shown of the picture: all of its width, and so much of its height. */
const [TOP, BOTTOM] = [0.28, 0.76];
/** Pixels of the files. */
const WIDTH = 896;
const MOST_BYTES = 60_000;

/**
 * A part of a canvas as a WebP file, as good as the bytes allow.
 * @param {import('@playwright/test').Locator} canvas
 */
async function webp(canvas) {
  const bytes = await canvas.evaluate(
    async (element, [top = 0, bottom = 1, width = 0, most = 0]) => {
      const source = /** @type {HTMLCanvasElement} */ (element);
      const scale = width / source.width;
      const [y, height] = [top * source.height, (bottom - top) * source.height];
      const part = new OffscreenCanvas(width, Math.round(scale * height));
      const context = part.getContext('2d');
      if (!context) throw new Error('There is no canvas.');
      context.imageSmoothingQuality = 'high';
      context.drawImage(source, 0, y, source.width, height, 0, 0, part.width, part.height);
      for (let quality = 0.85; ; quality -= 0.05) {
        const file = await part.convertToBlob({ type: 'image/webp', quality });
        if (file.size <= most) return [...new Uint8Array(await file.arrayBuffer())];
      }
    },
    [TOP, BOTTOM, WIDTH, MOST_BYTES],
  );
  return Uint8Array.from(bytes);
}

/** @returns {string[]} the ids of the styles */
function styles() {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'models/manifest.json'), 'utf8'));
  return manifest.styles.map((/** @type {{ id: string }} */ { id }) => id);
}

/**
 * @param {string} name
 * @param {import('@playwright/test').Locator} canvas
 */
async function write(name, canvas) {
  const bytes = await webp(canvas);
  writeFileSync(join(FOLDER, `${name}.webp`), bytes);
  console.log(`public/example/${name}.webp: ${bytes.length} bytes`);
}

await runMain(async () => {
  const { url, close } = await serve(0);
  const browser = await launchBrowser();
  mkdirSync(FOLDER, { recursive: true });
  for (const [index, style] of styles().entries()) {
    const page = await browser.newPage(); // with a storage of its own
    await page.goto(`${url}/?executor=wasm#/?${new URLSearchParams({ style, ...SETTINGS })}`);
    await page.getByRole('button', { name: SAMPLE, exact: true }).click();
    const painting = page.locator('[data-testid=result][data-state=done] canvas');
    await painting.waitFor({ timeout: 300_000 });
    if (index === 0) await write('photo', page.getByTestId('photo').locator('canvas'));
    await write(style, painting);
    await page.close();
  }
  await browser.close();
  close();
});

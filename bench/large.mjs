// How long a large photo takes on the Stylize page, and what memory: see README.md. The page is that of dist/.
//   npm run build && npm run bench -- --tiles [--megapixels 24] [--photos 1] [--brush 67] [--executor wasm]
import { parseArgs } from 'node:util';
import { launchBrowser } from '../scripts/browser.mjs';
import { runMain } from '../scripts/prepare.mjs';
import { serve } from '../scripts/serve.mjs';
import { renderers } from './renderers.mjs';

const { values } = parseArgs({
  options: {
    tiles: { type: 'boolean' }, // npm run bench -- --tiles comes here
    megapixels: { type: 'string', default: '24' },
    photos: { type: 'string', default: '1' },
    brush: { type: 'string', default: '67' },
    executor: { type: 'string', default: 'wasm' },
  },
});
const ASPECT = 1.5;
// Rounded down: no photo of more than 100 megapixels is opened.
const height = Math.floor(Math.sqrt((Number(values.megapixels) * 1e6) / ASPECT));
const width = Math.floor(ASPECT * height);

/** Open a photo that the browser draws and encodes itself. @param {import('@playwright/test').Page} page @param {number} nth */
const openPhoto = (page, nth) =>
  page.evaluate(async ([width, height, nth]) => {
    const canvas = new OffscreenCanvas(width, height);
    const brush = canvas.getContext('2d');
    if (!brush) throw new Error('There is no canvas of this size.');
    for (let i = 0; i < 2000; i++) {
      brush.fillStyle = `hsl(${((i + nth) * 47) % 360} 60% ${30 + (i % 5) * 10}%)`;
      const side = width / (4 + (i % 40));
      brush.fillRect((i * 7919) % width, (i * 104_729) % height, side, side);
    }
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
    const transfer = new DataTransfer();
    transfer.items.add(new File([blob], `large-${nth}.jpg`, { type: 'image/jpeg' }));
    const input = /** @type {HTMLInputElement} */ (
      document.querySelector('input[type=file][aria-label=Photo]')
    );
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, /** @type {const} */ ([width, height, nth]));

/**
 * Paint one photo.
 * @param {import('@playwright/test').Browser} browser @param {import('@playwright/test').Page} page @param {number} nth
 */
async function paint(browser, page, nth) {
  const result = page.getByTestId('result');
  await openPhoto(page, nth);
  const start = performance.now();
  const seconds = () => ((performance.now() - start) / 1000).toFixed(1);
  const reached = async (/** @type {string} */ selector) => {
    const found = page.locator(`[data-testid=result]${selector}`);
    await found.waitFor({ state: 'attached', timeout: 1_800_000 });
    return seconds();
  };
  await page
    .getByRole('heading', { name: `large-${nth}.jpg` })
    .waitFor({ state: 'attached', timeout: 300_000 });
  const first = await reached(':is([data-state=refining], [data-state=done])');
  const done = await reached('[data-state=done]');
  const size = await result.evaluate(({ dataset }) => `${dataset['width']} x ${dataset['height']}`);
  const begun = performance.now();
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 600_000 }),
    page.getByRole('button', { name: 'Download', exact: true }).click(),
  ]);
  await download.path();
  const saved = ((performance.now() - begun) / 1000).toFixed(1);
  const { now, peak } = await renderers(browser);
  console.log(
    `photo ${nth}: first painting ${first} s, ${size} after ${done} s, PNG in ${saved} s, ${now} MB, ${peak} at most so far`,
  );
}

await runMain(async () => {
  const server = await serve(0);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ serviceWorkers: 'block' });
    await page.goto(`${server.url}/?executor=${values.executor}`);
    await page.getByRole('slider', { name: 'Brush size' }).fill(values.brush);
    console.log(`${width} x ${height} pixels, ${values.executor}, brush size ${values.brush}`);
    for (let nth = 1; nth <= Number(values.photos); nth++) await paint(browser, page, nth);
  } finally {
    await browser.close();
    server.close();
  }
});

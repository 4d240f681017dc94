// How long a painting takes to be learned as a style on the Stylize page, and what memory: see README.md. The page is
// that of dist/. Each style is saved as a file, which training/learned.py judges.
//   npm run build && npm run bench:learning -- painting.jpg ... [--steps 60] [--out FOLDER] [--executor wasm]
import { mkdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../scripts/browser.mjs';
import { runMain, Stop } from '../scripts/prepare.mjs';
import { serve } from '../scripts/serve.mjs';
import { renderers } from './renderers.mjs';

const { values, positionals: paintings } = parseArgs({
  allowPositionals: true,
  options: {
    steps: { type: 'string', default: '120' },
    out: { type: 'string' },
    executor: { type: 'string', default: 'wasm' },
  },
});
const steps = Number(values.steps);
/** How far learning was when these many steps were taken is printed. */
const MARKS = [10, 30, 60, 120, 240, 360].filter((mark) => mark < steps).concat(steps);
const TIMEOUT = 3_600_000;

/**
 * Learn one painting and save it.
 * @param {import('@playwright/test').Browser} browser @param {import('@playwright/test').Page} page @param {string} file
 */
async function learn(browser, page, file) {
  await page.getByRole('button', { name: 'City' }).first().click();
  await page.locator('[data-testid=result][data-state=done]').waitFor({ timeout: TIMEOUT });
  const idle = await renderers(browser);
  const name = basename(file, extname(file));
  await page.getByRole('button', { name: 'Your own style' }).click();
  await page.getByLabel('Painting', { exact: true }).setInputFiles(file);
  // What a visitor gets who stops after so many steps.
  const length = steps <= 30 ? 'Quick' : steps <= 120 ? 'Usual' : 'Long';
  await page.locator('label', { hasText: length }).click();
  await page.getByRole('button', { name: 'Learn this style' }).click();
  const start = performance.now();
  const seconds = () => Math.round((performance.now() - start) / 100) / 10;
  const bar = page.getByRole('progressbar', { name: 'Learning' });
  await bar.and(page.locator('[value]')).waitFor({ timeout: TIMEOUT });
  const told = [`nearest style ${seconds()} s`];
  const before = await renderers(browser);
  const ended = page.getByText(/^Learned in \d+ steps$/);
  for (const mark of MARKS) {
    await page.waitForFunction(
      (mark) => {
        const [, step] = /Step (\d+) of/.exec(document.body.innerText) ?? [];
        return Number(step) >= mark || /Learned in \d+ steps/.test(document.body.innerText);
      },
      mark,
      { timeout: TIMEOUT },
    );
    told.push(`step ${mark} ${seconds()} s`);
  }
  const after = await renderers(browser);
  told.push(`${((after.busy - before.busy) / steps).toFixed(2)} s of processor time a step`);
  told.push(`${after.peak} MB at most, ${idle.peak} MB before`);
  const stop = page.getByRole('button', { name: 'Stop' });
  if (await stop.isVisible()) await stop.click({ timeout: 5000 }).catch(() => undefined);
  await ended.waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save style' }).click(),
  ]);
  if (values.out) await download.saveAs(join(values.out, `${name}.brushlite`));
  console.log(`${name}: ${told.join(', ')}`);
}

await runMain(async () => {
  if (paintings.length === 0) throw new Stop('Name at least one painting, a picture file.');
  if (values.out) mkdirSync(values.out, { recursive: true });
  const server = await serve(0);
  const browser = await launchBrowser();
  try {
    for (const file of paintings) {
      // A page of its own, which has no earlier styles.
      const context = await browser.newContext({ serviceWorkers: 'block' });
      const page = await context.newPage();
      await page.goto(`${server.url}/?executor=${values.executor}`);
      await page.getByRole('radio', { name: 'The Great Wave' }).waitFor({ state: 'attached' });
      await learn(browser, page, file);
      await context.close();
    }
  } finally {
    await browser.close();
    server.close();
  }
});

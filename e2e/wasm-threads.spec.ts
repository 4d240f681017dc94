/** The script of our kernels' threads is missing on the server. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { differenceTo } from './support/page.ts';
import { test } from './support/site.ts';
import { expect } from './support/test.ts';

test.use({ expected: [/404/] });

test('one thread paints the same, and the page says why', async ({ stylize, page, site }) => {
  // Not by a route: Playwright does not see what a worker's worker asks for.
  const assets = join(site.folder, 'assets');
  const scripts = (await readdir(assets)).filter((name) => name.startsWith('pool.worker-'));
  expect(scripts).toHaveLength(1);
  for (const name of scripts) await rm(join(assets, name));
  await stylize.paint('?executor=wasm&precision=float32');
  const off = await differenceTo(
    await stylize.painting(),
    'compressed-float32-starry-night-photo.f32',
  );
  expect(off).toBeLessThan(1e-3 + 0.5 / 255);
  await stylize.openDetails();
  const processors = await page.evaluate(() => navigator.hardwareConcurrency);
  const why = processors > 1 ? '. A part of the page could not be downloaded' : '';
  await expect(page.getByText(`Processor, 1 thread${why}`)).toBeVisible();
});

/** Our own WebAssembly kernels in a real browser: with threads, without threads, and when they fail to load. */
import type { Page } from '@playwright/test';
import { differenceTo, type StylizePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

/** The tolerance of the kernels, and the rounding to the 8 bits of a canvas. */
const WITHIN = 1e-3 + 0.5 / 255;

/** How far the compressed network in float32 differs from PyTorch. */
async function paint(stylize: StylizePage, executor = 'wasm'): Promise<number> {
  await stylize.paint('?executor=wasm&precision=float32');
  await expect(stylize.result).toHaveAttribute('data-executor', executor);
  await stylize.openDetails();
  return differenceTo(await stylize.painting(), 'compressed-float32-starry-night-photo.f32');
}

function wasmFiles(page: Page): string[] {
  const files: string[] = [];
  page.on('request', (request) => {
    const [, name] = /assets\/([\w-]+)-[\w-]{8}\.wasm/.exec(request.url()) ?? [];
    if (name) files.push(name);
  });
  return files;
}

test('an isolated page uses all processors and the fastest kernels', async ({ page, stylize }) => {
  const files = wasmFiles(page);
  expect(await paint(stylize)).toBeLessThan(WITHIN);
  const processors = await page.evaluate(() => navigator.hardwareConcurrency);
  const threads = Math.min(8, processors);
  await expect(
    page.getByText(`Processor, ${threads} thread${threads > 1 ? 's' : ''}`),
  ).toBeVisible();
  expect(files).toEqual([threads > 1 ? 'relaxed-threads' : 'relaxed']);
});

test('a page that may not share memory uses one thread', async ({ page, stylize }) => {
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers() };
    delete headers['cross-origin-opener-policy'];
    delete headers['cross-origin-embedder-policy'];
    await route.fulfill({ response, headers });
  });
  expect(await paint(stylize)).toBeLessThan(WITHIN);
  await expect(page.getByText('Processor, 1 thread')).toBeVisible();
});

test.describe('when the kernels cannot be downloaded', () => {
  test.use({ expected: [/net::ERR_FAILED/] });

  test('TensorFlow.js paints the same, and the page says why', async ({ page, stylize }) => {
    await page.route(/(relaxed|simd)(-threads)?-[\w-]{8}\.wasm/, (route) =>
      route.request().url().includes('tfjs') ? route.continue() : route.abort(),
    );
    expect(await paint(stylize, 'tfjs-wasm')).toBeLessThan(2e-3 + 0.5 / 255);
    await expect(
      page.getByText(/1 thread\. A part of the page could not be downloaded/),
    ).toBeVisible();
  });
});

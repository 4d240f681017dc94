/** The plainest host: files below a sub-path, and no headers, as GitHub Pages has it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileHandler } from '../scripts/static.mjs';
import { expect, test as base } from './support/test.ts';

const FOLDER = '/tools/brushlite';

const test = base.extend<{ host: Server }>({
  // oxlint-disable-next-line eslint/no-empty-pattern -- Playwright wants the braces
  host: async ({}, use) => {
    const files = fileHandler('dist', {});
    const server = createServer((request, response) => {
      const inside = request.url?.startsWith(`${FOLDER}/`);
      request.url = inside ? request.url?.slice(FOLDER.length) : '/missing';
      files(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    await use(server);
    server.close().closeAllConnections();
  },
  baseURL: async ({ host }, use) =>
    use(`http://localhost:${(host.address() as AddressInfo).port}${FOLDER}/`),
});
test.use({ serviceWorkers: 'allow' });

test('below a sub-path, without headers, every page works, on one thread, and the page is kept', async ({
  stylize,
  compare,
  page,
  baseURL,
}) => {
  await stylize.paint('?executor=wasm');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await stylize.openDetails();
  await expect(page.getByText('Processor, 1 thread').first()).toBeVisible();
  const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
  expect(scope).toBe(baseURL);
  await page.getByRole('link', { name: 'Live' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Compare' }).click();
  await compare.isDone('left', 'right');
});

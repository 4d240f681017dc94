/** A server that takes a request and never answers it. */
import { golden } from './support/page.ts';
import { expect, test } from './support/test.ts';

const STALLED = 'Nothing has arrived for 10 seconds';

test('a network that stalls: the page says so, Cancel ends the request, and the next try paints', async ({
  stylize,
  page,
}) => {
  test.setTimeout(180_000);
  await page.route('**/weights.bin', () => {}); // never answered
  await stylize.open('?executor=wasm');
  await stylize.photo.setInputFiles(golden('photo.png'));
  await expect(page.getByRole('status').filter({ hasText: STALLED })).toBeVisible({
    timeout: 60_000,
  });
  const ended = page.waitForEvent('requestfailed', (request) =>
    request.url().endsWith('weights.bin'),
  );
  await page.getByRole('button', { name: 'Cancel' }).click();
  await ended;
  await page.unroute('**/weights.bin');
  await page.getByRole('button', { name: 'Paint it' }).click();
  await stylize.isDone();
});

test('WebAssembly that stalls: the page says so, and paints as soon as the server is well', async ({
  stylize,
  page,
}) => {
  test.setTimeout(180_000);
  const binary = '**/*.wasm';
  await page.route(binary, () => {}); // never answered
  await stylize.open('?executor=wasm');
  await stylize.photo.setInputFiles(golden('photo.png'));
  await expect(page.getByRole('status').filter({ hasText: STALLED })).toBeVisible({
    timeout: 60_000,
  });
  await page.unroute(binary); // it is asked for again
  await stylize.isDone();
});

test('a list of networks that stalls is given up after a minute, and another try paints', async ({
  stylize,
  page,
}) => {
  await page.clock.install();
  await page.route('**/models/manifest.json', () => {}); // never answered
  const asked = page.waitForRequest('**/models/manifest.json');
  await stylize.open('?executor=wasm');
  await stylize.photo.setInputFiles(golden('photo.png'));
  await asked;
  await expect(page.getByText('Getting ready')).toBeVisible();
  await page.clock.fastForward(10_000);
  await expect(page.getByRole('status').filter({ hasText: STALLED })).toBeVisible();
  await page.clock.fastForward(50_000);
  await expect(page.getByText('Nothing arrived from the server for 60 seconds')).toBeVisible();
  await page.unroute('**/models/manifest.json');
  await page.clock.resume();
  await page.getByRole('button', { name: 'Try again' }).click();
  await stylize.isDone();
});

test('a page whose code stalls is told after 10 seconds and given up after a minute, and is shown if it comes', async ({
  stylize,
  page,
}) => {
  await page.clock.install();
  let answer = () => Promise.resolve();
  await page.route('**/ComparePage-*.js', (route) => void (answer = () => route.continue()));
  const asked = page.waitForRequest('**/ComparePage-*.js');
  await stylize.open('?executor=wasm#/compare');
  await asked;
  await page.clock.runFor(10_000);
  const told = page.getByRole('status').filter({ hasText: STALLED });
  await expect(told).toBeVisible();
  await expect(told.getByRole('button', { name: 'Reload' })).toBeVisible();
  // Each other file of the page that arrives is a sign of life, and the minute begins again.
  const heading = page.getByRole('heading', { name: 'This page could not be downloaded' });
  await expect(async () => {
    await page.clock.runFor(50_000);
    await expect(heading).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(told).toBeHidden();
  await answer();
  await expect(page.getByText('Drop a photo, paste it')).toBeVisible();
});

test('a photo whose opening waits for code can be cancelled, and opens once the server is well', async ({
  stylize,
  page,
}) => {
  await page.clock.install();
  const script = /assets\/worker-[\w-]+\.js$/; // the workers of engine and pictures
  await page.route(script, () => {}); // never answered
  await stylize.open('?executor=wasm');
  await stylize.photo.setInputFiles(golden('photo.png'));
  await expect(page.getByText('Opening').first()).toBeVisible();
  await page.clock.runFor(10_000);
  const told = page.getByRole('status').filter({ hasText: STALLED });
  await told.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Opening')).toHaveCount(0);
  await page.unroute(script);
  await page.clock.runFor(50_000); // the workers are given up
  await page.clock.resume();
  await stylize.photo.setInputFiles(golden('photo.png'));
  const again = page.getByRole('button', { name: 'Try again' });
  // The engine's worker was asked a moment later, and may be given up only now.
  await expect(async () => {
    if (await again.isVisible()) await again.click();
    else await page.clock.runFor(5_000);
    await expect(stylize.result).toHaveAttribute('data-state', 'done', { timeout: 2_000 });
  }).toPass();
});

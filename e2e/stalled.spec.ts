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

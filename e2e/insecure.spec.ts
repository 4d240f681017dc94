/** The page at an address that is not secure, as in a local network. */
import type { Route } from '@playwright/test';
import { launchOptions } from './browser.ts';
import { golden } from './support/page.ts';
import { expect, test } from './support/test.ts';

/** A name that leads to this machine, and that browsers do not take for it. */
const LAN = 'brushlite.lan.test';

/** The server's answer, asked for by Node, which does not know the name. */
const answerTo = (route: Route) =>
  route.fetch({ url: route.request().url().replace(LAN, 'localhost') });

const options = await launchOptions();

test.use({
  baseURL: `http://${LAN}:4179`,
  launchOptions: {
    ...options,
    args: [...(options.args ?? []), `--host-resolver-rules=MAP ${LAN} 127.0.0.1`],
  },
  // Browsers isolate pages of secure addresses only, and say so.
  expected: [/Cross-Origin-Opener-Policy header has been ignored/],
});

test('on plain http in a local network a photo is painted, and damaged weights are refused all the same', async ({
  stylize,
  page,
}) => {
  await stylize.open();
  expect(await page.evaluate(() => [isSecureContext, 'subtle' in crypto])).toEqual([false, false]);
  await page.route('**/weights.bin', async (route) => {
    const response = await answerTo(route);
    const body = await response.body();
    body[1000] = (body[1000] ?? 0) ^ 1;
    await route.fulfill({ response, body });
  });
  await page.reload();
  await stylize.photo.setInputFiles(golden('photo.png'));
  await expect(page.getByText(/arrived damaged twice, so it was not used/)).toBeVisible();
  await page.unroute('**/weights.bin');
  await page.getByRole('button', { name: 'Try again' }).click();
  await stylize.isDone();
});

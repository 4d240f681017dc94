/**
 * The machine sleeps for an hour: the page's clock jumps, and each of its timers fires late. Tabs without a window are
 * never frozen, so that is not tried.
 */
import type { Page } from '@playwright/test';
import { withCamera } from './support/live.ts';
import { differenceTo, golden, TOLERANCE } from './support/page.ts';
import { expect, test } from './support/test.ts';
import { gateWorkers, holdWorkers, passUntil } from './support/workers.ts';
import { movingSquare } from './support/y4m.ts';

const film = movingSquare('test-results/films/sleep.y4m');
test.use({ launchOptions: await withCamera(film) });

const sleep = (page: Page) => page.clock.fastForward('01:00:00');

/** What was on its way when the machine fell asleep is still waited for. */
async function sleepWhileWaiting(page: Page) {
  await sleep(page);
  await expect(page.getByText(/Nothing (has )?arrived/)).toHaveCount(0);
}

test('nothing that was on its way is given up, and a photo is painted as ever', async ({
  stylize,
  page,
}) => {
  await page.clock.install();
  await gateWorkers(page);
  const list = '**/models/manifest.json';
  let answer: (() => Promise<void>) | undefined;
  await page.route(list, (route) => void (answer = () => route.continue()));
  await stylize.open('?executor=wasm');
  await stylize.photo.setInputFiles(golden('photo.png'));
  await expect.poll(() => answer).toBeDefined();
  await sleepWhileWaiting(page);
  await answer?.();
  await stylize.isDone();
  await holdWorkers(page);
  await stylize.choose(stylize.style('Composition VII'));
  await expect(stylize.result).toHaveAttribute('data-state', 'running');
  await sleepWhileWaiting(page);
  await expect(stylize.result).toHaveAttribute('data-state', 'running');
  await passUntil(page, async () => (await stylize.result.getAttribute('data-state')) === 'done');
  const off = await differenceTo(
    await stylize.painting(),
    'compressed-float16-composition-vii-photo.f32',
  );
  expect(off).toBeLessThan(TOLERANCE.float16);
  await expect(page.getByText(/Nothing (has )?arrived/)).toHaveCount(0);
  await expect(stylize.notice.filter({ hasText: /\S/ })).toHaveCount(0);
});

test('Live goes on', async ({ live, page }) => {
  await page.clock.install();
  await live.run();
  await sleep(page);
  await live.paints();
  await expect(live.notice.filter({ hasText: /\S/ })).toHaveCount(0);
});

/** What the Live page made, recordings and painted films, until it is downloaded or removed. */
import { readFile } from 'node:fs/promises';
import { holdFrame, inspectFilm, makeFilm } from './support/film.ts';
import { withCamera } from './support/live.ts';
import { expect, test } from './support/test.ts';
import { movingSquare } from './support/y4m.ts';

test.use({ launchOptions: await withCamera(movingSquare('test-results/kept/square.y4m')) });

const FRAMES = 10;

test('a painted film stays when another one is painted and cancelled, and over a reload', async ({
  live,
  page,
}) => {
  test.slow();
  // Of the second film.
  await page.addInitScript(holdFrame, FRAMES + 3);
  await live.open();
  const file = await makeFilm(page, FRAMES);
  await live.film.setInputFiles({ ...file, name: 'holiday.webm' });
  await live.paints(1);
  await live.button('Paint the whole film').click();
  const scream = page.getByRole('button', { name: /^Download film “holiday-the-scream\.\w+”/ });
  const starryNight = page.getByRole('button', {
    name: /^Download film “holiday-starry-night\.\w+”/,
  });
  const kept = page.getByRole('region', { name: 'Recordings and films' });
  await expect(starryNight).toBeVisible({ timeout: 120_000 });
  // Beside the button that paints, and not in the list.
  await expect(kept).toBeHidden();

  await page.getByRole('radio', { name: 'The Scream' }).check({ force: true });
  await live.button('Record').click();
  await expect(live.button('Stop recording')).toBeVisible();
  await live.button('Paint the whole film').click();
  await expect(page.getByText('Painting the film as The Scream')).toBeVisible();
  // The film stands still.
  await expect(live.notice).toContainText('The recording ended because the whole film is being');
  await expect(page.getByRole('button', { name: 'Record', exact: true })).toBeDisabled();
  await expect(live.button(/Download recording/)).toBeVisible();
  // What is chosen now is for the next one.
  await page.getByRole('radio', { name: 'Udnie' }).check({ force: true });
  await expect(page.getByText('Painting the film as The Scream')).toBeVisible();
  await expect(kept.getByRole('listitem')).toHaveCount(1);
  await expect(kept).toContainText('The Starry Night');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.evaluate(() => (window as unknown as { goOn(): void }).goOn());
  await expect(starryNight).toBeVisible();
  await expect(scream).toBeHidden();

  await page.reload();
  await expect(kept.getByRole('listitem')).toHaveCount(2);
  await expect(kept.getByRole('button', { name: /^Download recording/ })).toContainText(
    'The Scream · ',
  );
  await expect(starryNight).toContainText(/The Starry Night · .*\d:\d\d/);
  const [download] = await Promise.all([page.waitForEvent('download'), starryNight.click()]);
  expect(download.suggestedFilename()).toMatch(/^holiday-starry-night\.(mp4|webm)$/);
  expect((await inspectFilm(await readFile(await download.path()))).frames).toBe(FRAMES);

  // The focus goes to the next row, or to what brings the last one back.
  await kept.getByRole('button', { name: 'Remove this film' }).press('Enter');
  await expect(page.getByRole('status').filter({ hasText: /^Film “holiday-/ })).toBeVisible();
  await expect(kept.getByRole('button', { name: 'Remove this recording' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(kept).toBeHidden();
  await expect(live.button('Put back')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(kept.getByRole('listitem')).toHaveCount(1);
});

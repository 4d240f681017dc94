/** A new version comes to the server while the page is open: what was not downloaded yet is gone. */
import { isAccessible } from './support/accessibility.ts';
import { makeFilm } from './support/film.ts';
import { deploy, test } from './support/site.ts';
import { expect } from './support/test.ts';

const SENTENCE = 'There is a new version. Reload the page to go on';

test.use({
  expected: [/Failed to load resource|Failed to fetch dynamically imported|Refused to apply style/],
});

test('parts that are gone say that there is a new version, and one button brings it with photo and settings', async ({
  stylize,
  live,
  page,
  site,
}) => {
  // The part that is downloaded beforehand does not arrive.
  const part = '**/ComparePage-*.js';
  const asked = page.waitForRequest(part);
  await page.route(part, (route) => route.abort());
  await stylize.paint('?executor=wasm');
  await asked;
  await stylize.choose(stylize.style('Udnie'));
  await page.getByRole('slider', { name: 'Strength' }).fill('60');
  await stylize.isDone();
  const film = await makeFilm(page, 4);
  await page.unroute(part);
  await deploy(site);

  const bar = page.getByRole('status').filter({ hasText: 'There is a new version.' });
  await expect(bar).toBeHidden();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('简体中文');
  await expect(stylize.notice).toContainText(SENTENCE);
  await expect(bar).toBeVisible();
  await isAccessible(page);
  await page.getByRole('button', { name: 'Close this message' }).click();
  await bar.getByRole('button', { name: 'Later' }).click();
  await expect(bar).toBeHidden();

  // A film can be played, and not be painted to a file.
  await page.getByRole('link', { name: 'Live' }).click();
  await live.film.setInputFiles(film);
  await expect(page.getByText(SENTENCE)).toBeVisible();
  await expect(bar).toBeVisible();

  await page.getByRole('link', { name: 'Compare' }).click();
  await expect(page.getByRole('main').getByText(SENTENCE)).toBeVisible();
  await page.getByRole('button', { name: 'Reload the page' }).click();
  await expect(page.getByTestId('side-left')).toBeVisible();
  await page.getByRole('link', { name: 'Stylize' }).click();
  await stylize.isDone(); // the photo is back
  await expect(stylize.style('Udnie')).toBeChecked();
  await expect(page.getByRole('slider', { name: 'Strength' })).toHaveValue('60');
  await expect(bar).toBeHidden();
});

test('so does what paints, where its code is gone', async ({ stylize, page, site }) => {
  const parts = /\.wasm$|\/executor-[\w-]+\.js$/;
  let failed = () => {};
  const refused = new Promise<void>((resolve) => (failed = resolve));
  await page.route(parts, async (route) => {
    await route.abort();
    failed();
  });
  await stylize.open('?executor=wasm');
  await refused;
  await expect(page.getByText('could not be downloaded').first()).toBeVisible();
  await page.unroute(parts);
  await deploy(site);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText(SENTENCE)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeHidden();
  const bar = page.getByRole('status').filter({ hasText: 'There is a new version.' });
  await bar.getByRole('button', { name: 'Reload' }).click();
  await expect(stylize.style('Udnie')).toBeAttached();
});

/** A painting that the visitor brings becomes a style, which stays until it is removed. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { isAccessible } from './support/accessibility.ts';
import { withCamera } from './support/live.ts';
import { strokes } from './support/ownStyle.ts';
import { expect, test } from './support/test.ts';
import { movingSquare } from './support/y4m.ts';

test.use({ launchOptions: await withCamera(movingSquare('test-results/films/own-style.y4m')) });

const painting = strokes('Blue Strokes');

/**
 * Press "Stop" as soon as the loss has fallen, in the same task, so that even a fast machine has steps left. To be
 * called before the learning begins.
 * @returns what the panel showed then
 */
const stopOnceItFalls = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<{ bar: boolean }>((resolve) => {
        const look = () => {
          const curve = document.querySelector<SVGElement>(
            '[role=img][aria-label^="Distance from the painting"]',
          );
          const { first, last } = curve?.dataset ?? {};
          const stop = [...document.querySelectorAll('button')].find(
            ({ textContent }) => textContent === 'Stop',
          );
          if (!stop || !(Number(last) < Number(first))) return;
          observer.disconnect();
          const bar = document.querySelector('progress[aria-label=Learning]') !== null;
          stop.click();
          resolve({ bar });
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { subtree: true, childList: true, attributes: true });
      }),
  );

test('a painting is learned, paints, survives a reload, and is removed and brought back by its file', async ({
  stylize,
  page,
}) => {
  test.slow(); // it learns for some steps
  const open = page.getByRole('button', { name: 'Your own style' });
  const own = stylize.style('Blue Strokes');
  await stylize.paint('?executor=wasm');
  const before = await stylize.painting();

  await open.click();
  await page.getByLabel('Painting', { exact: true }).setInputFiles(painting);
  await expect(page.getByText('This part has 160 × 128 pixels')).toBeVisible();
  // The frame with the keyboard.
  await page.getByRole('button', { name: 'Bottom right corner' }).press('Shift+ArrowLeft');
  await expect(page.getByText('This part has 152 × 128 pixels')).toBeVisible();
  await isAccessible(page);
  await page.locator('label', { hasText: 'Quick' }).click();
  // Before it begins: for which network, and what is known of the time.
  const note = page.getByTestId('before-learning');
  await expect(note).toContainText('It is learned for the compressed network');
  await expect(note).toContainText(
    'How long 30 steps take on this device is shown after the first',
  );
  await expect(note).toContainText('On two processor cores they took 43 s');
  // The loss falls, and what was learned until then stays.
  const stopped = stopOnceItFalls(page);
  await page.getByRole('button', { name: 'Learn this style' }).click();
  expect(await stopped).toEqual({ bar: true });
  await expect(page.getByText(/^Learned in \d+ steps$/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Done' })).toBeFocused(); // Stop is gone
  const name = page.getByLabel('Name', { exact: true });
  for (const typed of ['Blue', 'Blue Strokes']) {
    await name.fill(typed);
    await name.press('Enter');
    await expect(page.locator('strong', { hasText: new RegExp(`^${typed}$`) })).toBeVisible();
    await expect(name).toBeFocused();
  }

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save style' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('Blue Strokes.brushlite');
  const saved = {
    name: file.suggestedFilename(),
    mimeType: '',
    buffer: await readFile(await file.path()),
  };
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(open).toBeFocused();
  await expect(own).toBeChecked();
  await stylize.isDone();
  const after = await stylize.painting();
  expect(after.data).not.toEqual(before.data);

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  // A link can't have it, and says so beside the button, too: the panel may cover the notice.
  await page.getByRole('button', { name: 'Save and share' }).click();
  await page.getByRole('button', { name: 'Copy link Without your own style' }).click();
  const panel = page.getByRole('group', { name: 'Save and share' });
  await expect(panel.getByRole('status')).toHaveText('Copied without your style');
  await expect(stylize.notice).toContainText('Save the style as a file to share it.');
  await page.keyboard.press('Escape');

  // On Compare, the side of a network that did not learn it says where it is learned.
  await page.getByRole('link', { name: 'Compare' }).click();
  await page.getByRole('link', { name: 'Learn it on Stylize' }).click();
  await expect(page.getByRole('radio', { name: 'Original' })).toBeChecked();
  await expect(page.getByRole('button', { name: 'Learn this style' })).toBeVisible();
  await stylize.choose(page.getByRole('radio', { name: 'Compressed' }));
  await stylize.isDone();

  // As if this machine had taken a second for each step.
  await page.evaluate(() => {
    const steps = [{ network: 'compressed', executor: 'wasm', ms: 1000 }];
    localStorage.setItem('brushlite-learning', JSON.stringify({ steps }));
  });
  await page.reload();
  await stylize.isDone();
  await expect(own).toBeChecked();
  expect((await stylize.painting()).data).toEqual(after.data);

  await open.click();
  await expect(note).toContainText('120 steps take about 2 min on this device');
  await page.getByRole('button', { name: 'Remove style' }).click();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(own).toHaveCount(0);
  // It can be put back, as it was.
  const gone = page.getByRole('status').filter({ hasText: 'removed.' });
  await gone.getByRole('button', { name: 'Put back' }).click();
  await expect(gone).toHaveCount(0);
  await expect(own).toBeChecked();
  await stylize.isDone();
  expect((await stylize.painting()).data).toEqual(after.data);
  await open.click();
  await page.getByRole('button', { name: 'Remove style' }).click();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(own).toHaveCount(0);
  await expect(stylize.style('The Starry Night')).toBeChecked();
  await stylize.drop([saved]);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(own).toBeChecked();
  await stylize.isDone();
  expect((await stylize.painting()).data).toEqual(after.data);
  // A damaged file is refused with a sentence.
  await stylize.drop([{ ...saved, buffer: saved.buffer.subarray(0, -9) }]);
  await expect(page.getByRole('alert').filter({ hasText: 'style file is damaged' })).toBeVisible();
  // The open panel takes what is no painting, and says so.
  const notes = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') };
  await stylize.drop([notes]);
  await expect(page.getByRole('alert').filter({ hasText: 'is not a picture' })).toBeVisible();
});

test('a network with separable kernels learns a style, too, and paints with it, also the camera', async ({
  stylize,
  live,
  page,
}) => {
  test.slow(); // it learns for some steps
  await live.countFrames();
  await stylize.paint('?executor=wasm#/?network=tiny');
  await expect(stylize.model('Tiny')).toBeChecked();
  const before = await stylize.painting();
  await page.getByRole('button', { name: 'Your own style' }).click();
  await page.getByLabel('Painting', { exact: true }).setInputFiles(painting);
  await page.locator('label', { hasText: 'Quick' }).click();
  const stopped = stopOnceItFalls(page);
  await page.getByRole('button', { name: 'Learn this style' }).click();
  await stopped;
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(stylize.style('Blue Strokes')).toBeChecked();
  await stylize.isDone();
  const after = await stylize.painting();
  expect(after.data.some((value, i) => Math.abs(value - (before.data[i] ?? 0)) > 8)).toBe(true);

  // Where another style is chosen, its panel has a way back to it.
  await stylize.choose(stylize.style('Udnie'));
  await page.getByRole('button', { name: 'Your own style' }).click();
  const yours = page.getByRole('list', { name: 'Your styles' });
  await yours.getByRole('button', { name: 'Blue Strokes' }).click();
  const show = page.getByRole('button', { name: 'Show it' });
  await show.click();
  await expect(show).toBeHidden();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(stylize.style('Blue Strokes')).toBeChecked();

  // On Live it paints alone. In Split the network beside it did not learn it: that is said, and what runs goes on.
  await page.getByRole('link', { name: 'Live' }).click();
  const frames = live.measured.getByText(/^\d+\.\d$/).first();
  const view = page.getByRole('radiogroup', { name: 'View' });
  const unlearned = page.getByText('was not learned for the original network');
  await live.start();
  await expect(frames).toBeVisible();
  await live.button('Record').click();
  await view.getByText('Split').click();
  await expect(unlearned).toBeVisible();
  await live.paints(3);
  await expect(live.button(/Stop recording/)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Learn it on Stylize' })).toBeVisible();
  await view.getByText('Painting').click();
  await expect(unlearned).toBeHidden();
  await stylize.choose(stylize.model('Original'));
  await expect(unlearned).toBeVisible();
  await live.paints(3);
  await expect(live.button(/Stop recording/)).toBeVisible();
  await live.button(/Stop recording/).click();
  await expect(live.button(/Download recording/)).toBeVisible();
  await page.getByRole('link', { name: 'Learn it on Stylize' }).click();
  await expect(stylize.model('Original')).toBeChecked();
});

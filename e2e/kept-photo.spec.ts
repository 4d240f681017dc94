/** The open photo is there after a reload, until it is removed. */
import type { Page } from '@playwright/test';
import { isAccessible } from './support/accessibility.ts';
import { keptOfTab } from './support/kept.ts';
import { golden, smallSamples, StylizePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

const welcome = (page: Page) => page.getByText('Drop a photo, paste it, or choose one');
const remove = (page: Page) => page.getByRole('button', { name: 'Remove photo' });

/** Resolves when the browser's database holds a photo of that name, or none. */
async function isKept(page: Page, name: string | undefined) {
  const kept = async () => ((await keptOfTab(page, 'open')) as { name: string } | undefined)?.name;
  await expect.poll(kept).toBe(name);
}

/** Paint a photo, and wait until it is kept. */
async function paintAndKeep(stylize: StylizePage) {
  await stylize.paint();
  await isKept(stylize.page, 'photo.png');
}

/** Paint it in two styles, Udnie the last. */
async function paintTwice(stylize: StylizePage) {
  await paintAndKeep(stylize);
  await stylize.choose(stylize.style('Udnie'));
  await stylize.isDone();
}

test('a reload brings the photo back on both pages, and one click removes it for good', async ({
  stylize,
  compare,
  page,
}) => {
  await paintAndKeep(stylize);
  await page.reload();
  await stylize.isDone();
  expect(await stylize.size()).toEqual([48, 40]);
  // Nothing had the focus, so nothing takes it: a screen reader begins at the top, and no ring is shown.
  const unfocused = page.locator('body:focus, html:not(:has(:focus))');
  await expect(unfocused).toHaveCount(1);

  await compare.open('size=256');
  await compare.isDone('left', 'right');
  await page.reload();
  await compare.isDone('left', 'right');
  await expect(unfocused).toHaveCount(1);
  expect((await compare.painting('left')).width).toBe(48);

  await page.getByRole('link', { name: 'Stylize' }).click();
  await remove(page).click();
  await expect(welcome(page)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Drop a photo' })).toBeFocused();
  await isKept(page, undefined);
  await page.reload();
  await expect(stylize.style('Udnie')).toBeVisible();
  await expect(welcome(page)).toBeVisible();
});

test('a photo that was removed or replaced can be put back with all that was made of it', async ({
  stylize,
  page,
}) => {
  await smallSamples(page);
  await paintTwice(stylize);
  const results = page.getByRole('list', { name: 'Results' }).getByRole('listitem');
  await expect(results).toHaveCount(2);
  const status = page.getByRole('status').filter({ hasText: 'Photo re' });
  const isBack = async () => {
    await expect(page.getByRole('heading', { name: 'photo.png, painted' })).toBeAttached();
    await stylize.isDone();
    await expect(stylize.style('Udnie')).toBeChecked();
    await expect(results).toHaveCount(2);
    await isKept(page, 'photo.png');
  };

  await remove(page).click();
  await expect(status).toContainText('Photo removed.');
  await isAccessible(page);
  await status.getByRole('button', { name: 'Put back' }).click();
  await isBack();
  await expect(status).toHaveCount(0);

  await page.getByRole('button', { name: 'Sea' }).click();
  await expect(page.getByRole('heading', { name: 'Sea, painted' })).toBeAttached();
  await expect(status).toContainText('Photo replaced.');
  await status.getByRole('button', { name: 'Put back' }).click();
  await isBack();

  await remove(page).click();
  await expect(welcome(page)).toBeVisible();
  await page.keyboard.press('Control+z');
  await isBack();
  await page.keyboard.press('Control+z');
  await expect(stylize.style('Udnie')).not.toBeChecked();

  await remove(page).click();
  await status.getByRole('button', { name: 'Close this message' }).click();
  await expect(status).toHaveCount(0);

  // From far below on a phone, too, the visitor sees what to do next.
  await page.getByRole('button', { name: 'Sea' }).click();
  await stylize.isDone();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await remove(page).evaluate((button: HTMLElement) => button.click());
  await expect(page.getByRole('button', { name: 'Drop a photo' })).toBeInViewport({ ratio: 1 });
});

test('a new photo takes its place, a sample too', async ({ stylize, page }) => {
  await smallSamples(page);
  await paintAndKeep(stylize);
  await stylize.photo.setInputFiles(golden('odd.png'));
  await isKept(page, 'odd.png');
  await page.getByRole('button', { name: 'Sea' }).click();
  await isKept(page, 'Sea');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Sea, painted' })).toBeAttached();
});

test('of two tabs each has its own photo and settings after a reload, and when the other one is removed', async ({
  stylize,
  page,
}) => {
  await smallSamples(page);
  await paintTwice(stylize);
  // A window that a page opens begins with a copy of that page's storage, as a duplicated tab does.
  const [second] = await Promise.all([
    page.waitForEvent('popup'),
    page.evaluate(() => void window.open(location.href)),
  ]);
  const other = new StylizePage(second);
  await other.isDone();
  await expect(second.getByRole('heading', { name: 'photo.png, painted' })).toBeAttached();
  await expect(other.style('Udnie')).toBeChecked();
  await other.photo.setInputFiles(golden('odd.png'));
  await other.choose(other.style('The Scream'));
  await other.isDone();
  await isKept(second, 'odd.png');

  await page.reload();
  await stylize.isDone();
  await expect(page.getByRole('heading', { name: 'photo.png, painted' })).toBeAttached();
  await expect(stylize.style('Udnie')).toBeChecked();
  await expect(page.getByRole('list', { name: 'Results' }).getByRole('listitem')).toHaveCount(2);
  await second.reload();
  await other.isDone();
  await expect(second.getByRole('heading', { name: 'odd.png, painted' })).toBeAttached();
  await expect(other.style('The Scream')).toBeChecked();

  await remove(second).click();
  await isKept(second, undefined);
  await isKept(page, 'photo.png');
  await page.reload();
  await stylize.isDone();
  await second.reload();
  await expect(welcome(second)).toBeVisible();
});

test('a link that names a sample shows that, and the kept photo stays kept', async ({
  stylize,
  compare,
  page,
}) => {
  await smallSamples(page);
  await paintAndKeep(stylize);
  await page.goto('about:blank');
  await compare.open('size=256&sample=sea');
  await compare.isDone('left', 'right');
  expect((await compare.painting('left')).width).toBe(45); // the kept one has 48
  await isKept(page, 'photo.png');
});

test('where nothing can be kept, everything else works', async ({ stylize, page }) => {
  await page.addInitScript(() => {
    for (const name of ['indexedDB', 'localStorage'] as const) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('Closed on purpose.', 'SecurityError');
        },
      });
    }
  });
  await stylize.paint();
  await stylize.choose(stylize.style('Udnie'));
  await stylize.isDone();
  await page.getByRole('link', { name: 'Compare' }).click();
  await page.getByRole('link', { name: 'Stylize' }).click();
  await expect(stylize.style('Udnie')).toBeChecked();
  await page.reload();
  await expect(stylize.style('Udnie')).toBeVisible();
  await expect(welcome(page)).toBeVisible();
});

test('where the new photo has no room, the old one does not come back in its place', async ({
  stylize,
  page,
}) => {
  await paintAndKeep(stylize);
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('Full on purpose.', 'QuotaExceededError');
    };
  });
  await stylize.photo.setInputFiles(golden('odd.png'));
  await isKept(page, undefined);
  await stylize.isDone();
});

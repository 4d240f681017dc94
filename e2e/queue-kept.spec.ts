/** The queue stays in the browser: after a reload, and of two tabs in one. */
import type { Page } from '@playwright/test';
import { isAccessible } from './support/accessibility.ts';
import { keptUnder } from './support/kept.ts';
import { StylizePage } from './support/page.ts';
import { archiveOf, downloadBy, photo, photos, queueOf, withoutPicker } from './support/queue.ts';
import { expect, test } from './support/test.ts';

test('a reload brings the queue back, with its paintings, and the steps on the open photo', async ({
  stylize,
  page,
}) => {
  const { rows, row, status, paint, button, downloadAll } = queueOf(page);
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  await withoutPicker(page);
  await stylize.open();
  await stylize.photo.setInputFiles(photos(3));
  await stylize.isDone();
  await paint.click();
  await expect(status).toHaveText('3 of 3 done');
  await stylize.choose(stylize.style('The Scream'));
  await stylize.isDone();
  await expect(row('photo-01')).toContainText('The Scream');
  await button('Remove photo-03.png').click();
  await expect
    .poll(async () =>
      ((await keptUnder(page, 'queue')) as { done: boolean }[]).map(({ done }) => done),
    )
    .toEqual([true, true]);
  // All of it is kept, so the browser does not ask.
  const asks = () =>
    page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
  await expect.poll(asks).toBe(false);
  await page.reload();
  await stylize.isDone();
  await expect(rows).toHaveCount(2);
  await expect(row('photo-01')).toContainText('Done · The Scream');
  await expect(row('photo-02')).toContainText('Done · The Starry Night');
  await expect(row('photo-01').getByRole('button').first()).toHaveAttribute('aria-current', 'true');
  // The step from before the reload.
  await undo.click();
  await expect(stylize.style('The Starry Night')).toBeChecked();
  await expect(row('photo-01')).toContainText('The Starry Night');
  const archive = await archiveOf(await downloadBy(page, () => downloadAll.click()));
  expect([...archive.keys()]).toHaveLength(2);
  // And it is still there after another photo was open.
  await row('photo-02').getByRole('button').first().click();
  await expect(page.getByRole('heading', { name: 'photo-02.png, painted' })).toBeAttached();
  await row('photo-01').getByRole('button').first().click();
  await expect(page.getByRole('heading', { name: 'photo-01.png, painted' })).toBeAttached();
  await expect(page.getByRole('button', { name: 'Redo', exact: true })).toBeEnabled();
  await button('Remove all').click();
  await expect(rows).toHaveCount(0);
  await expect.poll(() => keptUnder(page, 'queue')).toBeUndefined();
  const putBack = page.getByRole('button', { name: 'Put back' });
  await expect(page.getByText('2 photos removed from the queue.')).toBeVisible();
  // Put back, it is kept again, too, with its painting.
  await putBack.click();
  await expect(rows).toHaveCount(2);
  await expect.poll(() => keptUnder(page, 'queue')).toHaveLength(2);
  await page.reload();
  await expect(rows).toHaveCount(2);
  await expect(row('photo-02')).toContainText('Done · The Starry Night');
  await button('Remove all').click();
  await page.getByRole('button', { name: 'Close this message' }).click();
  await expect(putBack).toBeHidden();
  await expect.poll(() => keptUnder(page, 'queue')).toBeUndefined();
});

const TEMPORARY = 'Another tab keeps a queue already';
const KEPT = 'The queue stays in this browser until you remove it.';
const keptIn = async (page: Page) =>
  ((await keptUnder(page, 'queue')) as unknown[] | undefined)?.length;

/** Which window is in front: to Playwright all are. */
const isInFront = (page: Page, is: boolean) =>
  page.evaluate((is) => {
    document.hasFocus = () => is;
    if (is) window.dispatchEvent(new Event('focus'));
  }, is);

/** Keep a queue of three photos in the first tab. @returns a second one */
async function besideAQueue(first: StylizePage) {
  await first.open('?executor=wasm');
  await first.photo.setInputFiles(photos(3));
  await expect.poll(() => keptIn(first.page)).toBe(3);
  const other = new StylizePage(await first.page.context().newPage());
  await other.open('?executor=wasm');
  await expect(other.style('Udnie')).toBeVisible();
  return other;
}

test('of two tabs the first has the kept queue, the second says that its own is not kept, and gets both when the first is closed', async ({
  stylize,
  page,
}) => {
  const other = await besideAQueue(stylize);
  const { rows, group } = queueOf(other.page);
  await other.photo.setInputFiles([photo(4), photo(5)]);
  await expect(rows).toHaveCount(2);
  await expect(group.getByText(TEMPORARY)).toBeVisible();
  await page.close();
  await expect(rows).toHaveCount(5);
  await expect(group.getByText(KEPT)).toBeVisible();
  await expect.poll(() => keptIn(other.page)).toBe(5);
  await other.page.reload();
  await expect(rows).toContainText([1, 2, 3, 4, 5].map((at) => `photo-0${at}.png`));
});

test('a first tab that is reloaded has its queue again, and when it is closed, an empty second has it', async ({
  stylize,
  page,
}) => {
  const other = await besideAQueue(stylize);
  // Where it asks later than that, it is the one that was first.
  const waiting = () =>
    other.page.evaluate(async () => (await navigator.locks.query()).pending?.length);
  await expect.poll(waiting).toBe(1);
  await isInFront(other.page, false);
  await page.reload();
  await expect(queueOf(page).rows).toHaveCount(3);
  await expect(queueOf(other.page).rows).toHaveCount(0);
  await page.close();
  await isInFront(other.page, true);
  await expect(queueOf(other.page).rows).toHaveCount(3);
  await expect(other.page.getByText(KEPT)).toBeVisible();
  await isAccessible(other.page);
});

/** Files that are dragged over the page, as a system does it, and what is pasted that is no file. */
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { golden } from './support/page.ts';
import { expect, test } from './support/test.ts';

const PHOTO = resolve(golden('photo.png'));

/** Drags a file over the page; each call is one message of the system. Chromium takes none that the drag has left. */
async function dragging(page: Page) {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [PHOTO], dragOperationsMask: 1 };
  return (type: 'dragEnter' | 'dragOver' | 'drop', x = 300, y = 300) =>
    session.send('Input.dispatchDragEvent', { type, x, y, data });
}

/** What browsers do when a drag leaves the window: they tell the element that was under it. */
const leave = (element: HTMLElement) =>
  element.dispatchEvent(new DragEvent('dragleave', { bubbles: true }));

/** Begin to drag a file over the page. @returns what goes on with the drag */
async function begun(page: Page) {
  const drag = await dragging(page);
  await drag('dragEnter');
  await drag('dragOver');
  await expect(veil(page)).toBeVisible();
  return drag;
}

const veil = (page: Page) => page.getByText('Drop it here');

// The page listens once its styles are there: what is sent to it before that is lost.
test.beforeEach(async ({ stylize, page }) => {
  await stylize.open('?executor=wasm');
  await expect(page.getByRole('radiogroup', { name: 'Style' }).getByRole('radio')).not.toHaveCount(
    0,
  );
});

test('the veil comes with a dragged file and goes when it leaves the window or is dropped', async ({
  stylize,
  page,
}) => {
  const drag = await begun(page);
  await drag('dragOver', 500, 20); // over other elements, too
  await drag('dragOver', 900, 400);
  await expect(veil(page)).toBeVisible();
  await page.evaluate(`(${String(leave)})(document.elementFromPoint(900, 400))`);
  await expect(veil(page)).toBeHidden();
  await drag('dragOver');
  await expect(veil(page)).toBeVisible();
  await drag('drop');
  await expect(veil(page)).toBeHidden();
  await stylize.isDone();
});

test('the veil goes, too, when the element under the drag has gone before', async ({ page }) => {
  const element = await page.evaluateHandle(() => {
    const made = document.createElement('div');
    Object.assign(made.style, { position: 'fixed', inset: '200px', zIndex: '9' });
    document.body.append(made);
    return made;
  });
  await begun(page);
  await element.evaluate((one) => one.remove());
  await element.evaluate(leave);
  await expect(veil(page)).toBeHidden();
});

test('where a browser does not tell that the drag is over, the pointer does', async ({ page }) => {
  await begun(page);
  await page.mouse.move(100, 100);
  await expect(veil(page)).toBeHidden();
});

for (const [what, type, text] of [
  ['a picture of another page', 'text/html', '<img src="https://example.com/a.png">'],
  ['an address', 'text/plain', 'https://example.com/a.png'],
] as const) {
  test(`the paste of ${what} is told, as its drop is`, async ({ stylize, page }) => {
    await page.evaluate(
      ([type, text]) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData(type, text);
        document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
      },
      [type, text] as const,
    );
    await expect(stylize.notice).toContainText('That was not a picture file.');
  });
}

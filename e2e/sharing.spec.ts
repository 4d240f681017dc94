/** A painting and its settings handed on: by the clipboard, a link, the share sheet. */
import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { StylizePage } from './support/page.ts';
import { download, format, more, panel } from './support/saving.ts';
import { expect, test } from './support/test.ts';

/** Have the browser refuse a permission to the page. */
async function deny(page: Page, name: string) {
  const session = await page.context().newCDPSession(page);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  await session.send('Browser.setPermission', {
    permission: { name },
    setting: 'denied',
    ...(targetInfo.browserContextId && { browserContextId: targetInfo.browserContextId }),
  });
}

test.describe('the clipboard', () => {
  test('holds the painting', async ({ stylize, page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await stylize.paint();
    await format(page).selectOption('jpeg');
    await more(page).click();
    await page.getByRole('button', { name: 'Copy picture' }).click();
    await expect(panel(page).getByRole('status')).toHaveText('Copied');
    const base64 = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const blob = await item?.getType('image/png');
      const bytes = new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0));
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    });
    const { width, height, data } = PNG.sync.read(Buffer.from(base64, 'base64'));
    expect({ width, height, data: [...data] }).toEqual(await stylize.painting());
  });

  test('that is denied is told, and nothing is lost', async ({ stylize, page }) => {
    await stylize.paint();
    await deny(page, 'clipboard-write');
    await more(page).click();
    await page.getByRole('button', { name: 'Copy picture' }).click();
    await expect(stylize.notice).toContainText('The browser did not let the page copy the picture');
    await expect(panel(page).getByRole('status')).toHaveText('');
    await page.keyboard.press('Escape');
    expect((await download(stylize)).name).toBe('photo-starry-night.png');
  });

  test('that is missing is told', async ({ stylize, page }) => {
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'ClipboardItem'));
    await stylize.paint();
    await more(page).click();
    await page.getByRole('button', { name: 'Copy picture' }).click();
    await expect(stylize.notice).toContainText('This browser has no clipboard for pictures');
  });
});

test.describe('a link', () => {
  const copyLink = (page: Page) => page.getByRole('button', { name: 'Copy link' });

  test('opens the same settings in another browser, and says nothing of the picture', async ({
    stylize,
    page,
    context,
    browser,
    baseURL,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await stylize.paint('?executor=wasm');
    await stylize.choose(stylize.style('Udnie'));
    await stylize.choose(stylize.model('Original'));
    await page.getByRole('slider', { name: 'Boldness' }).fill('80');
    await page.getByRole('slider', { name: 'Strength' }).fill('60');
    await page.getByRole('switch', { name: 'Keep my colours' }).check();
    await stylize.brush.fill('80');
    await stylize.isDone();
    await more(page).click();
    await copyLink(page).click();
    await expect(panel(page).getByRole('status')).toHaveText('Copied');
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(
      `${baseURL}/#/?style=udnie&network=original&boldness=0.8&strength=0.6&colours=photo&size=388&output=photo`,
    );

    const other = await browser.newContext();
    const there = new StylizePage(await other.newPage());
    await there.page.goto(link);
    await expect(there.style('Udnie')).toBeChecked();
    await expect(there.model('Original')).toBeChecked();
    await expect(there.page.getByRole('slider', { name: 'Boldness' })).toHaveValue('80');
    await expect(there.page.getByRole('slider', { name: 'Strength' })).toHaveValue('60');
    await expect(there.page.getByRole('switch', { name: 'Keep my colours' })).toBeChecked();
    await expect(there.brush).toHaveValue('80');
    await expect(there.notice).toBeEmpty();

    // What is chosen after that is what a reload brings back.
    await there.choose(there.style('The Scream'));
    await there.page.reload();
    await expect(there.style('The Scream')).toBeChecked();
    await expect(there.brush).toHaveValue('80');
    await other.close();
  });

  test('with a style that is gone is told, and the page goes on with its own', async ({
    stylize,
    page,
  }) => {
    await stylize.paint();
    await stylize.choose(stylize.style('Udnie'));
    await stylize.isDone();
    await page.goto('./#/?style=haystacks&strength=0.5');
    await expect(stylize.notice).toContainText('The link asks for the style “haystacks”');
    await expect(stylize.style('Udnie')).toBeChecked();
    await expect(page.getByRole('slider', { name: 'Strength' })).toHaveValue('50');
    await stylize.isDone();
    await page.reload();
    await expect(stylize.style('Udnie')).toBeChecked();
  });

  test('is in the address where the clipboard is denied', async ({ stylize, page }) => {
    await stylize.paint();
    await deny(page, 'clipboard-write');
    await more(page).click();
    await copyLink(page).click();
    await expect(stylize.notice).toContainText('It is in the address bar now');
    await expect(page).toHaveURL(/#\/\?style=starry-night&network=compressed&boldness=0\.5&/);
  });
});

test.describe('the share sheet', () => {
  const share = (page: Page) => page.getByRole('button', { name: 'Share', exact: true });

  /** A device with a share sheet, which the test browser has not. */
  async function sharing(page: Page, ends: 'sent' | 'AbortError' | 'NotAllowedError') {
    await page.addInitScript((ends) => {
      Object.assign(navigator, {
        canShare: ({ files = [] }: ShareData) => files.every(({ type }) => type !== 'image/webp'),
        share: async ({ files = [] }: ShareData) => {
          document.title = files
            .map(({ name, type, size }) => `${name} ${type} ${size > 0}`)
            .join();
          if (ends !== 'sent') throw new DOMException(ends, ends);
        },
      });
    }, ends);
  }

  test('is not offered where there is none', async ({ stylize, page }) => {
    await stylize.paint();
    await more(page).click();
    await expect(page.getByRole('button', { name: 'Copy picture' })).toBeVisible();
    await expect(share(page)).toBeHidden();
  });

  test('gets the file, of the formats that it takes', async ({ stylize, page }) => {
    await sharing(page, 'sent');
    await stylize.paint();
    await format(page).selectOption('webp');
    await more(page).click();
    await expect(share(page)).toBeHidden();
    await page.keyboard.press('Escape');
    await format(page).selectOption('jpeg');
    await more(page).click();
    await share(page).click();
    await expect(page).toHaveTitle('photo-starry-night.jpg image/jpeg true');
    await expect(stylize.notice).toBeEmpty();
  });

  test('that is closed is no error, and one that fails is told', async ({ stylize, page }) => {
    await sharing(page, 'AbortError');
    await stylize.paint();
    await more(page).click();
    await share(page).click();
    await expect(page).toHaveTitle(/photo-starry-night\.png/);
    await expect(panel(page).getByRole('status')).toHaveText('');
    await expect(stylize.notice).toBeEmpty();
    await sharing(page, 'NotAllowedError');
    await page.reload();
    await stylize.isDone();
    await more(page).click();
    await share(page).click();
    await expect(stylize.notice).toContainText('The picture could not be shared');
  });
});

/** A page that throws while it is shown says what to do. The other pages go on working. */
import type { StylizePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

test.use({ expected: [/broken on purpose/] });

const labelOf = (stylize: StylizePage, style: string) =>
  stylize.style(style).locator('xpath=ancestor::label');

/**
 * Choose a style. From then on the Stylize page throws when it is rendered, until another page was shown or it is
 * reloaded.
 */
async function crash(stylize: StylizePage, style: string) {
  await labelOf(stylize, style).evaluate((label: HTMLElement) => {
    // The page writes its numbers with this.
    const formats = Intl.NumberFormat.prototype;
    const whole = Object.getOwnPropertyDescriptor(formats, 'format') as PropertyDescriptor;
    Object.defineProperty(formats, 'format', {
      ...whole,
      get(this: Intl.NumberFormat) {
        if (location.hash.length <= '#/'.length) throw new Error('broken on purpose');
        Object.defineProperty(formats, 'format', whole);
        return this.format;
      },
    });
    // Now, since the page may be rendered at any time, for example when the size of the file is known.
    label.click();
  });
  await expect(stylize.page.getByText('This page has stopped working')).toBeVisible();
}

test('after a crash there is a message, another page works, and the photo is still there', async ({
  stylize,
  page,
}) => {
  await stylize.paint();
  await crash(stylize, 'Udnie');
  await page.getByRole('link', { name: 'Live' }).click();
  await expect(page.getByRole('heading', { name: 'Your camera, as a painting' })).toBeVisible();
  await page.getByRole('link', { name: 'Stylize' }).click();
  await stylize.isDone();
  await expect(stylize.style('Udnie')).toBeChecked();
});

test('a reload after a crash keeps the settings and the photo, as the page says', async ({
  stylize,
  page,
}) => {
  await stylize.paint();
  await crash(stylize, 'Udnie');
  await page.getByRole('button', { name: 'Reload the page' }).click();
  await stylize.isDone();
  await expect(stylize.style('Udnie')).toBeChecked();
});

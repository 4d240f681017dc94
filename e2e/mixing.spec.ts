/** A mix of up to four styles, undo and redo, and the last results. */
import type { Page } from '@playwright/test';
import { isAccessible } from './support/accessibility.ts';
import { keptOfTab } from './support/kept.ts';
import { golden, type StylizePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

/** The one that the page begins with, and another one. */
const [NIGHT, WAVE] = ['The Starry Night', 'The Great Wave'] as const;

/** Of the mix. */
const mix = ({ page }: StylizePage) => page.getByRole('button', { name: 'Mix', exact: true });
const box = ({ page }: StylizePage, title: string) =>
  page
    .getByRole('group', { name: 'Styles of the mix' })
    .getByRole('checkbox', { name: title, exact: true });
const share = ({ page }: StylizePage, title: string) =>
  page.getByRole('group', { name: 'Shares' }).getByRole('slider', { name: title });

/** Begin a mix of the style that is chosen, and take further ones into it. */
async function mixIn(stylize: StylizePage, ...titles: string[]) {
  await mix(stylize).click();
  for (const title of titles) await stylize.choose(box(stylize, title));
}

test('half of each of two styles is a painting of its own, and the same one after a reload', async ({
  stylize,
  page,
}) => {
  await stylize.paint();
  const night = await stylize.painting();
  await stylize.choose(stylize.style(WAVE));
  await stylize.isDone();
  const wave = await stylize.painting();
  await stylize.choose(stylize.style(NIGHT));
  await mixIn(stylize, WAVE);
  await expect(share(stylize, NIGHT)).toHaveValue('50');
  await expect(share(stylize, WAVE)).toHaveValue('50');
  await stylize.isDone();
  const half = await stylize.painting();
  expect(half).not.toEqual(night);
  expect(half).not.toEqual(wave);

  await page.reload();
  await stylize.photo.setInputFiles(golden('photo.png'));
  await stylize.isDone();
  await expect(share(stylize, WAVE)).toHaveValue('50');
  expect(await stylize.painting()).toEqual(half);

  await mix(stylize).click();
  await stylize.isDone();
  // Of equal shares the one that the mix began with.
  await expect(stylize.style(NIGHT)).toBeChecked();
  expect(await stylize.painting()).toEqual(night);
});

test('the shares follow each other, and name the file', async ({ stylize, page }) => {
  await stylize.paint();
  await mixIn(stylize, WAVE, 'Udnie');
  const values = () =>
    Promise.all([NIGHT, WAVE, 'Udnie'].map((title) => share(stylize, title).inputValue()));
  expect(await values()).toEqual(['34', '33', '33']);
  await share(stylize, 'Udnie').fill('60');
  expect(await values()).toEqual(['20', '20', '60']);
  await share(stylize, 'Udnie').fill('100');
  expect(await values()).toEqual(['1', '1', '98']);
  await stylize.isDone();
  await stylize.openDetails();
  await expect(page.getByText(`Udnie 98 %, ${WAVE} 1 %, and ${NIGHT} 1 %`)).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), stylize.download.click()]);
  expect(download.suggestedFilename()).toBe('photo-udnie-98-great-wave-1-starry-night-1.png');
});

test('four styles are the most, and a style can make room for another', async ({
  stylize,
  page,
}) => {
  await stylize.open();
  await mixIn(stylize, WAVE, 'Udnie', 'The Scream');
  await expect(page.getByRole('button', { name: 'Your own style' })).toBeVisible();
  await expect(page.getByText('Four styles are the most.')).toBeVisible();
  await expect(box(stylize, 'Water Lilies')).toBeDisabled();
  await box(stylize, 'Udnie').locator('xpath=ancestor::label').click();
  await expect(box(stylize, 'Udnie')).not.toBeChecked();
  await stylize.choose(box(stylize, 'Water Lilies'));
  await expect(box(stylize, 'Udnie')).toBeDisabled();
  await isAccessible(page);
});

test('with the keyboard only: begin a mix, take a style into it, set its share, end it', async ({
  stylize,
  page,
}) => {
  await stylize.paint();
  await mix(stylize).focus();
  await page.keyboard.press('Space');
  await expect(mix(stylize)).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Tab');
  await expect(box(stylize, WAVE)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(box(stylize, WAVE)).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(box(stylize, NIGHT)).toBeFocused();
  await share(stylize, WAVE).focus();
  await page.keyboard.press('ArrowRight');
  await expect(share(stylize, WAVE)).toHaveValue('51');
  await expect(share(stylize, NIGHT)).toHaveValue('49');
  await mix(stylize).focus();
  await page.keyboard.press('Enter');
  await expect(stylize.style(WAVE)).toBeChecked();
});

test('the mix is the choice of the Live page and of the Compare page, too', async ({
  stylize,
  page,
}) => {
  await stylize.open();
  await mixIn(stylize, WAVE);
  await share(stylize, WAVE).fill('70');
  await page.getByRole('link', { name: 'Live' }).click();
  await expect(share(stylize, WAVE)).toHaveValue('70');
  await page.getByRole('link', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'City' }).click();
  await expect(share(stylize, WAVE)).toHaveValue('70');
  await page.getByRole('link', { name: 'Stylize' }).click();
  await expect(share(stylize, WAVE)).toHaveValue('70');
});

test.describe('undo and redo', () => {
  const undo = ({ page }: StylizePage) => page.getByRole('button', { name: 'Undo' });
  const redo = ({ page }: StylizePage) => page.getByRole('button', { name: 'Redo' });
  const boldness = ({ page }: StylizePage) => page.getByRole('slider', { name: 'Boldness' });

  test('give the same pixels back, of styles, sliders and colours', async ({ stylize, page }) => {
    await stylize.paint();
    await expect(undo(stylize)).toHaveAttribute('aria-disabled', 'true');
    const seen = [await stylize.painting()];
    const see = async () => {
      await stylize.isDone();
      seen.push(await stylize.painting());
    };
    await stylize.choose(stylize.style(WAVE));
    await see();
    await boldness(stylize).focus();
    await page.keyboard.press('End');
    await see();
    await page.getByText('Keep my colours').click();
    await expect.poll(() => stylize.painting()).not.toEqual(seen[2]);
    await see();
    for (const before of seen.slice(0, 3).toReversed()) {
      await undo(stylize).click();
      await expect.poll(() => stylize.painting()).toEqual(before);
    }
    await expect(stylize.style(NIGHT)).toBeChecked();
    await expect(undo(stylize)).toHaveAttribute('aria-disabled', 'true');
    for (const after of seen.slice(1)) {
      await redo(stylize).click();
      await expect.poll(() => stylize.painting()).toEqual(after);
    }
    await expect(redo(stylize)).toHaveAttribute('aria-disabled', 'true');
  });

  test('by keys; dragging a slider is one step', async ({ stylize, page }) => {
    await stylize.paint();
    await boldness(stylize).scrollIntoViewIfNeeded();
    const bounds = await boldness(stylize).boundingBox();
    if (!bounds) throw new Error('There is no slider.');
    const at = (share: number) =>
      [bounds.x + share * bounds.width, bounds.y + bounds.height / 2] as const;
    await page.mouse.move(...at(0.5));
    await page.mouse.down();
    for (const share of [0.6, 0.7, 0.8]) await page.mouse.move(...at(share));
    await page.mouse.up();
    const dragged = await boldness(stylize).inputValue();
    expect(Number(dragged)).toBeGreaterThan(75);
    await page.keyboard.press('Control+z');
    await expect(boldness(stylize)).toHaveValue('50');
    await expect(undo(stylize)).toHaveAttribute('aria-disabled', 'true');
    await page.keyboard.press('Control+Shift+Z');
    await expect(boldness(stylize)).toHaveValue(dragged);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+y');
    await expect(boldness(stylize)).toHaveValue(dragged);
  });

  test('reach the mask', async ({ stylize, page }) => {
    await stylize.paint();
    const painted = await stylize.painting();
    await page.getByRole('button', { name: 'Mask' }).click();
    await page.getByRole('button', { name: 'Invert' }).click();
    await expect.poll(() => stylize.painting()).not.toEqual(painted);
    await page.keyboard.press('Control+z');
    await expect.poll(() => stylize.painting()).toEqual(painted);
  });
});

test.describe('the last results', () => {
  const strip = ({ page }: StylizePage) => page.getByRole('list', { name: 'Last results' });
  const result = (stylize: StylizePage, title: string) =>
    strip(stylize).getByRole('button', { name: title });

  /** Paint a photo as two styles. @returns both paintings */
  async function twoResults(stylize: StylizePage) {
    await stylize.paint();
    const night = await stylize.painting();
    await expect(strip(stylize)).toBeHidden();
    await stylize.choose(stylize.style(WAVE));
    await stylize.isDone();
    await expect(strip(stylize).getByRole('button')).toHaveCount(2);
    return { night, wave: await stylize.painting() };
  }

  test('bring a picture back with its settings', async ({ stylize, page }) => {
    const { night, wave } = await twoResults(stylize);
    await isAccessible(page);
    await result(stylize, NIGHT).click();
    await expect(stylize.style(NIGHT)).toBeChecked();
    await expect.poll(() => stylize.painting()).toEqual(night);
    await expect(result(stylize, NIGHT)).toHaveAttribute('aria-current', 'true');
    await page.keyboard.press('Control+z');
    await expect.poll(() => stylize.painting()).toEqual(wave);
    await expect(result(stylize, WAVE)).toHaveAttribute('aria-current', 'true');
  });

  test('move nothing when they come', async ({ stylize, page }) => {
    await stylize.paint();
    const place = () => page.getByRole('heading', { name: 'Boldness' }).boundingBox();
    const before = await place();
    await stylize.choose(stylize.style(WAVE));
    await expect(strip(stylize).getByRole('button')).toHaveCount(2);
    expect(await place()).toEqual(before);
  });

  test('show the one that is on the page, however many there are', async ({ stylize, page }) => {
    await stylize.paint();
    const results = strip(stylize).getByRole('button');
    for (const [at, title] of ['Udnie', 'The Scream', 'Water Lilies', WAVE].entries()) {
      await stylize.choose(stylize.style(title));
      await expect(results).toHaveCount(at + 2);
    }
    const isInSight = () =>
      strip(stylize).evaluate((list) => {
        const shown = list.querySelector('[aria-current=true]')?.getBoundingClientRect();
        const { left, right } = list.getBoundingClientRect();
        return shown !== undefined && shown.left >= left && shown.right <= right;
      });
    expect(await isInSight()).toBe(true);
    await stylize.choose(stylize.style(NIGHT));
    await expect(result(stylize, NIGHT)).toHaveAttribute('aria-current', 'true');
    await expect.poll(isInSight).toBe(true);
    await page.keyboard.press('Control+z');
    await expect(results.first()).toHaveAttribute('aria-current', 'true');
    await expect.poll(isInSight).toBe(true);
  });

  test('are there after a reload, and gone with the photo', async ({ stylize, page }) => {
    const { night } = await twoResults(stylize);
    await keepsResults(page, 2);
    await page.reload();
    await stylize.isDone();
    await result(stylize, NIGHT).click();
    await expect(stylize.style(NIGHT)).toBeChecked();
    await stylize.isDone();
    expect(await stylize.painting()).toEqual(night);
    await page.getByRole('button', { name: 'Remove photo' }).click();
    await keepsResults(page, 0);
    await stylize.photo.setInputFiles(golden('photo.png'));
    await stylize.isDone();
    await expect(strip(stylize)).toBeHidden();
  });
});

/** Resolves when the browser's database holds so many results. */
async function keepsResults(page: Page, count: number) {
  await expect
    .poll(async () => {
      const kept = (await keptOfTab(page, 'results')) as { results: unknown[] } | undefined;
      return kept?.results.length ?? 0;
    })
    .toBe(count);
}

/** A mix of up to four styles, each with a share. */
import { isAccessible } from './support/accessibility.ts';
import { golden, type StylizePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

const [WAVE, NIGHT] = ['The Great Wave', 'The Starry Night'] as const;

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
  const wave = await stylize.painting();
  await stylize.choose(stylize.style(NIGHT));
  await stylize.isDone();
  const night = await stylize.painting();
  await stylize.choose(stylize.style(WAVE));
  await mixIn(stylize, NIGHT);
  await expect(share(stylize, WAVE)).toHaveValue('50');
  await expect(share(stylize, NIGHT)).toHaveValue('50');
  await stylize.isDone();
  const half = await stylize.painting();
  expect(half).not.toEqual(wave);
  expect(half).not.toEqual(night);

  await page.reload();
  await stylize.photo.setInputFiles(golden('photo.png'));
  await stylize.isDone();
  await expect(share(stylize, NIGHT)).toHaveValue('50');
  expect(await stylize.painting()).toEqual(half);

  await mix(stylize).click();
  await stylize.isDone();
  await expect(stylize.style(WAVE)).toBeChecked();
  expect(await stylize.painting()).toEqual(wave);
});

test('the shares follow each other, and name the file', async ({ stylize, page }) => {
  await stylize.paint();
  await mixIn(stylize, NIGHT, 'Udnie');
  const values = () =>
    Promise.all([WAVE, NIGHT, 'Udnie'].map((title) => share(stylize, title).inputValue()));
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
  await mixIn(stylize, NIGHT, 'Udnie', 'The Scream');
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
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(box(stylize, NIGHT)).toBeChecked();
  await share(stylize, NIGHT).focus();
  await page.keyboard.press('ArrowRight');
  await expect(share(stylize, NIGHT)).toHaveValue('51');
  await expect(share(stylize, WAVE)).toHaveValue('49');
  await mix(stylize).focus();
  await page.keyboard.press('Enter');
  await expect(stylize.style(NIGHT)).toBeChecked();
});

test('the mix is the choice of the Live page, too; the Compare page takes its strongest style', async ({
  stylize,
  page,
}) => {
  await stylize.open();
  await mixIn(stylize, NIGHT);
  await share(stylize, NIGHT).fill('70');
  await page.getByRole('link', { name: 'Live' }).click();
  await expect(share(stylize, NIGHT)).toHaveValue('70');
  await page.getByRole('link', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'City' }).click();
  await expect(stylize.style(NIGHT)).toBeChecked();
  await expect(page.getByText('Mixes are not compared')).toBeVisible();
  await page.getByRole('link', { name: 'Stylize' }).click();
  await expect(share(stylize, NIGHT)).toHaveValue('70');
});

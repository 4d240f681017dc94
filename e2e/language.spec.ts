/** English and Simplified Chinese: chosen by the browser and by hand, complete, and nothing is lost in between. */
import type { Page } from '@playwright/test';
import { englishIn } from '../src/ui/words/testing.ts';
import { isAccessibleInBothColours } from './support/accessibility.ts';
import { withCamera } from './support/live.ts';
import { golden } from './support/page.ts';
import { expect, test } from './support/test.ts';
import { movingSquare } from './support/y4m.ts';

const FILM = movingSquare('test-results/films/square.y4m');
test.use({ launchOptions: await withCamera(FILM) });

const language = (page: Page) => page.getByRole('combobox', { name: 'Language' });

/** What the page shows and what it tells screen readers, but for the choice of a language. */
async function textOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const names = [...document.querySelectorAll('[aria-label], [title], [alt], [aria-valuetext]')]
      .filter((element) => element.getAttribute('aria-label') !== 'Language')
      .flatMap((element) =>
        ['aria-label', 'title', 'alt', 'aria-valuetext'].map((name) => element.getAttribute(name)),
      );
    const text = document.body.innerText.replace('English', '');
    return [document.title, text, ...names].join('\n');
  });
}

/** No English but names: of layers, weights, files, cameras and systems. */
async function isChinese(page: Page) {
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  const names =
    /photo\.png|test-results\S+|uint8|\b(conv|deconv|res)\d\b|Linux|x86|Chrom\w+|metrics\.py/g;
  expect(englishIn((await textOf(page)).replaceAll(names, ''))).toEqual([]);
}

test('English and Chinese change places at once, and the painting and the settings stay', async ({
  stylize,
  page,
}) => {
  await stylize.open('?executor=wasm');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await stylize.choose(stylize.style('Udnie'));
  await stylize.photo.setInputFiles(golden('photo.png'));
  await stylize.isDone();
  await page.getByRole('slider', { name: 'Strength' }).fill('60');
  await stylize.slider.fill('30');
  await stylize.openDetails();
  const before = await stylize.painting();
  const ms = await stylize.result.getAttribute('data-ms');

  await expect(language(page).getByRole('option')).toHaveText(['English', '简体中文']);
  await language(page).selectOption('简体中文');
  await expect(page.getByRole('button', { name: '下载' })).toBeVisible();
  await expect(page.getByRole('radio', { name: '乌德尼' })).toBeChecked();
  await expect(page.getByRole('slider', { name: '强度' })).toHaveValue('60');
  await expect(page.getByRole('slider', { name: '前后对比' })).toHaveValue('30');
  await expect(page.getByText('像素', { exact: false }).first()).toBeVisible(); // the details are open
  await isChinese(page);
  // It is the same painting, not one that was made again.
  await expect(stylize.result).toHaveAttribute('data-ms', ms ?? '');
  expect(await stylize.painting()).toEqual(before);

  await page.reload();
  await expect(page.getByRole('button', { name: '下载' })).toBeEnabled({ timeout: 90_000 });
  await isChinese(page);
  await language(page).selectOption('English');
  await expect(stylize.download).toBeVisible();
  await expect(page).toHaveTitle('Brushlite');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('the address can name the language, and a choice by hand is written there', async ({
  page,
}) => {
  await page.goto('./?lang=zh#/live');
  await expect(page).toHaveTitle('实时 · Brushlite');
  await language(page).selectOption('English');
  await expect(page).toHaveTitle('Live · Brushlite');
  expect(new URL(page.url()).searchParams.get('lang')).toBe('en');
  expect(new URL(page.url()).hash).toBe('#/live');
  await page.reload();
  await expect(page).toHaveTitle('Live · Brushlite');
});

test('the camera goes on while the language changes', async ({ live, page }) => {
  await live.run();
  await page.getByRole('radio', { name: 'Split' }).check({ force: true });
  await language(page).selectOption('简体中文');
  await live.paints();
  await expect(page.getByRole('button', { name: '停止', exact: true })).toBeVisible();
  await expect(page.getByRole('slider', { name: '原版与压缩版' })).toBeAttached();
  await isChinese(page);
});

test('an open comparison is translated with its figures', async ({ compare, page }) => {
  await compare.paint(
    'left=original-float32&right=compressed-float16&style=starry-night&size=256&leftOn=wasm&rightOn=wasm',
  );
  await language(page).selectOption('简体中文');
  await expect(page.getByRole('heading', { name: '逐层对比' })).toBeVisible();
  await isChinese(page);
});

test.describe('a browser in Chinese', () => {
  test.use({ locale: 'zh-CN' });

  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    test(`gets Chinese, and axe finds nothing, ${viewport.width} wide`, async ({
      stylize,
      page,
    }) => {
      await page.setViewportSize(viewport);
      await stylize.open('?executor=wasm');
      await expect(page.getByRole('heading', { name: '把照片变成画作' })).toBeVisible();
      await isChinese(page);
      await page.getByLabel('照片', { exact: true }).setInputFiles(golden('photo.png'));
      await stylize.isDone();
      await isAccessibleInBothColours(page);
    });
  }
});

/** A page that is read from right to left, as browsers make it when they translate it: pictures are not mirrored. */
import type { Page } from '@playwright/test';
import { withCamera } from './support/live.ts';
import { expect, test } from './support/test.ts';
import { movingSquare } from './support/y4m.ts';

const film = movingSquare('test-results/films/right-to-left.y4m');
test.use({ launchOptions: await withCamera(film) });

const turn = (page: Page) => page.evaluate(() => (document.documentElement.dir = 'rtl'));

/** Drag from one place of an element to another, 0..1 from its left. */
async function drag(page: Page, test: string, from: number, to: number) {
  const box = await page.getByTestId(test).boundingBox();
  if (!box) throw new Error('There is no picture.');
  const at = (x: number) => [box.x + x * box.width, box.y + box.height / 2] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 4 });
  await page.mouse.up();
}

test('the line between photo and painting is where the pointer is, and the photo is on its left', async ({
  stylize,
  page,
}) => {
  await stylize.paint('?executor=wasm');
  await turn(page);
  const value = async () => Number(await stylize.slider.inputValue());
  await drag(page, 'photo', 0.5, 0.8);
  await expect.poll(value).toBeCloseTo(80, 0);
  await page.keyboard.press('ArrowRight');
  await expect.poll(value).toBeCloseTo(82, 0);
  // The painting is hidden where the photo is to be seen.
  const layer = page.getByTestId('photo').locator('xpath=following-sibling::div[1]');
  await expect(layer).toHaveCSS('clip-path', 'inset(0px 0px 0px 82%)');
});

test('the dividers of Live are where the pointer drags them', async ({ live, page }) => {
  await live.open();
  await turn(page);
  await live.start();
  await live.paints(1);
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Split').click();
  const first = page.getByRole('slider', { name: 'Original and compressed' });
  await expect(first).toBeVisible({ timeout: 60_000 });
  const value = async () => Number(await first.inputValue());
  await drag(page, 'live', (await value()) / 100, 0.15);
  await expect.poll(value).toBeCloseTo(15, 0);
});

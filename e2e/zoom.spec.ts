/** A closer look at a painting: wheel, drag, keys, buttons and fingers, with what else lies on the picture. */
import type { Page } from '@playwright/test';
import { golden, pixelsOf, type StylizePage } from './support/page.ts';
import { expect, test } from './support/test.ts';
import { pinch, swipe } from './support/touch.ts';

/** The picture, which may be larger than its frame. */
async function pictureBox({ result }: StylizePage) {
  const box = await result.locator('canvas').boundingBox();
  if (!box) throw new Error('There is no picture.');
  return box;
}
const widthOf = async (stylize: StylizePage) => (await pictureBox(stylize)).width;

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('a painting is zoomed and moved, with its photo, the divider and the mask', async ({
  stylize,
  page,
}) => {
  await stylize.paint('?executor=wasm');
  const fitted = await pictureBox(stylize);
  const at = (x: number, y: number) =>
    [fitted.x + x * fitted.width, fitted.y + y * fitted.height] as const;
  await expect(button(page, 'Fit')).toBeHidden();

  // The wheel, once the picture was clicked. The click moved the divider; from now on it stays.
  await page.mouse.click(...at(0.5, 0.2));
  await page.mouse.wheel(0, -300);
  await expect.poll(() => widthOf(stylize)).toBeGreaterThan(1.9 * fitted.width);
  await expect(stylize.slider).toHaveValue(/^(49\.9|50|50\.1)$/);
  const before = await pictureBox(stylize);
  await page.mouse.move(...at(0.3, 0.3));
  await page.mouse.down();
  await page.mouse.move(fitted.x + 0.3 * fitted.width + 30, fitted.y + 0.3 * fitted.height + 20, {
    steps: 3,
  });
  await page.mouse.up();
  await expect.poll(async () => (await pictureBox(stylize)).x - before.x).toBeCloseTo(30, 0);
  const photo = page.getByTestId('photo').locator('canvas');
  expect(await photo.boundingBox()).toEqual(await pictureBox(stylize));
  await expect(stylize.slider).toHaveValue(/^(49\.9|50|50\.1)$/);
  // Keys: Shift with an arrow moves the picture, the arrow alone the divider.
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(async () => (await pictureBox(stylize)).x - before.x).toBeCloseTo(70, 0);
  await page.keyboard.press('ArrowLeft');
  await expect(stylize.slider).toHaveValue(/^(47\.9|48|48\.1)$/);
  await page.keyboard.press('0');
  await expect.poll(() => widthOf(stylize)).toBeCloseTo(fitted.width, 0);

  await button(page, 'Zoom in').click();
  await button(page, '100 %').click();
  const [width] = await stylize.size();
  await expect.poll(() => widthOf(stylize)).toBe(width);
  // Another style leaves the part that is looked at.
  await stylize.choose(stylize.style('The Scream'));
  await stylize.isDone();
  expect(await widthOf(stylize)).toBe(width);
  // In full screen, too.
  await button(page, 'Full screen').click();
  await expect(button(page, 'Leave full screen')).toBeVisible();
  expect(await widthOf(stylize)).toBe(width);
  await button(page, 'Leave full screen').click();
  await expect(button(page, 'Full screen')).toBeVisible();

  // A stroke goes where the pointer is, and the keyboard's cell comes into sight.
  await button(page, 'Fit').click();
  await button(page, 'Mask').click();
  const frame = await pictureBox(stylize);
  for (let presses = 0; presses < 10; presses++) await page.keyboard.press('+');
  await expect.poll(() => widthOf(stylize)).toBeGreaterThan(3.9 * frame.width);
  const first = page.getByRole('gridcell').first();
  await expect(first).not.toBeInViewport();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(first).toBeInViewport({ ratio: 0.9 });
  const cell = await first.boundingBox();
  if (!cell) throw new Error('There is no cell.');
  const [x, y] = [cell.x + cell.width / 2, cell.y + cell.height / 2];
  await page.mouse.click(x, y);
  await expect(first).toHaveAttribute('data-painted', 'false');
  await expect(page.getByRole('gridcell').nth(1)).toHaveAttribute('data-painted', 'true');
  await page.mouse.down({ button: 'middle' });
  await page.mouse.move(x - 100, y, { steps: 2 });
  await page.mouse.up({ button: 'middle' });
  await expect.poll(async () => (await pictureBox(stylize)).x).toBeCloseTo(frame.x - 100, 0);
});

test('from near by, a large painting has the pixels of its file', async ({ stylize, page }) => {
  await stylize.open('?executor=wasm');
  await stylize.brush.fill('100');
  // Twice the size, with more pixels than the page keeps of the photo.
  await stylize.output.selectOption('double');
  await stylize.photo.setInputFiles(golden('photo.png'));
  const [width, height] = [96, 64];
  await expect(stylize.result).toHaveAttribute('data-width', `${width}`, { timeout: 60_000 });
  await stylize.isDone();
  for (let presses = 0; presses < 5; presses++) await button(page, 'Zoom in').click();
  const near = page.getByTestId('near-painting').locator('canvas');
  await expect(near).toBeAttached();
  const pixels = await pixelsOf(near);
  expect(pixels.width).toBeLessThan(width);
  expect(pixels.height).toBeLessThan(height);
  await button(page, 'Fit').click();
  await expect(near).toBeHidden();
});

test.describe('on a phone', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('two fingers zoom, one then moves the picture, and scrolls the page where it is whole', async ({
    stylize,
    page,
  }) => {
    await stylize.paint('?executor=wasm');
    const box = await page.getByTestId('picture').boundingBox();
    if (!box) throw new Error('There is no picture.');
    const middle = { x: box.x + box.width / 2, y: box.y + box.height * 0.7 };
    const scrolled = () => page.evaluate(() => window.scrollY);
    const fitted = await widthOf(stylize);
    await pinch(page, middle, 60, 180);
    await expect.poll(() => widthOf(stylize)).toBeGreaterThan(2.5 * fitted);
    await expect(stylize.slider).toHaveValue('12');
    const { y } = await pictureBox(stylize);
    await swipe(page, middle, { ...middle, y: middle.y - 60 });
    await expect.poll(async () => (await pictureBox(stylize)).y).toBeCloseTo(y - 60, 0);
    expect(await scrolled()).toBe(0);
    // Chromium makes no click of a tap that follows a swipe at once.
    const fit = button(page, 'Fit');
    await expect
      .poll(async () => {
        if (await fit.isVisible()) await fit.tap();
        return widthOf(stylize);
      })
      .toBeCloseTo(fitted, 0);
    // The browser learns a moment later that fingers may scroll again, so it is tried until they do.
    await expect
      .poll(async () => {
        await swipe(page, middle, { ...middle, y: middle.y - 120 });
        return scrolled();
      })
      .toBeGreaterThan(0);
  });

  test('two fingers zoom a picture whose mask is drawn, and one draws', async ({
    stylize,
    page,
  }) => {
    await stylize.paint('?executor=wasm');
    await button(page, 'Mask').tap();
    const box = await page.getByTestId('mask').boundingBox();
    if (!box) throw new Error('There is no picture.');
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const fitted = await widthOf(stylize);
    await pinch(page, middle, 60, 180);
    await expect.poll(() => widthOf(stylize)).toBeGreaterThan(2.5 * fitted);
    const erased = page.locator('[data-cell][data-painted=false]');
    await expect(erased).toHaveCount(0);
    const { x } = await pictureBox(stylize);
    await swipe(page, middle, { x: middle.x + 60, y: middle.y });
    await expect(erased).not.toHaveCount(0);
    expect((await pictureBox(stylize)).x).toBe(x);
  });
});

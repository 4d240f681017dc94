/** Ways to look at a painting: the photo while a button is held, and full screen. */
import type { Locator } from '@playwright/test';
import { PNG } from 'pngjs';
import { golden, pngOf, type StylizePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

const COLOUR = [200, 60, 40];
const red = {
  name: 'red.png',
  mimeType: 'image/png',
  buffer: pngOf(48, 36, () => [...COLOUR, 255]),
};

/** How far the middle of the picture, as it is on the screen, is from the photo's colour. */
async function distanceFromPhoto({ page }: StylizePage) {
  const box = await page.getByTestId('photo').boundingBox();
  if (!box) throw new Error('There is no picture.');
  const clip = { x: box.x + box.width / 2, y: box.y + box.height / 2, width: 2, height: 2 };
  const { data } = PNG.sync.read(await page.screenshot({ clip }));
  return Math.max(...COLOUR.map((value, channel) => Math.abs(value - (data[channel] ?? 0))));
}

const isShown = (stylize: StylizePage) =>
  expect.poll(() => distanceFromPhoto(stylize)).toBeLessThanOrEqual(3);
const isCovered = (stylize: StylizePage) =>
  expect.poll(() => distanceFromPhoto(stylize)).toBeGreaterThan(20);

test('the photo is shown as long as its button is held, with the mouse and with a key', async ({
  stylize,
  page,
}) => {
  await stylize.open();
  await stylize.photo.setInputFiles(red);
  await stylize.isDone();
  await isCovered(stylize);
  const hold = page.getByRole('button', { name: 'Hold to see the photo' });
  await hold.hover();
  await page.mouse.down();
  await isShown(stylize);
  await expect(stylize.slider).toBeHidden();
  await page.mouse.up();
  await isCovered(stylize);
  await expect(stylize.slider).toHaveValue('12');
  await hold.focus();
  await page.keyboard.down('Space');
  await isShown(stylize);
  await page.keyboard.up('Space');
  await isCovered(stylize);
});

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 844, height: 390 },
  { width: 390, height: 844 },
]) {
  test(`full screen has the picture, the download and a way out, ${viewport.width} wide`, async ({
    stylize,
    page,
  }) => {
    await page.setViewportSize(viewport);
    await stylize.open();
    await stylize.photo.setInputFiles(golden('photo.png'));
    await stylize.isDone();
    const isOnScreen = async (...parts: Locator[]) => {
      for (const part of parts) await expect(part).toBeInViewport({ ratio: 1 });
    };
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    await button('Full screen').click();
    await expect(button('Leave full screen')).toBeVisible();
    await isOnScreen(page.getByTestId('photo'), stylize.download);
    await button('Leave full screen').click();
    await expect(button('Full screen')).toBeVisible();
  });
}

test('where the browser refuses the full screen, the page says so', async ({ stylize, page }) => {
  await page.addInitScript(() => {
    Element.prototype.requestFullscreen = () =>
      Promise.reject(new TypeError('Refused on purpose.'));
  });
  await stylize.paint('?executor=wasm');
  await page.getByRole('button', { name: 'Full screen', exact: true }).click();
  await expect(stylize.notice).toContainText('did not let the page fill the screen');
});

for (const reducedMotion of ['no-preference', 'reduce'] as const) {
  const moves = reducedMotion === 'no-preference';
  test(`the first painting is ${moves ? 'uncovered' : 'there at once'} with ${reducedMotion} for motion`, async ({
    stylize,
    page,
  }) => {
    await page.emulateMedia({ reducedMotion });
    await stylize.open();
    await page.evaluate(() => {
      const started: string[] = [];
      addEventListener('animationstart', ({ animationName, target }) => {
        // Not that of the example.
        if ((target as Element).querySelector('[data-testid=result]')) started.push(animationName);
      });
      Object.assign(window, { started });
    });
    await stylize.photo.setInputFiles(red);
    await stylize.isDone();
    await isCovered(stylize);
    await expect(stylize.slider).toHaveValue('12');
    const uncovers = () =>
      page.evaluate(() => (window as unknown as { started: string[] }).started.length);
    await expect.poll(uncovers).toBe(moves ? 1 : 0);
    // Another style covers the same photo: nothing moves.
    await stylize.choose(stylize.style('Udnie'));
    await stylize.isDone();
    expect(await uncovers()).toBe(moves ? 1 : 0);
  });
}

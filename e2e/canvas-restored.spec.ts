/** A canvas whose context was lost, as in a crash of the GPU process, is empty when it comes back. */
import type { Locator } from '@playwright/test';
import { expect, test } from './support/test.ts';

/** Do to a canvas what a loss and a return of its context do. @returns whether it was empty in between */
const loseAndRestore = (canvas: Locator) =>
  canvas.evaluate((element: HTMLCanvasElement) => {
    const { width, height } = element;
    element.getContext('2d')?.reset();
    const { data = [] } = element.getContext('2d')?.getImageData(0, 0, width, height) ?? {};
    const empty = data.length > 0 && data.every((value) => value === 0);
    element.dispatchEvent(new Event('contextrestored'));
    return empty;
  });

test('the photo and the painting are drawn again, the same to the pixel', async ({
  stylize,
  page,
}) => {
  await stylize.paint('?executor=wasm');
  const [photo, painting] = [await stylize.original(), await stylize.painting()];
  expect(new Set(painting.data).size).toBeGreaterThan(20);
  for (const place of ['photo', 'result']) {
    expect(await loseAndRestore(page.getByTestId(place).locator('canvas'))).toBe(true);
  }
  expect(await stylize.original()).toEqual(photo);
  expect(await stylize.painting()).toEqual(painting);
});

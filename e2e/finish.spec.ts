/** Strength and colours: what is made of a painting afterwards. */
import { readFile } from 'node:fs/promises';
import { PNG } from 'pngjs';
import type { Pixels } from './support/page.ts';
import { expect, test } from './support/test.ts';

const light = ([r = 0, g = 0, b = 0]: number[]) => [0.3 * r + 0.6 * g + 0.1 * b];
const tint = ([r = 0, g = 0, b = 0]: number[]) => [r - g, b - g];

/** Mean distance of two pictures in what is looked at of each pixel. */
function distance(of: (pixel: number[]) => number[], { data: a }: Pixels, { data: b }: Pixels) {
  let sum = 0;
  for (let at = 0; at < a.length; at += 4) {
    const other = of(b.slice(at, at + 3));
    sum += Math.hypot(...of(a.slice(at, at + 3)).map((value, i) => value - (other[i] ?? 0)));
  }
  return sum / (a.length / 4);
}

test('strength blends the painting with the photo at once, in the download, too', async ({
  stylize,
  page,
}) => {
  await stylize.paint();
  const [painting, photo] = [await stylize.painting(), await stylize.original()];
  const ms = await stylize.result.getAttribute('data-ms');
  await page.getByRole('slider', { name: 'Strength' }).fill('40');
  const expected = painting.data.map((value, at) => {
    const below = photo.data[at] ?? 0;
    return below + 0.4 * (value - below);
  });
  const off = ({ data }: { data: ArrayLike<number> }) =>
    Math.max(...expected.map((value, at) => Math.abs(value - (data[at] ?? 0))));
  await expect.poll(async () => off(await stylize.painting())).toBeLessThanOrEqual(1);
  const [download] = await Promise.all([page.waitForEvent('download'), stylize.download.click()]);
  expect(off(PNG.sync.read(await readFile(await download.path())))).toBeLessThanOrEqual(1);
  expect(await stylize.result.getAttribute('data-ms')).toBe(ms);

  await page.getByRole('slider', { name: 'Strength' }).fill('100');
  await expect.poll(() => stylize.painting()).toEqual(painting);
});

test('“Keep my colours” keeps the photo’s colours, and the strokes', async ({ stylize, page }) => {
  await stylize.paint();
  const painting = await stylize.painting();
  await page.getByRole('switch', { name: 'Keep my colours' }).check();
  await expect.poll(() => stylize.painting()).not.toEqual(painting);
  const kept = await stylize.painting();
  const photo = await stylize.original();
  expect(distance(light, kept, painting)).toBeLessThan(0.5 * distance(light, kept, photo));
  expect(distance(tint, kept, photo)).toBeLessThan(0.5 * distance(tint, kept, painting));
});

test('a link carries the strength; the next visit keeps strength and colours', async ({
  stylize,
  page,
}) => {
  await stylize.open('#/?strength=0.6');
  const strength = page.getByRole('slider', { name: 'Strength' });
  const colours = page.getByRole('switch', { name: 'Keep my colours' });
  await expect(strength).toHaveValue('60');
  await colours.check();
  await page.goto('./');
  await expect(strength).toHaveValue('60');
  await expect(colours).toBeChecked();
});

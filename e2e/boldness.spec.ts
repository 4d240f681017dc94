/** Boldness: how far a painting goes from the photo to the style. */
import type { StylizePage } from './support/page.ts';
import { expect, test } from './support/test.ts';

const slider = ({ page }: StylizePage) => page.getByRole('slider', { name: 'Boldness' });

/** Mean absolute difference of two pictures' values, 0..255. */
function distance({ data: a }: { data: number[] }, { data: b }: { data: number[] }): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? Number.NaN)), 0) / a.length;
}

test('a bolder painting is further from the photo, and going back is the same painting', async ({
  stylize,
}) => {
  await stylize.paint();
  const half = await stylize.painting();
  const photo = await stylize.original();
  const at = async (percent: number) => {
    await slider(stylize).fill(String(percent));
    await stylize.isDone();
    return stylize.painting();
  };
  const [soft, bold] = [await at(0), await at(100)];
  expect(distance(soft, bold)).toBeGreaterThan(2);
  expect(distance(soft, photo)).toBeLessThan(distance(bold, photo));
  expect(await at(50)).toEqual(half);
});

test('the boldness is kept for the next visit', async ({ stylize, page }) => {
  await stylize.open();
  await slider(stylize).fill('80');
  await expect(page.getByText('80 %')).toBeVisible();
  await page.reload();
  await expect(slider(stylize)).toHaveValue('80');
});

test('a link carries the boldness; one that is out of range is clamped, and the page says so', async ({
  stylize,
  page,
}) => {
  await stylize.open('#/?boldness=0.3');
  await expect(slider(stylize)).toHaveValue('30');
  await page.goto('./#/live?boldness=7');
  await expect(slider(stylize)).toHaveValue('100');
  await expect(page.getByText('The link asks for a boldness of 7')).toBeVisible();
  await page.goto('./#/compare?boldness=0.25&sample=city&size=256');
  await expect(slider(stylize)).toHaveValue('25');
  await slider(stylize).fill('75');
  await expect(page).toHaveURL(/[?&]boldness=0\.75(&|$)/);
});

test('a server with models of one row a style has no boldness', async ({ stylize, page }) => {
  await page.route('**/models/manifest.json', async (route) => {
    const manifest = (await (await route.fetch()).json()) as { styles: { rows?: object }[] };
    for (const style of manifest.styles) delete style.rows;
    await route.fulfill({ json: manifest });
  });
  await stylize.open();
  await expect(stylize.style('Udnie')).toBeVisible();
  await expect(slider(stylize)).toBeHidden();
});

test('the plot from soft to bold has a cross for the public network of a painting that has one', async ({
  compare,
}) => {
  const plot = compare.chapter('Quality').getByRole('img', { name: 'from soft to bold' });
  const peer = 'The cross is a public network';
  await compare.open('left=original-float32&right=compressed-float32&style=udnie&size=256');
  await expect(plot).toHaveAccessibleName(
    /A public network: distance from the photo [\d.]+; from the strokes [\d.]+\.$/,
  );
  await expect(compare.chapter('Quality')).toContainText(peer);
  await compare.open('left=original-float32&right=compressed-float32&style=mondrian&size=256');
  await expect(plot).toHaveAccessibleName(/Compressed float32, from soft to bold/);
  await expect(plot).not.toHaveAccessibleName(/public/);
  await expect(compare.chapter('Quality')).not.toContainText(peer);
});

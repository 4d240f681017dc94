/** What the page says about each side by itself. */
import { pngOf } from './support/page.ts';
import { expect, test } from './support/test.ts';

const tall = {
  name: 'tall.png',
  mimeType: 'image/png',
  buffer: pngOf(60, 120, (x, y) => [4 * x, 2 * y, 90, 255]),
};

for (const [device, width, height] of [
  ['a desktop', 1280, 720],
  ['a phone', 390, 844],
] as const) {
  test(`an error of a side can be read below a tall picture, on ${device}`, async ({
    compare,
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await compare.open('left=no-such-model&right=neither-this&size=256');
    await compare.photo.setInputFiles(tall);
    for (const [side, model] of [
      ['left', 'no-such-model'],
      ['right', 'neither-this'],
    ] as const) {
      await expect(compare.side(side)).toHaveAttribute('data-state', 'failed');
      const told = page.getByRole('alert').filter({ hasText: model });
      await expect(told).toContainText(side === 'left' ? 'Left' : 'Right');
      const [message, picture] = [await told.boundingBox(), await compare.side(side).boundingBox()];
      if (!message || !picture) throw new Error('not shown');
      expect(message.width).toBeGreaterThan(300);
      expect(message.y).toBeGreaterThan(picture.y + picture.height);
    }
  });
}

test('sides that are painted differently have groups of settings, and no ratio of their times; layers that differ have a colour', async ({
  compare,
  page,
}) => {
  await compare.open('left=original-float16&right=compressed-float16&size=256');
  await compare.photo.setInputFiles(tall);
  await compare.isDone('left', 'right');
  const swatches = compare.chapter('Layer by layer').locator('li span:empty');
  await expect(swatches).toHaveCount(2);
  const colours = await swatches.evaluateAll((all) =>
    all.map((swatch) => getComputedStyle(swatch).backgroundImage),
  );
  expect(new Set(colours).size).toBe(2);
  const time = page.locator('dl > div').filter({ has: page.getByText('Time', { exact: true }) });
  await expect(time).toContainText('a single run each');
  await page.getByRole('switch', { name: 'Boldness and brush for each side' }).click();
  const left = page.getByRole('group', { name: 'How the left side is painted' });
  await left.getByRole('slider', { name: 'Boldness' }).fill('0');
  await compare.isDone('left', 'right');
  await expect(time).toContainText('Not measured yet');
});

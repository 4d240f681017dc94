/** What a new visitor sees and learns before there is a photo. */
import { readFileSync, statSync } from 'node:fs';
import { expect, test } from './support/test.ts';

test('the page begins with a painting to try, which costs two small files', async ({
  stylize,
  page,
}) => {
  await stylize.open();
  const example = page.getByRole('slider', { name: 'Example' });
  await expect(example).toHaveValue('40');
  for (const name of ['photo', 'starry-night']) {
    const image = page.locator(`img[src="example/${name}.webp"]`);
    await expect
      .poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth))
      .toBe(896);
    expect(statSync(`public/example/${name}.webp`).size).toBeLessThanOrEqual(60_000);
  }
  const box = await page.getByTestId('photo').boundingBox();
  if (!box) throw new Error('There is no example.');
  await page.mouse.move(box.x + 0.4 * box.width, box.y + 0.2 * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.75 * box.width, box.y + 0.2 * box.height, { steps: 4 });
  await page.mouse.up();
  expect(Number(await example.inputValue())).toBeCloseTo(75, 0);
  await page.keyboard.press('ArrowLeft');
  expect(Number(await example.inputValue())).toBeCloseTo(73, 0);
});

test('the example is painted in the style that is chosen; pictures of other styles are not downloaded', async ({
  stylize,
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    const [, name] = /example\/(.*)\.webp/.exec(request.url()) ?? [];
    if (name) asked.push(name);
  });
  await stylize.open();
  await expect(stylize.style('The Starry Night')).toBeChecked();
  await expect(page.getByText('Painted as The Starry Night')).toBeVisible();
  for (const [title, id] of [
    ['Udnie', 'udnie'],
    ['The Great Wave', 'great-wave'],
  ] as const) {
    await stylize.choose(stylize.style(title));
    await expect(page.getByText(`Painted as ${title}`)).toBeVisible();
    const width = page
      .locator(`img[src="example/${id}.webp"]`)
      .evaluate((image: HTMLImageElement) => image.naturalWidth);
    expect(await width).toBe(896);
  }
  expect([...new Set(asked)].sort()).toEqual(['great-wave', 'photo', 'starry-night', 'udnie']);
  // As after a visit that ended with this choice.
  await stylize.choose(stylize.style('Udnie'));
  await page.reload();
  await expect(page.getByText('Painted as Udnie')).toBeVisible();
});

test('every style has an example of its own', () => {
  const { styles } = JSON.parse(readFileSync('models/manifest.json', 'utf8')) as {
    styles: { id: string }[];
  };
  expect(styles.length).toBeGreaterThan(10);
  for (const { id } of styles) {
    expect(statSync(`public/example/${id}.webp`).size).toBeLessThanOrEqual(60_000);
  }
});

test('a style tells its painter, its year and how it paints', async ({ stylize, page }) => {
  await stylize.open();
  const note = page.getByTestId('style-note');
  await expect(note).toHaveText('Vincent van Gogh, 1889Thick, swirling strokes in blue and yellow');
  await stylize.style('Udnie').locator('xpath=ancestor::label').hover();
  await expect(note).toContainText('Francis Picabia, 1913');
  await expect(note).toContainText('Curved, folded planes');
  await page.mouse.move(2, 2);
  await expect(note).toContainText('Vincent van Gogh, 1889');
  await stylize.style('The Starry Night').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(note).toContainText('Katsushika Hokusai, 1831');
  await expect(stylize.style('Udnie')).toHaveAccessibleDescription(
    'Francis Picabia, 1913. Curved, folded planes with dark edges',
  );
});

test('a style that nobody has written a line for tells its painter and its year', async ({
  stylize,
  page,
}) => {
  await page.route('**/models/manifest.json', async (route) => {
    const manifest = (await (await route.fetch()).json()) as {
      defaultStyle?: string;
      styles: { id: string }[];
    };
    for (const style of manifest.styles) style.id += '-new';
    delete manifest.defaultStyle;
    await route.fulfill({ json: manifest });
  });
  await stylize.open();
  await expect(page.getByTestId('style-note')).toHaveText('Katsushika Hokusai, 1831');
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test('a long press tells about a style and does not choose it; a tap chooses it', async ({
    stylize,
    page,
  }) => {
    await stylize.open();
    const note = page.getByTestId('style-note');
    const udnie = stylize.style('Udnie').locator('xpath=ancestor::label');
    await udnie.scrollIntoViewIfNeeded();
    const box = await udnie.boundingBox();
    if (!box) throw new Error('There is no such style.');
    const finger = { x: box.x + box.width / 2, y: box.y + box.height / 3 };
    const session = await page.context().newCDPSession(page);
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [finger] });
    await expect(note).toContainText('Francis Picabia, 1913');
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect(note).toContainText('Vincent van Gogh, 1889');
    await expect(stylize.style('The Starry Night')).toBeChecked();
    await udnie.tap();
    await expect(stylize.style('Udnie')).toBeChecked();
    await expect(note).toContainText('Francis Picabia, 1913');
  });
});

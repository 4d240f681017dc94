/** Two networks on the same picture: correct paintings, correct figures, and a page that stays responsive. */
import { isAccessible, isAccessibleInBothColours, tabTo } from './support/accessibility.ts';
import { SIDES } from './support/compare.ts';
import { fileOf, golden, pngOf, smallSamples } from './support/page.ts';
import { oddReport } from './support/report.ts';
import { expect, test } from './support/test.ts';
import { watchThread } from './support/thread.ts';
import { gateWorkers, holdWorkers, passToWorkers } from './support/workers.ts';

test('the table of the layers has the figures of the published study', async ({ compare }) => {
  await compare.paint(SIDES);
  const rows = await compare.layers.getByRole('row').allInnerTexts();
  const cells = rows.map((row) => row.split(/\s+/).join(' '));
  const study = [
    ['conv1', '9×9', '7,776', '7,776'],
    ['conv2', '3×3', '18,432', '18,432'],
    ['conv3', '3×3', '73,728', '73,728'],
    ...[1, 2, 3, 4, 5].map((n) => [`res${n}`, '3×3 → 1×1', '294,912', '32,768']),
    ['deconv1', '3×3', '73,728', '73,728'],
    ['deconv2', '3×3', '18,432', '18,432'],
    ['deconv3', '9×9', '7,776', '7,776'],
  ];
  for (const [layer = '', kernel, before, after] of study) {
    const row = cells.find((text) => text.startsWith(`${layer} `));
    expect(row).toMatch(new RegExp(`^${layer} ${kernel} ${before} \\d+ % ${after} \\d+ %`));
  }
  expect(cells.at(-1)).toMatch(/^Total 1,674,432 100 % 363,712 100 % 78 %/);
});

test('the address carries both sides, style, size and view, and a sample picture', async ({
  compare,
  page,
}) => {
  await smallSamples(page);
  await compare.open(
    'left=compressed-uint8&leftOn=wasm&right=original-float16&rightBoldness=1&style=mondrian&size=256&view=difference&sample=sea',
  );
  await compare.isDone('left', 'right');
  await expect(compare.network('left')).toHaveValue('compressed-uint8');
  await expect(compare.executor('left')).toHaveValue('wasm');
  await expect(compare.network('right')).toHaveValue('original-float16');
  await expect(page.getByRole('radio', { name: 'Composition No. II' })).toBeChecked();
  await expect(page.getByTestId('difference')).toBeVisible();
  await page.getByRole('button', { name: /^Swap/ }).click();
  await expect(compare.network('left')).toHaveValue('original-float16');
  expect(page.url()).toContain('left=original-float16');
  expect(page.url()).toContain('leftBoldness=1');
  const strength = (side: string) =>
    page.getByRole('group', { name: `How the ${side} side is painted` }).getByRole('slider');
  await expect(strength('left')).toHaveValue('100');
  await expect(strength('right')).toHaveValue('50');
  await compare.show('Slider');
  await expect(page.locator('figcaption').first()).toHaveText('Original float16, boldness 100 %');
  expect(page.url()).toContain('sample=sea');
  const before = page.url();
  await page.getByRole('link', { name: 'Stylize' }).click();
  await page.goBack();
  expect(page.url()).toBe(before);
  await expect(compare.network('left')).toHaveValue('original-float16');
});

test('a page without a photo has none after a reload either', async ({ page }) => {
  await page.goto('./#/compare');
  await expect(page.getByText('Drop a photo, paste it, or choose one')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Drop a photo, paste it, or choose one')).toBeVisible();
});

test('going back to an address with a sample picture keeps the visitor’s own photo', async ({
  compare,
  stylize,
  page,
}) => {
  await smallSamples(page);
  await compare.open('size=256&sample=sea');
  await compare.isDone('left', 'right');
  await page.getByRole('link', { name: 'Stylize' }).click();
  await stylize.isDone(); // the sample is painted, so the page is ready
  await stylize.photo.setInputFiles(golden('photo.png'));
  await expect.poll(async () => (await stylize.painting()).width, { timeout: 60_000 }).toBe(48);
  await page.goBack();
  await expect
    .poll(async () => (await compare.painting('left')).width, { timeout: 60_000 })
    .toBe(48);
  await compare.isDone('left', 'right');
  expect((await compare.painting('left')).width).toBe(48);
  expect(page.url()).not.toContain('sample=');
});

test('one side fails and the other stays; a network that does not exist is named', async ({
  compare,
  page,
}) => {
  await compare.open('left=no-such-model&right=compressed-float16&size=256');
  await compare.photo.setInputFiles(golden('photo.png'));
  await compare.isDone('right');
  await expect(compare.side('left')).toHaveAttribute('data-state', 'failed');
  await expect(page.getByText('There is no network named “no-such-model”')).toBeVisible();
  await expect(compare.layers).toContainText('363,712');
  // Choosing the first network of the list works, too.
  await compare.network('left').selectOption('original-float32');
  await compare.isDone('left');
  await compare.network('left').selectOption('compressed-float16');
  await compare.isDone('left');
  expect(await compare.painting('left')).toEqual(await compare.painting('right'));
  await compare.show('Difference');
  await expect(page.getByText('The two paintings are the same picture')).toBeVisible();
});

test('“constructor” in the address is an unknown network like any other', async ({ compare }) => {
  await compare.open('left=constructor&right=compressed-float16&size=256');
  await compare.photo.setInputFiles(golden('photo.png'));
  await compare.isDone('right');
  await expect(compare.side('left')).toHaveAttribute('data-state', 'failed');
});

test('side by side, the Cancel button over a picture takes a mouse click', async ({
  compare,
  page,
}) => {
  let answer = () => {};
  const cancelled = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/weights.bin', async (route) => {
    await cancelled;
    await route.continue();
  });
  await compare.open('size=256&view=side-by-side&sample=landscape');
  // Until there is a painting, the photo is shown.
  await expect(page.locator('figure canvas').first()).toHaveAttribute('width', '960');
  await page
    .getByRole('button', { name: /^Cancel/ })
    .first()
    .click();
  answer();
  await expect(compare.side('left')).toHaveAttribute('data-state', 'empty');
});

test('files that are not reports are refused with the reason, and the page stays as it was', async ({
  compare,
  page,
}) => {
  await compare.paint(SIDES);
  for (const [text, sentence] of [
    ['{', /“a.json” is not a Brushlite report/],
    ['{"format":"brushlite-report","version":99}', /version 99/],
    ['{"format":"brushlite-report","version":1,"figures":{}}', /“a.json”.*damaged/],
  ] as const) {
    await compare.report.setInputFiles({
      name: 'a.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
    await expect(compare.notice).toHaveText(sentence);
    await page.getByRole('button', { name: 'Close this message' }).click();
  }
  await compare.isDone('left', 'right');
});

test('a report with times of 0 ms and very long names shows numbers and fits on a phone', async ({
  compare,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const odd = oddReport();
  await compare.open();
  await expect(page.getByText('Drop a photo, paste it')).toBeVisible();
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], 'odd.json'));
    document
      .querySelector('main')
      ?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, odd);
  await expect(page.getByText('report from another browser or machine')).toBeVisible();
  await expect(compare.layers).toBeAttached();
  expect(await page.locator('main').innerHTML()).not.toMatch(/NaN|Infinity|undefined/);
  await isAccessible(page);

  // A second one is looked at beside it.
  await compare.report.setInputFiles({
    name: 'second.json',
    mimeType: 'application/json',
    buffer: Buffer.from(odd),
  });
  await expect(compare.chapter('Two reports').getByRole('table')).toHaveCount(3);
  expect(await page.locator('main').innerHTML()).not.toMatch(/NaN|Infinity|undefined/);
  await isAccessible(page);
  await page.getByRole('button', { name: 'Close the second report' }).click();
  await expect(compare.layers).toBeAttached();
});

test('a report that Stylize refuses is opened here by a button', async ({ stylize, page }) => {
  await stylize.open();
  // What a file is, is known once the networks are.
  await expect(stylize.style('Udnie')).toBeAttached();
  const buffer = Buffer.from(oddReport());
  await stylize.drop([{ name: 'odd.json', mimeType: 'application/json', buffer }]);
  await page.getByRole('button', { name: 'Open on Compare' }).click();
  await expect(page.getByText('report from another browser or machine')).toBeVisible();
  await expect(stylize.notice).toBeEmpty();
});

test('the table of all models on a phone scrolls by the keyboard, and shows where there is more', async ({
  compare,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await compare.open('size=256&view=models');
  const speck = pngOf(24, 24, (x, y) => [10 * x, 10 * y, 90, 255]);
  await compare.photo.setInputFiles({ name: 'speck.png', mimeType: 'image/png', buffer: speck });
  const table = page.getByRole('region', { name: 'All models' });
  /** The edges at which the table fades out. */
  const fades = () =>
    table.evaluate((place) => {
      const isMasked = getComputedStyle(place).maskImage !== 'none';
      return ['left', 'right'].filter((edge) => isMasked && place.hasAttribute(`data-${edge}`));
    });
  await expect.poll(fades).toEqual(['right']);
  await table.focus();
  await expect
    .poll(async () => {
      await page.keyboard.press('ArrowRight');
      return table.evaluate((all) => all.scrollWidth - all.clientWidth - all.scrollLeft);
    })
    .toBeLessThan(1);
  await table.blur(); // with the focus it has an outline there
  await expect.poll(fades).toEqual(['left']);
});

test('all models: a row each, sorted by any column', async ({ compare, page }) => {
  test.slow();
  await compare.open('size=256&view=models');
  const speck = pngOf(24, 24, (x, y) => [10 * x, 10 * y, 90, 255]);
  await compare.photo.setInputFiles({ name: 'speck.png', mimeType: 'image/png', buffer: speck });
  await page.getByRole('button', { name: 'Run every model' }).click();
  const rows = page.locator('[data-testid^="model-"]');
  await expect(rows).toHaveCount(9);
  for (const row of await rows.all()) {
    await expect(row).toHaveAttribute('data-state', 'done', { timeout: 60_000 });
  }
  const header = page.getByRole('columnheader', { name: /Download/ });
  await header.getByRole('button').click();
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  await expect(rows.first()).toHaveAttribute('data-testid', 'model-tiny-uint8');
});

test('every engine: both networks on our kernels and on TensorFlow.js, and how they compare', async ({
  compare,
  page,
}) => {
  test.slow();
  await compare.paint('size=256');
  const workers = page.workers().length;
  await page.getByRole('button', { name: 'Measure every engine' }).click();
  await expect(page.getByRole('button', { name: 'Measure all again' })).toBeVisible({
    timeout: 120_000,
  });
  for (const model of ['original-float16', 'compressed-float16']) {
    const own = page.getByTestId(`engine-${model} on wasm`);
    await expect(own).toContainText(/Processor, \d+ threads?/);
    // A fast machine shows milliseconds with a decimal, a slow one seconds.
    await expect(own).toContainText(/[\d.]+ m?s to [\d.]+ m?s/);
    // Runs on a busy machine may vary too much for a factor.
    await expect(own).toContainText(/[\d.]+×|as fast|varies too much to tell/);
    await expect(page.getByTestId(`engine-${model} on tfjs-wasm`)).toContainText(
      'WebAssembly (TensorFlow.js)',
    );
  }
  // The test browser's GPUs are emulated.
  await expect(compare.chapter('Engines')).toContainText(
    'WebGL is left out: its GPU is emulated by the processor, which would take minutes.',
  );
  // Workers that only the table needed have ended, and start again when a side uses their engine.
  await expect.poll(() => page.workers().length).toBe(workers);
  await compare.executor('right').selectOption('tfjs-wasm');
  await compare.isDone('right');
  await expect(compare.side('right')).toHaveAttribute('data-executor', 'tfjs-wasm');
});

for (const [first, second] of [
  ['Latency', 'Engines'],
  ['Engines', 'Latency'],
] as const) {
  test(`${second} waits for its turn while ${first} is measured, and can be cancelled`, async ({
    compare,
    page,
  }) => {
    await gateWorkers(page);
    await smallSamples(page);
    await compare.open('size=256&sample=sea');
    await compare.isDone('left', 'right');
    await holdWorkers(page); // so that what is measured is not done too early
    const start = { Latency: 'Measure both', Engines: 'Measure every engine' };
    for (const chapter of [first, second]) {
      await page.getByRole('button', { name: start[chapter] }).click();
    }
    await expect(compare.chapter(first).getByRole('status')).toHaveText('Measuring');
    const waiting = compare.chapter(second).getByRole('status');
    await expect(waiting).toHaveText('Waiting for its turn');
    await compare.chapter(second).getByRole('button', { name: 'Cancel measuring' }).click();
    await expect(page.getByRole('button', { name: start[second] })).toBeVisible();
    await page.getByRole('button', { name: start[second] }).click();
    await expect(waiting).toHaveText('Waiting for its turn');
    await compare.chapter(first).getByRole('button', { name: 'Cancel measuring' }).click();
    // Ending takes a few messages, each once the one before is answered. Measuring takes many more.
    const status = async () => {
      await passToWorkers(page);
      return waiting.textContent();
    };
    await expect.poll(status).toBe('Measuring');
  });
}

test('a network without scores on held-out photos is named', async ({ compare, page }) => {
  await page.route('**/compressed-float16/card.json', async (route) => {
    const card: object = await (await route.fetch()).json();
    await route.fulfill({ json: { ...card, quality: null } });
  });
  await compare.paint(SIDES);
  const sentence = 'Compressed float16 has no scores: it was not measured on held-out photos.';
  await expect(compare.chapter('Quality')).toContainText(sentence);
  await expect(compare.chapter('Quality').getByRole('table')).toContainText('Mean of all styles');
  await compare.network('left').selectOption('compressed-float16');
  await compare.isDone('left');
  await expect(compare.chapter('Quality').getByRole('table')).toHaveCount(0);
});

test('the networks do not run on the page’s own thread while they are measured', async ({
  compare,
  page,
}) => {
  await compare.open(SIDES);
  await compare.photo.setInputFiles(
    await fileOf('public/samples/thumbs/landscape.jpg', 'image/jpeg'),
  );
  await compare.isDone('left', 'right');
  const watched = await watchThread(page);
  await page.getByRole('button', { name: 'Measure both' }).click();
  await expect(page.getByRole('button', { name: 'Measure again' })).toBeVisible({
    timeout: 90_000,
  });
  await expect(compare.chapter('Latency').getByRole('status')).toHaveText(/^Measured/);
  expect(await watched()).toEqual([]);
});

test('axe finds nothing on the Compare page, light and dark, 1440, 390 and 320 wide', async ({
  compare,
  page,
}) => {
  await compare.paint(SIDES);
  await expect(compare.layers).toBeVisible();
  for (const width of [1440, 390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    await test.step(`${width} wide`, () => isAccessibleInBothColours(page));
  }
});

test('with the keyboard only: choose a side’s network, swap, switch views, measure, cancel', async ({
  compare,
  page,
}) => {
  await gateWorkers(page);
  await compare.paint(SIDES);
  await compare.network('left').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(compare.network('left')).toHaveValue('original-float16');
  await tabTo(page, 'Swap', 60);
  await page.keyboard.press('Enter');
  await expect(compare.network('right')).toHaveValue('original-float16');
  await tabTo(page, 'Slider', 60);
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Side by side' })).toBeChecked();
  await compare.isDone('left', 'right');
  await tabTo(page, 'Measure both', 60);
  await holdWorkers(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Cancel measuring' })).toBeFocused();
  await page.keyboard.press('Enter');
  await passToWorkers(page);
  await expect(page.getByRole('button', { name: 'Measure both' })).toBeFocused();
});

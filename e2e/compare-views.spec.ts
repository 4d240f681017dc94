/** The two paintings of Compare: side by side, under a divider, or their difference; zoomed together, with their names. */
import { SIDES } from './support/compare.ts';
import { pngOf } from './support/page.ts';
import { expect, test } from './support/test.ts';
import { gateWorkers, messagesOf } from './support/workers.ts';

test('views switch at once without painting again, and the divider follows the keys', async ({
  compare,
  page,
}) => {
  await gateWorkers(page);
  await compare.paint(SIDES);
  const before = await compare.painting('left');
  await compare.divider.focus();
  await page.keyboard.press('End');
  await expect(compare.divider).toHaveValue('100');
  await page.keyboard.press('Home');
  await expect(compare.divider).toHaveValue('0');

  await expect(page.getByTestId('difference')).toHaveAttribute('data-state', 'done');
  const messages = await messagesOf(page);
  for (const [view, id] of [
    ['Side by side', 'side-by-side'],
    ['Difference', 'difference'],
    ['Slider', 'split'],
    ['Side by side', 'side-by-side'],
    ['Slider', 'split'],
  ] as const) {
    const option = page
      .getByRole('radiogroup', { name: 'View' })
      .getByRole('radio', { name: view });
    // Nothing is waited for: the new view is there before the browser runs its next task.
    const shown = await option.evaluate(async (input: HTMLInputElement) => {
      input.click();
      await Promise.resolve(); // React renders after the event, before the next task
      void document.body.offsetHeight; // style and layout, too
      const map = document.querySelector('[data-testid=difference]');
      return {
        view: map?.closest<HTMLElement>('[data-view]')?.dataset['view'],
        map: map?.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
      };
    });
    expect(shown).toEqual({ view: id, map: view === 'Difference' });
    await expect(option).toBeChecked();
    await compare.isDone('left', 'right');
  }
  expect(await messagesOf(page)).toEqual(messages); // nothing was painted or compared
  expect(await compare.painting('left')).toEqual(before);
});

test('both pictures zoom together in every view, to exactly 100 %', async ({ compare, page }) => {
  await compare.paint(SIDES);
  const boxes = async () => {
    const left = await compare.side('left').locator('canvas').boundingBox();
    const right = await compare.side('right').locator('canvas').boundingBox();
    if (!left || !right) throw new Error('There is no picture.');
    return [left, right] as const;
  };
  const widths = async () => (await boxes()).map(({ width }) => width);
  const areTogether = async () => {
    const [left, right] = await boxes();
    expect(left).toEqual(right);
  };
  const fitted = (await boxes())[0];
  const middle = { x: fitted.x + fitted.width / 2, y: fitted.y + fitted.height / 2 };

  // In the slider view: the wheel once the picture was clicked, and a double click for all of it.
  await page.mouse.click(fitted.x + fitted.width / 4, fitted.y + 10);
  await expect.poll(async () => Number(await compare.divider.inputValue())).toBeCloseTo(25, 0);
  await page.mouse.wheel(0, -300);
  await expect.poll(async () => (await widths())[0]).toBeGreaterThan(1.9 * fitted.width);
  await areTogether();
  // What is dragged now is the picture, and the divider stays.
  const before = (await boxes())[0];
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x + 30, middle.y + 20, { steps: 3 });
  await page.mouse.up();
  await expect.poll(async () => (await boxes())[0].x - before.x).toBeCloseTo(30, 0);
  await areTogether();
  expect(Number(await compare.divider.inputValue())).toBeCloseTo(25, 0);
  // Keys: with Shift an arrow moves the picture, without it the divider.
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(async () => (await boxes())[0].x - before.x).toBeCloseTo(70, 0);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(async () => Number(await compare.divider.inputValue())).toBeCloseTo(23, 0);
  await page.mouse.dblclick(middle.x, middle.y);
  await expect.poll(widths).toEqual([fitted.width, fitted.width]);

  await page.getByRole('button', { name: '100 %' }).click();
  await expect.poll(widths).toEqual([48, 48]);
  await compare.show('Side by side');
  await expect.poll(widths).toEqual([48, 48]);
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(widths).toEqual([60, 60]);
  await compare.show('Difference');
  const map = page.getByTestId('difference').locator('canvas');
  await expect.poll(async () => (await map.boundingBox())?.width).toBe(60);
});

test('the names lie within a narrow frame, as of a portrait on a small phone on its side', async ({
  compare,
  page,
}) => {
  await page.setViewportSize({ width: 568, height: 320 });
  await compare.open('left=compressed-float32&right=compressed-float16&size=256');
  const tall = pngOf(60, 120, (x, y) => [4 * x, 2 * y, 90, 255]);
  await compare.photo.setInputFiles({ name: 'tall.png', mimeType: 'image/png', buffer: tall });
  await compare.isDone('left', 'right');
  for (const view of ['Slider', 'Side by side']) {
    await compare.show(view);
    for (const side of ['left', 'right'] as const) {
      const figure = page.locator('figure').filter({ has: compare.side(side) });
      const inside = await figure.evaluate((element) => {
        const [name, frame] = ['figcaption', '[data-frame]'].map((what) =>
          element.querySelector(what),
        );
        if (!name || !frame) throw new Error('no name or no frame');
        const text = document.createRange();
        text.selectNodeContents(name);
        const [inner, badge, outer] = [text, name, frame].map((part) =>
          part.getBoundingClientRect(),
        );
        const isIn = (a: DOMRect | undefined, b: DOMRect | undefined) =>
          a !== undefined && b !== undefined && a.left >= b.left && a.right <= b.right;
        return { text: isIn(inner, badge), badge: isIn(badge, outer) };
      });
      expect(inside, view).toMatchObject({ text: true, badge: true });
    }
  }
});

test('both names stand beside a narrow picture on a phone on its side', async ({
  compare,
  page,
}) => {
  await page.setViewportSize({ width: 844, height: 390 });
  await compare.open('size=64');
  const buffer = pngOf(36, 64, (x, y) => [200, (5 * x) % 256, (5 * y) % 256, 255]);
  await compare.photo.setInputFiles({ name: 'tall.png', mimeType: 'image/png', buffer });
  await compare.isDone('left', 'right');
  const frame = page.locator('[data-frame]').first();
  await frame.scrollIntoViewIfNeeded();
  const names = page.locator('figcaption.chip');
  await expect(names).toHaveText(['Original float16', 'Compressed float16']);
  for (const name of await names.all()) await expect(name).toBeInViewport({ ratio: 1 });
  const [left, right] = await names.evaluateAll((all) =>
    all.map((name) => name.getBoundingClientRect().toJSON() as DOMRect),
  );
  const { x, width } = (await frame.boundingBox()) ?? { x: Number.NaN, width: Number.NaN };
  expect(left?.right).toBeLessThan(x);
  expect(right?.left).toBeGreaterThan(x + width);
});

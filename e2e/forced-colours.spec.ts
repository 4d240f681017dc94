/** Forced colours (Windows' contrast themes) take away backgrounds and shadows: controls still show their state. */
import type { Locator } from '@playwright/test';
import { golden } from './support/page.ts';
import { expect, test } from './support/test.ts';

test('in forced colours every kind of control shows its state, and reduced motion moves nothing', async ({
  stylize,
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await stylize.paint('?executor=wasm');
  await stylize.photo.setInputFiles(golden('odd.png'));
  await expect.poll(() => stylize.size()).toEqual([45, 38]);
  await stylize.isDone();
  // The tiles of the styles show the photo, and then stay as they are.
  const styles = page.getByRole('radiogroup', { name: 'Style' });
  await expect(styles.locator('canvas')).toHaveCount(await styles.getByRole('radio').count());

  /** What a control looks like by itself: without the pointer on it and without the focus. */
  const look = async (control: Locator) => {
    await page.mouse.move(0, 0);
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    return control.screenshot({ animations: 'disabled' });
  };
  const labelOf = (input: Locator) => input.locator('xpath=ancestor::label');
  const changes = async (name: string, control: Locator, change: () => Promise<void>) => {
    const before = await look(control);
    expect((await look(control)).equals(before), `${name} looks the same twice`).toBe(true);
    await change();
    expect((await look(control)).equals(before), `${name} shows its state`).toBe(false);
  };

  await changes('a style', labelOf(stylize.style('Udnie')), async () => {
    await stylize.choose(stylize.style('Udnie'));
    await stylize.isDone();
  });
  const original = page.getByRole('radio', { name: 'Original' });
  await changes('a network', labelOf(original), async () => {
    await stylize.choose(original);
    await stylize.isDone();
  });
  const colours = page.getByRole('switch', { name: 'Keep my colours' });
  await changes('a switch', labelOf(colours).or(colours).first(), async () => {
    await colours.click({ force: true });
    await stylize.isDone();
  });
  const boldness = page.getByRole('slider', { name: 'Boldness' });
  await changes('a slider', boldness, async () => {
    await boldness.fill('90');
    await stylize.isDone();
  });
  const undo = page.getByRole('button', { name: 'Undo' });
  await expect(undo).toBeEnabled();
  await changes('a button that can’t be pressed', undo, async () => {
    while (await undo.isEnabled()) await undo.click();
  });

  await page.getByRole('button', { name: 'About' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  const moving = await page.evaluate(() =>
    document.getAnimations().filter(({ effect }) => Number(effect?.getTiming().duration) > 100),
  );
  expect(moving).toEqual([]);
});

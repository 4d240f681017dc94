/** A browser that translates the page puts a <font> in the place of each text, and goes on to do so with new text. */
import type { Page } from '@playwright/test';
import { withCamera } from './support/live.ts';
import { golden } from './support/page.ts';
import { expect, test } from './support/test.ts';
import { movingSquare } from './support/y4m.ts';

test.use({ launchOptions: await withCamera(movingSquare('test-results/films/square.y4m')) });

/** As browsers do, but for the other language: what the page says can still be read. */
const translate = (page: Page) =>
  page.evaluate(() => {
    const replace = (root: Node) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      if (root instanceof Text) texts.push(root);
      for (const text of texts) {
        const { parentElement: parent } = text;
        if (!parent || !/\S/.test(text.data) || parent.closest('font, script, style, option'))
          continue;
        const [outer, inner] = [document.createElement('font'), document.createElement('font')];
        inner.textContent = text.data;
        outer.append(inner);
        text.replaceWith(outer);
      }
    };
    new MutationObserver((changes) => {
      for (const { addedNodes, target, type } of changes) {
        if (type === 'characterData') replace(target);
        addedNodes.forEach((node) => node.isConnected && replace(node));
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    replace(document.body);
    // So that a failure names the text.
    const remove = Node.prototype.removeChild;
    Node.prototype.removeChild = function <T extends Node>(child: T): T {
      if (child.parentNode === this) return remove.call(this, child) as T;
      throw new Error(`“${child.textContent}” wants an element of its own`);
    };
    return document.querySelectorAll('font').length;
  });

test('every control of a translated page works, and what changes is shown', async ({
  stylize,
  live,
  compare,
  page,
}) => {
  test.setTimeout(75_000);
  await stylize.paint('?executor=wasm');
  await stylize.openDetails();
  expect(await translate(page)).toBeGreaterThan(50);

  await stylize.choose(stylize.style('Udnie'));
  await stylize.isDone();
  await expect(page.getByText('Udnie', { exact: true }).nth(1)).toBeVisible(); // the caption, too
  await stylize.choose(stylize.model('Original'));
  await stylize.isDone();
  await expect(page.getByText(/with the original network/i)).toHaveCount(1); // and the details
  await expect(page.getByText(/with the compressed network/i)).toHaveCount(0);
  await page.getByRole('slider', { name: 'Strength' }).fill('60');
  await page.getByRole('switch', { name: /colours/i }).check({ force: true });
  await page.getByRole('button', { name: 'Mask' }).click();
  await page.getByRole('button', { name: 'Invert' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: /^Crop/ }).click();
  await page.getByRole('button', { name: 'Turn right' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await stylize.isDone();
  await stylize.slider.fill('30');
  await page.getByRole('button', { name: 'About Brushlite' }).click();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Your own style' }).click();
  await page.getByRole('button', { name: 'Close' }).first().click();
  await stylize.photo.setInputFiles([golden('photo.png'), golden('odd.png')]);
  await page.getByRole('button', { name: /^Paint \d/ }).click();
  await expect(page.getByRole('button', { name: /^Download all/ })).toBeEnabled({
    timeout: 90_000,
  });

  await page.getByRole('link', { name: 'Live' }).click();
  await live.start();
  await live.button('Record').click({ timeout: 90_000 });
  await live.button(/Stop recording/).click();
  await expect(live.button(/Download recording/)).toBeVisible();
  await live.button('Full screen').click();
  await live.button('Leave full screen').click();
  await page.getByRole('radio', { name: 'Split' }).check({ force: true });
  await live.button('Stop').click();
  await expect(page.getByText('Stopped').first()).toBeVisible();

  await page.getByRole('link', { name: 'Compare' }).click();
  await compare.isDone('left', 'right');
  for (const view of ['Slider', 'Difference', 'All models']) await compare.show(view);
  await page
    .getByRole('button', { name: /^(Measure both|Measure)/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Cancel' }).first().click();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('简体中文');
  await expect(page.getByRole('heading', { name: '逐层对比' })).toBeVisible();
  await page.getByRole('link', { name: '照片', exact: true }).click();
  await expect(page.getByRole('button', { name: '下载' }).first()).toBeVisible();
});

/** On the Compare page, too, the focus goes on where something that had it goes away. */
import { smallSamples } from './support/page.ts';
import { oddReport } from './support/report.ts';
import { expect, test } from './support/test.ts';

test('a sample that is chosen keeps the focus, and on a page without a photo the title has it', async ({
  compare,
  page,
}) => {
  await smallSamples(page);
  await page.goto('./?executor=wasm#/compare');
  const sample = (name: string) => page.getByRole('button', { name, exact: true });
  await sample('Landscape').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Two networks, one picture' })).toBeFocused();
  await compare.isDone('left', 'right');
  await sample('Sea').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/sample=sea/);
  await compare.isDone('left', 'right');
  await expect(sample('Sea')).toBeFocused();
});

test('a link to a comparison that is only opened puts the focus nowhere, so that nothing is framed', async ({
  page,
}) => {
  await smallSamples(page);
  // The page tells it by itself: a question from outside counts as the visitor's doing.
  await page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector('[data-testid=side-left][data-state=done]')) return;
      observer.disconnect();
      // oxlint-disable-next-line no-console -- it is read below
      console.log(`${navigator.userActivation.hasBeenActive} ${document.activeElement?.tagName}`);
    });
    observer.observe(document, { attributes: true, childList: true, subtree: true });
  });
  const told = page.waitForEvent('console', (message) => /BODY|H1/.test(message.text()));
  await page.goto(
    './?executor=wasm#/compare?sample=sea&left=tiny-float16&right=tiny-uint8&size=64',
  );
  expect((await told).text()).toBe('false BODY');
});

test('after a report is closed the focus is on the button that opens one, or on the title', async ({
  compare,
  page,
}) => {
  await smallSamples(page);
  const report = {
    name: 'odd.json',
    mimeType: 'application/json',
    buffer: Buffer.from(oddReport()),
  };
  const close = page.getByRole('button', { name: 'Close the report' });
  const closeSecond = page.getByRole('button', { name: 'Close the second report' });
  await compare.open();
  await compare.report.setInputFiles(report);
  await expect(close).toBeFocused();
  await page.getByRole('button', { name: 'Open a second report' }).focus();
  await compare.report.setInputFiles(report);
  await expect(closeSecond).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Open a second report' })).toBeFocused();
  await close.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Open a report' })).toBeFocused();

  await page.getByRole('button', { name: 'Landscape', exact: true }).click();
  await compare.isDone('left', 'right');
  await compare.report.setInputFiles(report);
  await expect(close).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Two networks, one picture' })).toBeFocused();
});

test('“Copied” goes with the next action', async ({ compare, page, context }) => {
  await context.grantPermissions(['clipboard-write']);
  await compare.paint('left=original-float16&right=compressed-float16&size=64');
  const report = compare.chapter('Report');
  await report.getByRole('button', { name: 'Copy as Markdown' }).click();
  await expect(report.getByRole('status')).toHaveText('Copied');
  const download = page.waitForEvent('download');
  await report.getByRole('button', { name: 'Download as JSON' }).click();
  await download;
  await expect(report.getByRole('status')).toBeEmpty();
});

/** What stays where it is on the Live page: the picture while another page is shown, buttons while one is pressed. */
import type { Page } from '@playwright/test';
import { expect, test } from './support/test.ts';

/** Run before the page's own scripts: a camera with a wide picture. */
function wideCamera() {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [160, 80];
  let frame = 0;
  setInterval(() => {
    const brush = canvas.getContext('2d');
    if (!brush) return;
    brush.fillStyle = `hsl(${(frame += 5) % 360} 70% 50%)`;
    brush.fillRect(frame % 160, 0, 40, 80);
  }, 40);
  navigator.mediaDevices.getUserMedia = async () => canvas.captureStream();
}

/** @returns where elements are */
async function places(page: Page, names: readonly string[]) {
  const boxes = names.map(async (name) => {
    const button = page.getByRole('button', { name, exact: true });
    const place = await button
      .or(page.getByRole('radiogroup', { name, exact: true }))
      .boundingBox();
    return { name, x: place?.x, y: place?.y };
  });
  return Promise.all(boxes);
}

test.beforeEach(({ page }) => page.addInitScript(wideCamera));

test('after another page the picture has its shape, its parts and its recording', async ({
  live,
  page,
}) => {
  test.slow();
  await live.run();
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Split').click();
  const divider = page.getByRole('slider', { name: 'Compressed and camera' });
  await expect(divider).toBeVisible({ timeout: 60_000 });
  await live.button('Record').click();
  await expect(live.button('Stop recording')).toBeVisible();
  await page.getByRole('link', { name: 'Stylize' }).click();
  await expect(live.notice).toContainText('when you left the page Live');
  await page.getByRole('link', { name: 'Live' }).click();
  await expect(page.getByText('Stopped')).toBeVisible();
  // The page shows what the notice said.
  await expect(live.button(/^Download recording/)).toBeVisible({ timeout: 30_000 });
  await expect(live.notice.filter({ hasText: 'when you left' })).toHaveCount(0);
  const box = await live.screen.boundingBox();
  expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(2, 1);
  await expect(divider).toBeVisible();
  await expect(page.locator('p').filter({ hasText: /^Original$/ })).toBeVisible();
});

for (const [name, viewport] of [
  ['a small laptop', { width: 1280, height: 720 }],
  ['a phone', { width: 390, height: 844 }],
] as const) {
  test.describe(`on the screen of ${name}`, () => {
    test.use({ viewport });

    test('no button moves while one records, or after', async ({ live, page }) => {
      await live.run();
      const names = ['Stop', 'Snapshot', 'View', 'Full screen'];
      const before = await places(page, names);
      for (const { y } of before) expect(y).toBeGreaterThan(0);
      await live.button('Record').click();
      await expect(live.button(/Stop recording.* [kM]B/)).toBeVisible();
      expect(await places(page, names)).toEqual(before);
      // With its longest text, too. In one go, as the page writes the time again and again.
      const view = page.getByRole('radiogroup', { name: 'View' });
      const figures = page.getByText(/^\d+:\d\d · [\d.]+ [kM]B$/);
      const [short, long] = await figures.evaluate(
        (text, group) => {
          const top = () => group?.getBoundingClientRect().top;
          const first = top();
          text.textContent = '59:59 · 99.9 MB';
          return [first, top()];
        },
        await view.elementHandle(),
      );
      expect(long).toBe(short);
      await live.button(/Stop recording/).click();
      await expect(live.button(/^Download recording/)).toBeVisible({ timeout: 30_000 });
      expect(await places(page, names)).toEqual(before);
    });
  });
}

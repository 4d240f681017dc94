/** A browser that gives the page no room at all, as some private windows and full disks do. */
import { differenceTo, golden, pngOf, TOLERANCE } from './support/page.ts';
import { expect, test } from './support/test.ts';

test.use({ serviceWorkers: 'allow' });

test('nothing is kept, everything works, and what will be missing is said', async ({
  stylize,
  page,
  context,
  baseURL,
}) => {
  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', {
    origin: new URL(baseURL ?? '').origin,
    quotaSize: 1, // byte; to Chromium 0 means no limit
  });
  await stylize.paint('?executor=wasm');
  const off = await differenceTo(
    await stylize.painting(),
    'compressed-float16-starry-night-photo.f32',
  );
  expect(off).toBeLessThan(TOLERANCE.float16);
  await expect(stylize.notice.filter({ hasText: /\S/ })).toHaveCount(0);
  const buffer = pngOf(24, 16, (x, y) => [10 * x, 9 * y, 80, 255]);
  const file = (name: string) => ({ name, mimeType: 'image/png', buffer });
  await stylize.photo.setInputFiles([file('a.png'), file('b.png')]);
  await expect(stylize.notice).toContainText(
    'This browser has no room to keep “a.png” and “b.png”',
  );
  await page.getByRole('button', { name: 'Paint 2 photos' }).click();
  await expect(page.getByRole('group', { name: 'Queue' }).getByRole('status')).toHaveText(
    '2 of 2 done',
  );
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await stylize.photo.setInputFiles(golden('photo.png'));
  await stylize.isDone();
});

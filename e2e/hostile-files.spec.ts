/** Picture files that were changed at random, through the browser's own decoders. `npm run test:long` tries many more. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { hostileBytes, tries, tryEach } from '../src/browser/testing/hostile.ts';
import { animatedGif, exifJpeg } from './support/files.ts';
import { differenceTo, golden, TOLERANCE } from './support/page.ts';
import { expect, test } from './support/test.ts';

const FILES = 24;

/** Files that are right, of each kind that the browser writes, and of some that it only reads. */
async function rightFiles(page: Page): Promise<Buffer[]> {
  const texts = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(40, 30);
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    for (let x = 0; x < 40; x++) {
      context.fillStyle = `hsl(${9 * x} 70% 50%)`;
      context.fillRect(x, 0, 1, 30);
    }
    const types = ['image/png', 'image/jpeg', 'image/webp'];
    return Promise.all(
      types.map(async (type) => {
        const blob = await canvas.convertToBlob({ type });
        const bytes = new Uint8Array(await blob.arrayBuffer());
        return btoa(String.fromCharCode(...bytes));
      }),
    );
  });
  const made = texts.map((text) => Buffer.from(text, 'base64'));
  return [
    ...made,
    exifJpeg(made[1] as Buffer, 6),
    animatedGif(8, 6, [
      [255, 0, 0],
      [0, 0, 255],
    ]),
    await readFile(golden('odd.png')),
    await readFile(golden('photo.heic')),
  ];
}

test('each opens or has a sentence within ten seconds, and the next photo is painted as ever', async ({
  stylize,
  page,
}) => {
  test.setTimeout(60_000 + 10_000 * tries(FILES));
  await stylize.open('?executor=wasm');
  const right = (await rightFiles(page)).map((file) => new Uint8Array(file));
  const seen = { opened: 0, refused: 0 };
  const tried = await tryEach(FILES, async (random, seed) => {
    const name = `seed-${seed}.png`;
    const buffer = Buffer.from(hostileBytes(right, random));
    await stylize.photo.setInputFiles({ name, mimeType: 'image/png', buffer });
    const opened = page.getByRole('heading', { name: new RegExp(`^seed-${seed}\\.png`) });
    const told = stylize.notice.filter({ hasText: /\w/ });
    await expect(opened.or(told).first()).toBeAttached({ timeout: 10_000 });
    if ((await opened.count()) > 0) seen.opened++;
    else seen.refused++;
  });
  test.info().annotations.push({ type: 'tried', description: JSON.stringify(tried) });
  console.log(`${tried.count} files: ${seen.opened} opened, ${seen.refused} refused`);
  expect(Math.min(seen.opened, seen.refused)).toBeGreaterThan(0);
  await stylize.photo.setInputFiles(golden('photo.png'));
  await expect(page.getByRole('heading', { name: /^photo\.png/ })).toBeAttached();
  await stylize.isDone();
  const off = await differenceTo(
    await stylize.painting(),
    'compressed-float16-starry-night-photo.f32',
  );
  expect(off).toBeLessThan(TOLERANCE.float16);
});

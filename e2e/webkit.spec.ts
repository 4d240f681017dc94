/** WebKit, by its GTK browser: that the page opens, paints, writes a film and compares. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { hasH264 } from '../scripts/webkit.mjs';
import { inspectFilm, makeFilm } from './support/film.ts';
import { differenceTo, golden, pngOf, TOLERANCE } from './support/page.ts';
import { expect, test } from './support/test.ts';
import { FRAMES, inWebKit, PATIENCE, type WebKit } from './support/webkit.ts';

const canvasOf = (selector: string) => `${selector} canvas`;

test('WebKit paints as PyTorch does, writes a film, and compares', async ({ page, baseURL }) => {
  test.setTimeout(PATIENCE);
  await inWebKit((webkit) => useAll(webkit, page, `${baseURL}/?executor=wasm`));
});

async function useAll(webkit: WebKit, page: Page, address: string) {
  await webkit.resize(1200, 900);
  await webkit.open(address);
  await webkit.choose('Photo', {
    name: 'photo.png',
    mimeType: 'image/png',
    buffer: await readFile(golden('photo.png')),
  });
  await webkit.appears('[data-testid=result][data-state=done]');
  // Not TensorFlow.js' in their place: they do not start where WebKit runs the worker's script a second time.
  const paintedBy = await webkit.run(
    () => document.querySelector<HTMLElement>('[data-testid=result]')?.dataset['executor'],
  );
  expect(paintedBy).toBe('wasm');
  const pixels = await webkit.run((selector) => {
    const canvas = document.querySelector<HTMLCanvasElement>(selector);
    if (!canvas) throw new Error('there is no painting');
    const { width, height } = canvas;
    const data = canvas.getContext('2d')?.getImageData(0, 0, width, height).data;
    return { width, height, data: [...(data ?? [])] };
  }, canvasOf('[data-testid=result]'));
  const off = await differenceTo(pixels, 'compressed-float16-starry-night-photo.f32');
  expect(off).toBeLessThan(TOLERANCE.float16);

  // A cut-out has its transparency a moment after it is painted.
  const buffer = pngOf(96, 64, (x, y) => [x, 120, 3 * y, x < 48 ? 0 : 255]);
  await webkit.choose('Photo', { name: 'cut.png', mimeType: 'image/png', buffer });
  const alphas = () =>
    webkit.run((selector) => {
      const canvas = document.querySelector<HTMLCanvasElement>(selector);
      const data = canvas?.getContext('2d')?.getImageData(0, 0, 96, 64).data ?? [];
      return [...new Set([data[3], data[4 * 95 + 3]])];
    }, canvasOf('[data-testid=result]'));
  await expect.poll(alphas, { timeout: 120_000 }).toEqual([0, 255]);

  // The windows of these tests are private, where WebKit keeps bytes and no files: the photo is there after a reload.
  const isKept = () => webkit.run(isPhotoKept, 'cut.png');
  await expect.poll(isKept, { timeout: 60_000 }).toBe(true);
  await webkit.open('about:blank');
  await webkit.open(address);
  await webkit.appears('[data-testid=result][data-state=done]');
  const title = () => webkit.run(() => document.querySelector('h1')?.textContent);
  await expect.poll(title).toBe('cut.png, painted');

  // Without memory that threads share it paints on one, and says so.
  const threads = await webkit.run(() => ({
    shared: typeof SharedArrayBuffer === 'function' && crossOriginIsolated,
    said: document.querySelector('main')?.textContent.match(/Processor, (\d+) threads?/)?.[1],
  }));
  if (!threads.shared) expect(threads.said).toBe('1');

  await webkit.click('Live');
  await page.goto('./'); // VideoEncoder wants a secure address
  await webkit.choose('Video', await makeFilm(page, FRAMES));
  await webkit.click('Paint the whole film');
  await webkit.run(() => {
    const known = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      Object.assign(window, { saved: blob });
      return known(blob);
    };
  });
  await webkit.click('Download');
  const film = await webkit.run(async () => {
    const { saved } = window as unknown as { saved: Blob };
    const bytes = new Uint8Array(await saved.arrayBuffer());
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return { type: saved.type, text: btoa(text) };
  });
  expect(film.type).toContain(hasH264() ? 'mp4' : 'webm');
  const found = await inspectFilm(Buffer.from(film.text, 'base64'));
  expect(found.frames).toBe(FRAMES);

  await webkit.click('Compare');
  for (const side of ['left', 'right'])
    await webkit.appears(`[data-testid=side-${side}][data-state=done]`);
}

/** Runs in the page: whether its database has the open photo of this name. */
async function isPhotoKept(wanted: string): Promise<boolean> {
  const known = await indexedDB.databases();
  if (!known.some(({ name }) => name === 'brushlite')) return false; // to open it would make an empty one
  const opening = indexedDB.open('brushlite');
  await new Promise((resolve) => (opening.onsuccess = resolve));
  const kept: IDBRequest<unknown[]> = opening.result
    .transaction('photos')
    .objectStore('photos')
    .getAll();
  await new Promise((resolve) => (kept.onsuccess = resolve));
  opening.result.close();
  return kept.result.some((one) => {
    const { name, plain } = one as { name?: string; plain?: { name?: string } };
    return (plain?.name ?? name) === wanted;
  });
}

/** WebKit: no canvas goes blank where the window is made wider or narrower. What the screen shows is looked at. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { makeFilm } from '../support/film.ts';
import { golden } from '../support/page.ts';
import { expect, test } from '../support/test.ts';
import { FRAMES, inWebKit, PATIENCE, type WebKit } from '../support/webkit.ts';

/** From the widest layout to the narrowest and back, over each width and height where it changes. */
const WINDOWS = [
  ...[1000, 900, 700, 600, 450, 600, 900].map((width) => [width, 900] as const),
  [1200, 500],
  [1200, 900],
] as const;

/** Samples of each half of a canvas, both ways. */
const SAMPLES = 20;
/** Of the samples of a picture no more than this have one colour; of what is blank more have. */
const MOST = 0.6;

/** @returns of the left and of the right half of each canvas on the screen, the share of its most frequent colour */
async function shares(webkit: WebKit): Promise<number[]> {
  const places = await webkit.run(() => {
    const canvases = [...document.querySelectorAll('main canvas')].filter(
      (canvas) =>
        getComputedStyle(canvas).visibility === 'visible' && !canvas.closest('[role=radiogroup]'), // not a style's tile
    );
    canvases[0]?.scrollIntoView({ block: 'center', behavior: 'instant' });
    const bar = outerHeight - innerHeight; // of the browser, above the page
    return canvases.map((canvas) => {
      const { x, y, width, height } = canvas.getBoundingClientRect();
      const [top, bottom] = [Math.max(0, y), Math.min(innerHeight, y + height)];
      return { x, y: top + bar, width: width / 2, height: bottom - top };
    });
  });
  const screen = webkit.screen();
  const halves = places.flatMap((left) => [left, { ...left, x: left.x + left.width }]);
  return halves.map(({ x, y, width, height }) => {
    if (height <= 0) return 1; // it is not in the window (yet)
    const counts = new Map<number, number>();
    for (let at = 0; at < SAMPLES ** 2; at++) {
      const right = ((at % SAMPLES) + 0.5) / SAMPLES;
      const down = (Math.floor(at / SAMPLES) + 0.5) / SAMPLES;
      const colour = screen.at(Math.floor(x + right * width), Math.floor(y + down * height));
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    return Math.max(...counts.values()) / SAMPLES ** 2;
  });
}

/** How many canvases are to be seen, and whether each shows a picture in both halves. */
const seen = async (webkit: WebKit) => {
  const found = await shares(webkit);
  return [found.length / 2, found.every((share) => share <= MOST)];
};

async function staysAtAllSizes(webkit: WebKit, what: string, canvases: number) {
  await expect.poll(() => seen(webkit), what).toEqual([canvases, true]);
  for (const [width, height] of WINDOWS) {
    await webkit.resize(width, height);
    await expect
      .poll(() => seen(webkit), `${what}, ${width} x ${height}`)
      .toEqual([canvases, true]);
  }
}

test('in WebKit a window of any size shows the pictures', async ({ page, baseURL }) => {
  test.setTimeout(PATIENCE);
  await inWebKit((webkit) => lookAtAllSizes(webkit, page, `${baseURL}/`));
});

async function lookAtAllSizes(webkit: WebKit, page: Page, address: string) {
  await webkit.resize(1200, 900);
  await webkit.open(address);
  const buffer = await readFile(golden('photo.png'));
  await webkit.choose('Photo', { name: 'photo.png', mimeType: 'image/png', buffer });
  await webkit.appears('[data-testid=result][data-state=done]');
  await staysAtAllSizes(webkit, 'Stylize', 2);

  await webkit.click('Compare');
  for (const side of ['left', 'right'])
    await webkit.appears(`[data-testid=side-${side}][data-state=done]`);
  await webkit.click('Slider');
  await webkit.appears('[data-view=split]');
  await staysAtAllSizes(webkit, 'Compare, slider', 2);
  await webkit.click('Side by side');
  await webkit.appears('[data-view=side-by-side]');
  await staysAtAllSizes(webkit, 'Compare, side by side', 2);

  await webkit.click('Live');
  await page.goto('./'); // VideoEncoder wants a secure address
  await webkit.choose('Video', await makeFilm(page, FRAMES, { colourful: true }));
  await staysAtAllSizes(webkit, 'Live', 1);
  await webkit.click('Split');
  await webkit.appears('[aria-label="Original and Compressed"]');
  await staysAtAllSizes(webkit, 'Live, split', 1);

  // A canvas that is empty is seen.
  await webkit.run(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('main canvas');
    if (canvas) canvas.style.opacity = '0';
  });
  await expect.poll(() => seen(webkit)).toEqual([1, false]);
}

/** WebKit: no canvas goes blank where the window is made wider or narrower. What the screen shows is looked at. */
import { readFile } from 'node:fs/promises';
import { makeFilm } from '../support/film.ts';
import { golden } from '../support/page.ts';
import { expect, test } from '../support/test.ts';
import { PATIENCE, WebKit } from '../support/webkit.ts';

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

let webkit: WebKit;

test.beforeAll(async () => {
  test.setTimeout(PATIENCE);
  webkit = await WebKit.start();
});
test.afterAll(() => webkit?.close());

/** @returns of the left and of the right half of each canvas on the screen, the share of its most frequent colour */
async function shares(): Promise<number[]> {
  const places = await webkit.run(async () => {
    const canvases = [...document.querySelectorAll('main canvas')].filter(
      (canvas) => getComputedStyle(canvas).visibility === 'visible',
    );
    canvases[0]?.scrollIntoView({ block: 'center' });
    for (let frame = 0; frame < 3; frame++)
      await new Promise((resolve) => requestAnimationFrame(resolve));
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
const seen = async () => {
  const found = await shares();
  return [found.length / 2, found.every((share) => share <= MOST)];
};

async function staysAtAllSizes(what: string, canvases: number) {
  await expect.poll(seen, what).toEqual([canvases, true]);
  for (const [width, height] of WINDOWS) {
    await webkit.resize(width, height);
    await webkit.run(async (wanted) => {
      while (outerWidth !== wanted) await new Promise((resolve) => setTimeout(resolve, 50));
    }, width);
    await expect.poll(seen, `${what}, ${width} x ${height}`).toEqual([canvases, true]);
  }
}

test('in WebKit a window of any size shows the pictures', async ({ page, baseURL }) => {
  test.setTimeout(PATIENCE);
  const annotation = { type: 'browser', description: `WebKitGTK ${webkit.version}` };
  test.info().annotations.push(annotation);
  await webkit.resize(1200, 900);
  await webkit.open(`${baseURL}/`);
  const buffer = await readFile(golden('photo.png'));
  await webkit.choose('Photo', { name: 'photo.png', mimeType: 'image/png', buffer });
  await webkit.appears('[data-testid=result][data-state=done]');
  await staysAtAllSizes('Stylize', 2);

  await webkit.click('Compare');
  for (const side of ['left', 'right'])
    await webkit.appears(`[data-testid=side-${side}][data-state=done]`);
  await webkit.click('Slider');
  await webkit.appears('[data-view=split]');
  await staysAtAllSizes('Compare, slider', 2);
  await webkit.click('Side by side');
  await webkit.appears('[data-view=side-by-side]');
  await staysAtAllSizes('Compare, side by side', 2);

  await webkit.click('Live');
  await page.goto('./'); // VideoEncoder wants a secure address
  await webkit.choose('Video', await makeFilm(page, 10, { colourful: true }));
  await staysAtAllSizes('Live', 1);
  await webkit.click('Split');
  await webkit.appears('[aria-label="Original and compressed"]');
  await staysAtAllSizes('Live, split', 1);

  // A canvas that is empty is seen.
  await webkit.run(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('main canvas');
    if (canvas) canvas.style.opacity = '0';
  });
  await expect.poll(seen).toEqual([1, false]);
});

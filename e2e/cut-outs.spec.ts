/** Photos with transparent parts: the painting is as transparent as they are, on the page and in the file. */
import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { ComparePage } from './support/compare.ts';
import { pixelsOf, pngOf, type StylizePage } from './support/page.ts';
import { download, format, more, panel, saved } from './support/saving.ts';
import { expect, test } from './support/test.ts';

type Colour = (x: number, y: number) => number[];

const open = (stylize: StylizePage, width: number, height: number, colour: Colour) =>
  stylize.photo.setInputFiles({
    ...{ name: 'cut.png', mimeType: 'image/png' },
    buffer: pngOf(width, height, colour),
  });

const alphaOf = ({ data }: { data: ArrayLike<number> }) =>
  Array.from({ length: data.length / 4 }, (_, pixel) => data[4 * pixel + 3]);

/** Transparent on the left, half transparent in the middle, and a pattern on the right. */
const glass: Colour = (x, y) => [
  ...(x < 32 ? [255, 0, 0] : [20 + ((x * 5) % 90), 120, (y * 3) % 200]),
  x < 32 ? 0 : x < 64 ? 128 : 255,
];
const [WIDTH, HEIGHT] = [96, 64];
const glassAlpha = Array.from({ length: WIDTH * HEIGHT }, (_, i) => glass(i % WIDTH, 0)[3]);

async function paintGlass(stylize: StylizePage) {
  await stylize.open('?executor=wasm');
  await open(stylize, WIDTH, HEIGHT, glass);
  await stylize.isDone();
}

/** A file as a browser shows it. */
const decoded = (page: Page, bytes: Buffer, type: string) =>
  page.evaluate(
    async ([text, type]) => {
      const data = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([data], { type }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const brush = canvas.getContext('2d')!;
      brush.drawImage(bitmap, 0, 0);
      return { data: [...brush.getImageData(0, 0, canvas.width, canvas.height).data] };
    },
    [bytes.toString('base64'), type] as const,
  );

test('a cut-out keeps its transparent parts; in a JPEG they are white, and the page says so', async ({
  stylize,
  page,
}) => {
  await paintGlass(stylize);
  await expect.poll(async () => alphaOf(await stylize.painting())).toEqual(glassAlpha);
  expect(alphaOf(await stylize.original())).toEqual(glassAlpha);

  const png = PNG.sync.read((await download(stylize)).bytes);
  expect(alphaOf(png)).toEqual(glassAlpha);
  // Nothing of what the network painted there is in the file.
  expect([...png.data.subarray(0, 4)]).toEqual([0, 0, 0, 0]);

  const word = page.getByText('In a JPEG, transparent parts are white');
  await format(page).selectOption('webp');
  const webp = await decoded(page, (await download(stylize)).bytes, 'image/webp');
  expect(alphaOf(webp)).toEqual(glassAlpha);
  await expect(word).toBeHidden();
  await format(page).selectOption('jpeg');
  await expect(word).toBeVisible();
  const { data } = await decoded(page, (await download(stylize)).bytes, 'image/jpeg');
  const corner = 4 * ((HEIGHT / 2) * WIDTH + 4);
  for (const value of data.slice(corner, corner + 3)) expect(value).toBeGreaterThan(250);

  // Strength 0 is the photo, cut out as it is.
  await format(page).selectOption('png');
  await page.getByRole('slider', { name: 'Strength' }).fill('0');
  const pixel = async () => {
    const { data } = await stylize.painting();
    return data.slice(4 * (WIDTH - 1), 4 * WIDTH);
  };
  await expect.poll(pixel).toEqual(glass(WIDTH - 1, 0));
  await more(page).click();
  const button = panel(page).getByRole('button', { name: 'Save before and after' });
  const both = PNG.sync.read((await saved(page, () => button.click())).bytes);
  const twice = Array.from({ length: HEIGHT }, () => [
    ...glassAlpha.slice(0, WIDTH),
    ...glassAlpha.slice(0, WIDTH),
  ]);
  expect(alphaOf(both)).toEqual(twice.flat());
});

/** Run before the page's own scripts: keeps the pixels of what is sent to workers to be painted. */
function keepPainted() {
  const pixels: number[][] = [];
  const { postMessage } = Worker.prototype;
  const look = (part: unknown, name = ''): void => {
    if (typeof part !== 'object' || part === null || ArrayBuffer.isView(part)) return;
    if (name === 'picture' && 'data' in part) pixels.push([...(part.data as Uint8ClampedArray)]);
    else for (const [name, inner] of Object.entries(part)) look(inner, name);
  };
  Worker.prototype.postMessage = function (this: Worker, ...args: unknown[]) {
    look(args[0]);
    Reflect.apply(postMessage, this, args);
  };
  Object.assign(window, { sentPixels: pixels });
}

test('the network sees the colours of a cut-out go on under its transparent parts, and nothing transparent', async ({
  stylize,
  page,
}) => {
  await page.addInitScript(keepPainted);
  await stylize.open('?executor=wasm');
  const blue = [30, 40, 120];
  // What has no opacity in the file may have any colour there: this red is not to be seen.
  await open(stylize, 128, 96, (x) => (x >= 48 && x < 100 ? [...blue, 255] : [255, 0, 0, 0]));
  await stylize.isDone();
  const sent = await page.evaluate(
    () => (window as unknown as { sentPixels: number[][] }).sentPixels,
  );
  const whole = sent.find(({ length }) => length === 128 * 96 * 4) ?? [];
  expect(whole).not.toEqual([]);
  const far = whole.map((value, at) => Math.abs(value - [...blue, 255][at % 4]!));
  expect(far.reduce((most, value) => Math.max(most, value))).toBeLessThanOrEqual(8); // colours of half opaque pixels are rounded
});

test('a large cut-out that gets fine strokes has the photo’s outline in its file', async ({
  stylize,
  page,
}) => {
  await stylize.open('?executor=wasm');
  const [width, height] = [600, 420];
  const isOpaque = (far: number) => Math.min(1, Math.max(0, (200 - far) / 9));
  const round: Colour = (x, y) => [
    ...[200 - (x % 160), 90, 40 + (y % 120)],
    Math.round(255 * isOpaque(Math.hypot(x - 300, y - 210))),
  ];
  await open(stylize, width, height, round);
  await expect(page.getByText(/fine strokes in/)).toBeVisible({ timeout: 120_000 });
  const png = PNG.sync.read((await download(stylize)).bytes);
  expect([png.width, png.height]).toEqual([width, height]);
  const wanted = Array.from({ length: width * height }, (_, i) =>
    round(i % width, Math.floor(i / width)).at(-1),
  );
  expect(alphaOf(png)).toEqual(wanted);
});

test('a part of a cut-out without transparent parts is a picture like any other', async ({
  stylize,
  page,
}) => {
  await paintGlass(stylize);
  await page.getByRole('button', { name: 'Crop and turn' }).click();
  const box = (await page.getByTestId('crop').boundingBox())!;
  await page.mouse.move(box.x + 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.75 * box.width, box.y + box.height / 2, { steps: 3 });
  await page.mouse.up();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect.poll(async () => (await stylize.size())[0]).toBeLessThan(WIDTH / 2);
  await stylize.isDone();
  const { data } = PNG.sync.read((await download(stylize)).bytes);
  expect(new Set(alphaOf({ data }))).toEqual(new Set([255]));
  await format(page).selectOption('jpeg');
  await expect(page.getByText('In a JPEG, transparent parts are white')).toBeHidden();
});

test('the Compare page shows a cut-out on white', async ({ stylize, page }) => {
  await paintGlass(stylize);
  await page.getByRole('link', { name: 'Compare' }).click();
  const compare = new ComparePage(page);
  await compare.isDone('left', 'right');
  const shown = await pixelsOf(compare.side('left').locator('canvas').last());
  expect(new Set(alphaOf(shown))).toEqual(new Set([255]));
});

/** Picture files of all kinds: what opens, which way up, and what the page says of the others. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import {
  avifOf,
  big,
  bmpOf,
  box,
  gifFrame,
  gifHead,
  GIF_END,
  icoOf,
  inserted,
  joined,
  orientationExif,
  pngChunk,
  pngOf,
  rawPng,
  riffChunk,
  tiffOf,
  vp8x,
  webpOf,
} from '../src/picture/testing/files.ts';
import { jpegFile, segment } from '../src/picture/testing/jpegFile.ts';
import { exifJpeg } from './support/files.ts';
import { withProperty } from './support/heic.ts';
import { fileOf, golden, type Pixels, type StylizePage, type TestFile } from './support/page.ts';
import { expect, test } from './support/test.ts';

const file = (name: string, bytes: Uint8Array, mimeType = ''): TestFile => ({
  name,
  mimeType,
  buffer: Buffer.from(bytes),
});

/** Open a file, and wait until the page shows it. @returns its pixels as they lie under the painting */
async function opened(stylize: StylizePage, picture: TestFile): Promise<Pixels> {
  await stylize.photo.setInputFiles(picture);
  await expect(stylize.page.getByRole('heading', { level: 1 })).toContainText(picture.name);
  return stylize.original();
}

const at = ({ width, data }: Pixels, x: number, y: number) =>
  data.slice((y * width + x) * 4, (y * width + x) * 4 + 3);

const meanDifference = (a: Pixels, b: Pixels) =>
  a.data.reduce((sum, value, i) => sum + Math.abs(value - (b.data[i] ?? 0)), 0) / a.data.length;

/** How far the colours are from grey, mean over all pixels. */
function saturation({ data }: Pixels): number {
  let sum = 0;
  for (let i = 0; i < data.length; i += 4) {
    const colour = data.slice(i, i + 3);
    sum += Math.max(...colour) - Math.min(...colour);
  }
  return sum / data.length;
}

/** Whether two colours are one, but for what lossy formats change. */
const isNear = (a: readonly number[], b: readonly number[], off = 40) =>
  a.every((value, i) => Math.abs(value - (b[i] ?? 0)) <= off);

const SIZE = { width: 48, height: 32 };
/** Dark on the left, bright on the right. */
const photo = jpegFile({ ...SIZE, colour: (column) => [column < 3 ? 30 : 220] });
const placeOf = (bytes: Uint8Array, marker: number) =>
  bytes.findIndex((byte, i) => byte === 0xff && bytes[i + 1] === marker);

test('a TIFF is opened as the same picture in a PNG', async ({ stylize }) => {
  await stylize.open();
  const reference = await opened(stylize, await fileOf(golden('photo.png')));
  const tiff = await fileOf(golden('photo-lzw.tif'), 'image/tiff');
  expect(await opened(stylize, tiff)).toEqual(reference);
});

test('a photo of an iPhone is opened, turned as it says and in its colours', async ({
  stylize,
}) => {
  await stylize.open();
  const reference = await opened(stylize, await fileOf(golden('photo.png')));
  const heic = await readFile(golden('photo.heic'));
  const plain = await opened(stylize, file('photo.heic', heic, 'image/heic'));
  expect([plain.width, plain.height]).toEqual([reference.width, reference.height]);
  expect(meanDifference(plain, reference)).toBeLessThan(3);

  const turned = await opened(stylize, file('turned.heic', withProperty(heic, 'irot', [3])));
  expect([turned.width, turned.height]).toEqual([reference.height, reference.width]);
  // By a quarter to the right: what was at the lower left is at the upper left.
  expect(isNear(at(turned, 2, 3), at(plain, 3, plain.height - 3))).toBe(true);

  const colours = [...new TextEncoder().encode('nclx'), 0, 12, 0, 13, 0, 6, 128];
  const wide = await opened(stylize, file('wide.heic', withProperty(heic, 'colr', colours)));
  const [before, after] = [saturation(plain), saturation(wide)];
  expect(after).toBeGreaterThan(1.03 * before);
});

test('several photos of an iPhone at once are opened, and a damaged one has its sentence', async ({
  stylize,
  page,
}) => {
  await stylize.open('?executor=wasm');
  // Six megapixels each: the decoder needs more memory than it starts with.
  const heic = await readFile(golden('halves.heic'));
  const names = ['one.heic', 'two.heic', 'three.heic'];
  await stylize.photo.setInputFiles(names.map((name) => file(name, heic, 'image/heic')));
  const rows = page.getByRole('group', { name: 'Queue' }).getByRole('listitem');
  await expect(rows.locator('img')).toHaveCount(names.length);
  await expect(rows.and(page.locator('[data-state=failed]'))).toHaveCount(0);
  const shown = await stylize.original();
  expect(isNear(at(shown, 4, 4), [200, 60, 40])).toBe(true);
  expect(isNear(at(shown, shown.width - 4, 4), [40, 80, 200])).toBe(true);
  const cut = heic.subarray(0, -20);
  await stylize.photo.setInputFiles(file('cut.heic', cut, 'image/heic'));
  await expect(stylize.notice).toHaveText(/“cut.heic” is damaged or was cut off/);
});

test('JPEGs that are unusual, and well all the same, are opened as a whole', async ({
  stylize,
}) => {
  const colour = (column: number) => [column < 3 ? 30 : 220, 128, 128];
  const metadata = Array.from({ length: 30 }, () => [
    0xff,
    0xe2,
    0xff,
    0xff,
    ...new Uint8Array(65_533),
  ]);
  const usual = jpegFile({ ...SIZE, colour, progressive: true, subsampled: true }, 3);
  const unusual: Record<string, Uint8Array> = {
    'stray bytes': inserted(photo, placeOf(photo, 0xc0), [0, 1, 0xd9]),
    'stray bytes first': inserted(photo, 2, [0, 1]),
    'fill bytes': inserted(photo, placeOf(photo, 0xc4), [0xff, 0xff]),
    'markers without content': inserted(photo, placeOf(photo, 0xda), [0xff, 0x01, 0xff, 0xd3]),
    'two megabytes of metadata': inserted(photo, 2, ...metadata),
    'no end marker': photo.subarray(0, -2),
    'half an end marker': photo.subarray(0, -1),
    'no end marker, progressive': usual.subarray(0, -2),
    'restart markers and no end marker': jpegFile(
      { ...SIZE, colour, restartInterval: 2 },
      3,
    ).subarray(0, -2),
    'a short film behind it': joined(photo, box('ftyp', 'mp42'), new Uint8Array(300_000)),
  };
  await stylize.open();
  for (const [what, bytes] of Object.entries(unusual)) {
    const shown = await opened(stylize, file(`${what}.jpg`, bytes, 'image/jpeg'));
    expect([what, shown.width, shown.height]).toEqual([what, 48, 32]);
    expect(isNear(at(shown, 4, 16), [30, 30, 30]), what).toBe(true);
    expect(isNear(at(shown, 44, 28), [220, 220, 220]), what).toBe(true);
  }
  await expect(stylize.notice).toBeEmpty();
});

/** Four colours, one in each corner, as a file that the browser encodes. */
async function corners(page: Page, type: string): Promise<Buffer> {
  const bytes = await page.evaluate(async (wanted) => {
    const canvas = new OffscreenCanvas(64, 32);
    const brush = canvas.getContext('2d');
    if (!brush) throw new Error('no canvas');
    for (const [i, colour] of ['red', 'lime', 'blue', 'yellow'].entries()) {
      brush.fillStyle = colour;
      brush.fillRect((i % 2) * 32, Math.floor(i / 2) * 16, 32, 16);
    }
    const blob = await canvas.convertToBlob({ type: wanted, quality: 0.99 });
    if (blob.type !== wanted) throw new Error(`no ${wanted}`);
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, type);
  return Buffer.from(bytes);
}

test('a WebP, a PNG and a JPEG of one EXIF orientation are shown the same way up', async ({
  stylize,
  page,
}) => {
  await stylize.open();
  const [jpeg, webp, png] = [
    await corners(page, 'image/jpeg'),
    await corners(page, 'image/webp'),
    await corners(page, 'image/png'),
  ];
  const seen = new Set<string>();
  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const exif = orientationExif(orientation);
    const pictures = [
      file(`${orientation}.jpg`, exifJpeg(jpeg, orientation)),
      file(
        `${orientation}.webp`,
        webpOf(vp8x(64, 32), joined(webp.subarray(webp.indexOf('VP8 '))), riffChunk('EXIF', exif)),
      ),
      file(`${orientation}.png`, inserted(png, 33, pngChunk('eXIf', exif))),
    ];
    const shown: Pixels[] = [];
    for (const picture of pictures) shown.push(await opened(stylize, picture));
    const [reference, ...others] = shown.map((pixels) => {
      const { width, height } = pixels;
      const [x, y] = [width - 8, height - 8];
      const places = [at(pixels, 8, 8), at(pixels, x, 8), at(pixels, 8, y), at(pixels, x, y)];
      return {
        size: `${width} x ${height}`,
        colours: places.map((colour) => colour.map((value) => (value > 127 ? 1 : 0)).join('')),
      };
    });
    expect(reference?.size).toBe(orientation < 5 ? '64 x 32' : '32 x 64');
    for (const other of others) expect(other, String(orientation)).toEqual(reference);
    seen.add(JSON.stringify(reference));
  }
  expect(seen.size).toBe(8); // the JPEGs were turned, too
});

test('BMP and ICO, cut animations and files without their end are opened', async ({ stylize }) => {
  const gif = joined(gifHead(48, 32), gifFrame(48, 32), GIF_END);
  const png = pngOf(48, 32);
  const pictures = [
    file('paint.bmp', bmpOf(48, 32), 'image/bmp'),
    file('icon.ico', icoOf(pngOf(16, 16), png)),
    file('bitmap.ico', icoOf(joined(bmpOf(48, 64).subarray(14)))),
    file('no end.png', png.subarray(0, -12)),
    file('no end.gif', gif.subarray(0, -2)),
    file('second frame cut.gif', joined(gif.subarray(0, -1), gifFrame(48, 32).subarray(0, 30))),
  ];
  await stylize.open();
  for (const picture of pictures) {
    const shown = await opened(stylize, picture);
    expect([picture.name, shown.width, shown.height]).toEqual([picture.name, 48, 32]);
    expect(at(shown, 24, 8), picture.name).toEqual([255, 0, 0]);
  }
});

test('100 megapixels are opened, and one row more has a sentence', async ({ stylize }) => {
  const [width, height] = [10_000, 10_000];
  // Black on the left, white on the right, one bit a pixel: a file of some 15 kB.
  const row = new Uint8Array(1 + width / 8).fill(255, 1 + width / 16);
  const rows = new Uint8Array(row.length * height);
  for (let y = 0; y < height; y++) rows.set(row, y * row.length);
  const header = { width, height, bits: 1, kind: 0 };
  await stylize.open('?executor=wasm');
  const shown = await opened(stylize, file('large.png', rawPng(header, rows), 'image/png'));
  expect([shown.width, shown.height]).toEqual([2048, 2048]);
  expect([at(shown, 500, 2000), at(shown, 1500, 40)]).toEqual([
    [0, 0, 0],
    [255, 255, 255],
  ]);
  const more = rawPng({ ...header, height: height + 1 }, []);
  await stylize.photo.setInputFiles(file('more.png', more, 'image/png'));
  await expect(stylize.notice).toHaveText(/10000 × 10001 pixels, more than the 100 megapixels/);
});

test('a JPEG XL is opened where the browser can, and has a sentence where it cannot', async ({
  stylize,
  page,
}) => {
  await stylize.open('?executor=wasm');
  const reference = await opened(stylize, await fileOf(golden('photo.png')));
  const jxl = await fileOf(golden('photo.jxl'), 'image/jxl');
  const can = await page.evaluate(
    (bytes) =>
      createImageBitmap(new Blob([new Uint8Array(bytes)])).then(
        () => true,
        () => false,
      ),
    [...jxl.buffer],
  );
  if (can) {
    expect(await opened(stylize, jxl)).toEqual(reference);
  } else {
    await stylize.photo.setInputFiles(jxl);
    await expect(stylize.notice).toHaveText(
      /^This browser can't open JXL files like “photo.jxl”. Save it as JPEG or PNG/,
    );
    expect(await stylize.original()).toEqual(reference);
  }
});

test('the four colours of CMYK and YCCK become three', async ({ stylize }) => {
  /** Adobe's segment, without which nobody knows that values are 255 for no ink. 0: CMYK, 2: YCCK. */
  const adobe = (transform: number) => [
    segment(0xee, [...Buffer.from('Adobe'), 0, 100, 0, 0, 0, 0, transform]),
  ];
  await stylize.open();
  const red = jpegFile({ ...SIZE, before: adobe(0), colour: () => [255, 0, 0, 255] }, 4);
  const cmyk = at(await opened(stylize, file('cmyk.jpg', red)), 20, 16);
  expect(isNear(cmyk, [240, 10, 20], 60), String(cmyk)).toBe(true);
  // YCC of the inks' values 255, 0, 0 turned around: of 0, 255, 255.
  const turned = jpegFile({ ...SIZE, before: adobe(2), colour: () => [179, 171, 0, 255] }, 4);
  const ycck = at(await opened(stylize, file('ycck.jpg', turned)), 20, 16);
  expect(isNear(ycck, cmyk, 12), JSON.stringify([ycck, cmyk])).toBe(true);
});

test('files that cannot be opened are named, with what to do, and nothing is lost', async ({
  stylize,
  page,
}) => {
  await stylize.open();
  await stylize.photo.setInputFiles(golden('photo.png'));
  await stylize.isDone();
  const before = await stylize.painting();
  const frameOf = (marker: number, bits: number) => {
    const bytes = photo.slice();
    bytes[placeOf(photo, 0xc0) + 1] = marker;
    bytes[placeOf(photo, 0xc0) + 4] = bits;
    return bytes;
  };
  const bomb = gifFrame(2, 2).fill(0xff, 5, 9);
  const apple = pngOf(4, 4);
  const cases: [string, Uint8Array, RegExp][] = [
    [
      'deep.jpg',
      frameOf(0xc1, 12),
      /“deep.jpg” is a JPEG of more than 8 bits.*not supported.*Save it as/,
    ],
    ['lossless.jpg', frameOf(0xc3, 8), /a lossless JPEG.*not supported/],
    ['ls.jpg', frameOf(0xf7, 8), /JPEG-LS.*not supported/],
    ['app.png', inserted(apple, 8, pngChunk('CgBI', [0x50, 0, 0x20, 6])), /Apple.*not supported/],
    ['cut.jpg', photo.subarray(0, -12), /“cut.jpg” is damaged or was cut off/],
    ['cut.avif', avifOf(48, 32).subarray(0, -5), /“cut.avif” is damaged or was cut off/],
    ['bomb.gif', joined(gifHead(1, 1), bomb, GIF_END), /65535 × 65535 pixels/],
    ['scan.tif', tiffOf({ 256: 40, 257: 30 }), /a TIFF with a rare compression.*not supported/],
    ['a.svg', joined('<svg xmlns="http://www.w3.org/2000/svg"/>'), /a drawing \(SVG\)/],
    ['a.pdf', joined('%PDF-1.7'), /a document \(PDF\)/],
    ['a.psd', joined('8BPS'), /a Photoshop file \(PSD\)/],
    ['a.cr3', box('ftyp', 'crx ', big(1, 4)), /a camera raw file/],
    ['a.mov', box('ftyp', 'qt  ', big(0, 4)), /“a.mov” is a video. Open it on the page Live/],
  ];
  for (const [name, bytes, sentence] of cases) {
    await stylize.photo.setInputFiles(file(name, bytes));
    await expect(stylize.notice).toHaveText(sentence);
    await page.getByRole('button', { name: 'Close this message' }).click();
  }
  expect(await stylize.painting()).toEqual(before);
});

test('a name that is written from right to left does not turn the sentence around', async ({
  stylize,
  page,
}) => {
  await stylize.open();
  for (const name of ['a\u202egpj.exe', 'צילום.jpg', '\u202b\u202b\u202bx.png']) {
    await stylize.photo.setInputFiles(file(name, new Uint8Array(0)));
    await expect(stylize.notice).toContainText(name);
    const [quote, rest] = await page
      .getByRole('alert')
      .locator('p')
      .evaluate((element) => {
        const text = element.firstChild;
        if (!text?.textContent) throw new Error('no text');
        const left = (wanted: string) => {
          const range = document.createRange();
          const start = text.textContent?.indexOf(wanted) ?? 0;
          range.setStart(text, start);
          range.setEnd(text, start + wanted.length);
          return range.getBoundingClientRect().left;
        };
        return [left('“'), left('is empty')];
      });
    expect(rest, name).toBeGreaterThan(quote ?? Number.NaN);
    await page.getByRole('button', { name: 'Close this message' }).click();
  }
});

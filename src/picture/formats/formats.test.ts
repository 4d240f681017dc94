import { describe, expect, it } from 'vitest';
import {
  av1Stream,
  big,
  bmpOf,
  box,
  icoOf,
  ispe,
  itemFile,
  joined,
  jxlOf,
  little,
  pngOf,
  tiffOf,
} from '../testing/files.ts';
import { look, refusal } from '../testing/look.ts';
import { inspect } from '../inspect.ts';

const bitmap = (width: number, height: number) => bmpOf(width, 2 * height).slice(14);
const container = (...boxes: Uint8Array[]) =>
  joined(
    [0, 0, 0, 12],
    'JXL ',
    [13, 10, 0x87, 10],
    box('ftyp', 'jxl ', [0, 0, 0, 0], 'jxl '),
    ...boxes,
  );

it.each([
  ['bmp', bmpOf(40, 30)],
  ['ico', icoOf(pngOf(40, 30))],
  ['ico', icoOf(bitmap(40, 30), pngOf(16, 16))],
  ['jxl', jxlOf(40, 30)],
  ['jxl', container(box('jxlc', jxlOf(40, 30)))],
  ['jxl', container(box('jxlp', [0, 0, 0, 0], jxlOf(40, 30)))],
  ['tiff', tiffOf({ 256: 40, 257: 30 }, 'II')],
  ['tiff', tiffOf({ 256: 40, 257: 30 }, 'MM')],
] as const)('%s: its size is read, and the file is as it was', async (type, file) => {
  expect(await look(file)).toMatchObject({ type, width: 40, height: 30, bytes: file });
});

it('a BMP may be upside down, or of the oldest kind', async () => {
  const file = bmpOf(40, 30);
  new DataView(file.buffer).setInt32(22, -30, true);
  expect(await look(file)).toMatchObject({ width: 40, height: 30 });
  const old = joined(
    'BM',
    new Uint8Array(8),
    little(26, 4),
    little(12, 4),
    [2, 0, 1, 0, 1, 0, 24, 0],
    new Uint8Array(8),
  );
  expect(await look(old)).toMatchObject({ width: 2, height: 1 });
});

describe('a bomb is refused', () => {
  const claiming = (file: Uint8Array, at: number, side: number) => {
    const bomb = joined(file);
    new DataView(bomb.buffer).setInt32(at, side, true);
    new DataView(bomb.buffer).setInt32(at + 4, side, true);
    return bomb;
  };
  const png = pngOf(1, 1);
  new DataView(png.buffer).setUint32(16, 20_000);
  new DataView(png.buffer).setUint32(20, 20_000);
  it.each([
    ['a BMP', claiming(bmpOf(4, 4), 18, 20_000)],
    ['a BMP upside down', claiming(bmpOf(4, 4), 18, -20_000)],
    ['a PNG in an icon', icoOf(pngOf(16, 16), png)],
    ['a bitmap in an icon', icoOf(pngOf(16, 16), claiming(bitmap(4, 4), 4, 40_000))],
    ['a TIFF', tiffOf({ 256: 20_000, 257: 20_000 })],
  ])('%s', async (_, file) => {
    expect(await refusal(file)).toBe('picture/too-many-pixels');
  });

  it('a JPEG XL', async () => {
    // 30 bits a side: "0", 3 for the length, and all ones.
    const file = joined([0xff, 0x0a, 0xfe, 0xff, 0xff, 0xff, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff]);
    expect(await refusal(file)).toBe('picture/too-many-pixels');
  });
});

it.each([
  ['BMP', bmpOf(40, 30), 1],
  ['BMP: within its header', bmpOf(40, 30), 3610],
  ['icon', icoOf(pngOf(40, 30)), 1],
  ['icon: within its list', icoOf(pngOf(40, 30)), pngOf(40, 30).length + 5],
  ['JPEG XL in boxes', container(box('jxlc', jxlOf(40, 30))), 1],
  ['JPEG XL', jxlOf(40, 30), 4],
  ['TIFF', tiffOf({ 256: 40, 257: 30 }), 30],
])('is damaged where it is cut off: %s', async (_, file, missing) => {
  expect(await refusal(file.subarray(0, -missing))).toBe('picture/damaged');
});

it('is damaged where it ends within the length of its first box', async () => {
  expect(await refusal(joined([0, 0, 0, 1], 'ftyp'))).toBe('picture/damaged');
});

describe('what is no photo is named', () => {
  const movie = (brand: string) => box('ftyp', brand, [0, 0, 0, 0], brand);
  const rawTiff = tiffOf({ 254: 1, 256: 160, 257: 120 }, 'II');
  it.each([
    ['film', 'a.mov', movie('qt  ')],
    ['film', 'a.mp4', movie('isom')],
    ['film', 'a.mp4', movie('mp42')],
    ['film', 'old.mov', box('mdat', new Uint8Array(20))],
    ['film', 'old.mov', box('moov', new Uint8Array(20))],
    ['film', 'a.webm', joined([0x1a, 0x45, 0xdf, 0xa3, 0x9f])],
    ['film', 'a.avi', joined('RIFF', [0, 0, 0, 0], 'AVI LIST')],
    ['svg', 'a.svg', joined('<svg xmlns="http://www.w3.org/2000/svg"></svg>')],
    [
      'svg',
      'a.svg',
      joined(
        [0xef, 0xbb, 0xbf],
        '<?xml version="1.0"?>\n<!-- a <b> -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">\n<svg\n width="3">',
      ),
    ],
    ['svg', 'a.svg', joined('<svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>')],
    ['pdf', 'a.pdf', joined('%PDF-1.7\n%âãÏÓ')],
    ['photoshop', 'a.psd', joined('8BPS', [0, 1, 0, 0])],
    ['raw', 'a.cr2', joined('II*\0', [16, 0, 0, 0], 'CR\x02\0')],
    ['raw', 'a.cr3', box('ftyp', 'crx ', [0, 0, 0, 1], 'crx isom')],
    ['raw', 'a.raf', joined('FUJIFILMCCD-RAW 0201')],
    ['raw', 'a.orf', joined('IIRO', [8, 0, 0, 0])],
    ['raw', 'a.rw2', joined('IIU\0', [24, 0, 0, 0])],
    ['raw', 'a', rawTiff],
    ['raw', 'a', tiffOf({ 256: 40, 257: 30, 50706: 1 })],
    ['raw', 'a.NEF', tiffOf({ 256: 40, 257: 30 })],
    ['jpeg-2000', 'a.jp2', joined(big(12, 4), 'jP  ', [13, 10, 0x87, 10])],
    ['jpeg-2000', 'a.j2k', joined([0xff, 0x4f, 0xff, 0x51])],
  ] as const)('%s: %s', async (kind, name, file) => {
    await expect(inspect(new Blob([file]), name)).rejects.toHaveProperty('fault', {
      code: 'picture/other-kind',
      name,
      kind,
    });
  });

  it.each([
    ['text', joined('hello, I am a letter and not a picture at all')],
    ['a page', joined('<!DOCTYPE html><html><body><svg></svg>')],
    [
      'text that starts with the letters of a BMP',
      joined('BMW and other cars, and more text than that'),
    ],
    ['nothing but zeros', new Uint8Array(100)],
    ['three bytes', joined('abc')],
  ])('%s is just not a picture', async (_, file) => {
    expect(await refusal(file)).toBe('picture/not-a-picture');
  });

  it('pictures in boxes are not taken for films', async () => {
    for (const brand of ['avif', 'avis', 'mif1', 'heic', 'heix', 'msf1']) {
      const file = itemFile({
        brands: [brand],
        items: [{ type: 'av01', bytes: av1Stream(4, 4) }],
        properties: [ispe(4, 4)],
      });
      expect(await refusal(file)).toBeUndefined();
    }
  });
});

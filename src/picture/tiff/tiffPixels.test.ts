import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { hostileBytes, tryEach } from '../../browser/testing/hostile.ts';
import { PictureProblem } from '../problems.ts';
import { big, joined, little } from '../testing/files.ts';
import { tiffPixels } from './tiffPixels.ts';

const golden = (name: string) => new Uint8Array(readFileSync(`e2e/goldens/${name}`));

interface Picture {
  readonly order?: 'II' | 'MM';
  /** Numbers by tag. Those that say where the blocks lie are added. */
  readonly tags: Readonly<Record<number, readonly number[]>>;
  readonly blocks: readonly Uint8Array[];
  readonly tiled?: boolean;
}

/** A TIFF file with one directory, its numbers all LONG, and the blocks behind it. */
function tiff({ order = 'II', tags, blocks, tiled = false }: Picture): Uint8Array<ArrayBuffer> {
  const number = order === 'II' ? little : big;
  const [offsets, lengths] = tiled ? [324, 325] : [273, 279];
  const all = new Map(Object.entries(tags).map(([tag, values]) => [Number(tag), values]));
  all
    .set(
      offsets,
      blocks.map(() => 0),
    )
    .set(
      lengths,
      blocks.map(({ length }) => length),
    );
  const entries = [...all].sort(([a], [b]) => a - b);
  const end = 8 + 2 + 12 * entries.length + 4;
  const more = entries.map(([, values]) => (values.length > 1 ? 4 * values.length : 0));
  let place = end + more.reduce((sum, bytes) => sum + bytes, 0);
  all.set(
    offsets,
    blocks.map(({ length }) => (place += length) - length),
  );
  let at = end;
  const directory = entries.map(([tag], i) => {
    const values = all.get(tag)!;
    const value = values.length > 1 ? at : values[0]!;
    at += more[i]!;
    return joined(number(tag, 2), number(4, 2), number(values.length, 4), number(value, 4));
  });
  const outside = entries.flatMap(([tag]) => {
    const values = all.get(tag)!;
    return values.length > 1 ? values.flatMap((value) => number(value, 4)) : [];
  });
  return joined(
    ...[order, number(42, 2), number(8, 4), number(entries.length, 2)],
    ...[...directory, number(0, 4), outside, ...blocks],
  );
}

const bytes = (...values: number[]) => Uint8Array.from(values);
const sized = (width: number, height: number) => ({ 256: [width], 257: [height] });
const RGB = { 258: [8, 8, 8], 259: [1], 262: [2], 277: [3] };

const dataOf = async (file: Uint8Array<ArrayBuffer>) => [
  ...(await tiffPixels(file, 'a.tif')).pixels.data,
];

describe('a TIFF', () => {
  it.each(['lzw', 'packbits', 'deflate'])(
    'that another program wrote is read exactly: %s',
    async (packed) => {
      const photo = PNG.sync.read(Buffer.from(golden('photo.png')));
      const { pixels, orientation } = await tiffPixels(golden(`photo-${packed}.tif`), 'a.tif');
      expect([pixels.width, pixels.height, orientation]).toEqual([photo.width, photo.height, 1]);
      expect([...pixels.data]).toEqual([...photo.data]);
    },
  );

  it('in strips has all of them, and says how it is turned', async () => {
    const file = tiff({
      tags: { ...sized(1, 3), ...RGB, 278: [2], 274: [6] },
      blocks: [bytes(1, 2, 3, 4, 5, 6), bytes(7, 8, 9)],
    });
    expect(await dataOf(file)).toEqual([1, 2, 3, 255, 4, 5, 6, 255, 7, 8, 9, 255]);
    expect((await tiffPixels(file, 'a.tif')).orientation).toBe(6);
  });

  it('in tiles has what lies in the picture', async () => {
    const tile = (first: number) => bytes(...Array.from({ length: 4 }, (_, i) => first + i));
    const file = tiff({
      tags: { ...sized(3, 2), 258: [8], 262: [1], 322: [2], 323: [2] },
      ...{ blocks: [tile(10), tile(20)], tiled: true },
    });
    const grey = (await dataOf(file)).filter((_, i) => i % 4 === 0);
    expect(grey).toEqual([10, 11, 20, 12, 13, 22]);
  });

  it.each(['II', 'MM'] as const)(
    'of 16 bits is reduced to 8, with a predictor, %s',
    async (order) => {
      const number = order === 'II' ? little : big;
      const differences = [0xffff, 0x8080, 0, 0x0001, 0x0101, 0x7f7f].flatMap((v) => number(v, 2));
      const file = tiff({
        order,
        tags: {
          ...{ ...sized(2, 1), 258: [16, 16, 16], 259: [8], 262: [2], 277: [3], 317: [2] },
        },
        blocks: [deflateSync(Uint8Array.from(differences))],
      });
      expect(await dataOf(file)).toEqual([255, 128, 0, 255, 0, 129, 127, 255]);
    },
  );

  it('has its transparency, and colours that were multiplied with it', async () => {
    const rgba = { ...sized(1, 1), 258: [8, 8, 8, 8], 262: [2], 277: [4] };
    const blocks = [bytes(50, 100, 0, 128)];
    expect(await dataOf(tiff({ tags: { ...rgba, 338: [2] }, blocks }))).toEqual([50, 100, 0, 128]);
    expect(await dataOf(tiff({ tags: { ...rgba, 338: [1] }, blocks }))).toEqual([100, 199, 0, 128]);
    expect(await dataOf(tiff({ tags: { ...rgba, 338: [0] }, blocks }))).toEqual([50, 100, 0, 255]);
  });

  it('of black and white, of greys that are inverted, and of a palette', async () => {
    const bits = tiff({ tags: { ...sized(3, 1), 262: [1] }, blocks: [bytes(0b1010_0000)] });
    expect((await dataOf(bits)).filter((_, i) => i % 4 === 0)).toEqual([255, 0, 255]);
    const grey = tiff({ tags: { ...sized(1, 1), 258: [8], 262: [0] }, blocks: [bytes(55)] });
    expect(await dataOf(grey)).toEqual([200, 200, 200, 255]);
    const palette = Array.from({ length: 768 }, (_, i) => (i % 256 === 2 ? (i >> 8) * 0x1010 : 0));
    const chosen = tiff({
      tags: { ...sized(1, 1), 258: [8], 262: [3], 320: palette },
      blocks: [bytes(2)],
    });
    expect(await dataOf(chosen)).toEqual([0, 0x10, 0x20, 255]);
  });

  const plain = { ...sized(2, 2), ...RGB };
  it.each([
    ['cut off', tiff({ tags: plain, blocks: [bytes(...Array(12).keys())] }).subarray(0, -3)],
    ['without its pixels', tiff({ tags: plain, blocks: [] })],
    [
      'with too few pixels',
      tiff({ tags: { ...plain, 259: [8] }, blocks: [deflateSync(bytes(1))] }),
    ],
    ['whose LZW breaks off', tiff({ tags: { ...plain, 259: [5] }, blocks: [bytes(0x80, 0)] })],
    ['without a size', tiff({ tags: { ...RGB, 256: [0], 257: [9] }, blocks: [bytes(1)] })],
    [
      // Unpacked as a whole it would take 4.8 GB.
      'of one pixel in a tile of 1.6 gigapixels',
      tiff({
        tags: { ...RGB, ...sized(1, 1), 259: [8], 322: [40_000], 323: [40_000] },
        blocks: [deflateSync(bytes(0))],
        tiled: true,
      }),
    ],
  ])('is damaged: %s', async (_, file) => {
    await expect(tiffPixels(new Uint8Array(file), 'a.tif')).rejects.toMatchObject({
      fault: { code: 'picture/damaged', name: 'a.tif' },
    });
  });

  it.each([
    ['CMYK', { ...plain, 262: [5], 258: [8, 8, 8, 8], 277: [4] }],
    ['of a fax', { ...plain, 259: [4] }],
    ['with a JPEG in it', { ...plain, 259: [7] }],
    ['of floating point', { ...plain, 339: [3, 3, 3] }],
    ['with each colour on its own', { ...plain, 284: [2] }],
  ])('is of a kind that is rarely written: %s', async (_, tags) => {
    const file = tiff({ tags, blocks: [bytes(...Array(16).keys())] });
    await expect(tiffPixels(file, 'a.tif')).rejects.toMatchObject({
      fault: { code: 'picture/unsupported-variant', variant: 'tiff-unusual' },
    });
  });

  it('that was changed at random is a picture or a fault', async () => {
    const kinds = [
      ...['lzw', 'packbits', 'deflate'].map((packed) => golden(`photo-${packed}.tif`)),
      tiff({ tags: plain, blocks: [bytes(...Array(12).keys())] }),
    ];
    await tryEach(100, async (random) => {
      try {
        const { pixels } = await tiffPixels(hostileBytes(kinds, random), 'a.tif');
        expect(pixels.data.length).toBe(4 * pixels.width * pixels.height);
      } catch (error) {
        if (!(error instanceof PictureProblem)) throw error;
      }
    });
  });
});

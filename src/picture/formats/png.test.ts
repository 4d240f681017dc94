import { expect, it } from 'vitest';
import {
  big,
  inserted,
  joined,
  orientationExif,
  pngChunk,
  pngOf,
  PNG_SIGNATURE,
  rawPng,
} from '../testing/files.ts';
import { look, refusal } from '../testing/look.ts';

const photo = pngOf(30, 20);
const HEADER_END = PNG_SIGNATURE.length + 25;
const withChunks = (...chunks: Uint8Array[]) => inserted(photo, HEADER_END, ...chunks);

it('is taken as it is', async () => {
  expect(await look(photo)).toMatchObject({ type: 'png', width: 30, height: 20, bytes: photo });
  expect((await look(joined(photo, new Uint8Array(300_000)))).bytes.length).toBe(
    photo.length + 300_000,
  );
});

it('without its end: gets one where all pixels are there, whatever came behind them', async () => {
  const cut = photo.subarray(0, -12);
  expect((await look(cut)).bytes).toEqual(photo);
  expect(
    (await look(joined(cut, pngChunk('tEXt', 'Comment\0 hello').subarray(0, -3)))).bytes,
  ).toEqual(photo);
});

it.each([1, 2, 5, 13, 20, 30])(
  'is damaged where it is cut %i bytes before the end of its pixels',
  async (missing) => {
    expect(await refusal(photo.subarray(0, -12 - missing))).toBe('picture/damaged');
  },
);

it.each([
  ['16 bits a channel', rawPng({ width: 1, height: 1, bits: 16, kind: 2 }, [0, 1, 2, 3, 4, 5, 6])],
  ['a bit a pixel', rawPng({ width: 9, height: 1, bits: 1, kind: 0 }, [0, 255, 128])],
  ['interlaced', rawPng({ width: 1, height: 1, bits: 8, kind: 0, interlaced: true }, [0, 7])],
  [
    'a palette with transparency',
    rawPng(
      { width: 1, height: 1, bits: 8, kind: 3 },
      [0, 0],
      pngChunk('PLTE', [1, 2, 3]),
      pngChunk('tRNS', [9]),
    ),
  ],
])('%s: whole, and whole without the end', async (_, file) => {
  expect((await look(file)).bytes).toEqual(file);
  expect((await look(file.subarray(0, -12))).bytes).toEqual(file);
});

it.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'its EXIF orientation %i is read, and taken out of the file',
  async (orientation) => {
    const before = withChunks(pngChunk('eXIf', orientationExif(orientation)));
    const behind = inserted(
      photo,
      photo.length - 12,
      pngChunk('eXIf', orientationExif(orientation, 'II')),
    );
    for (const file of [before, behind, before.subarray(0, -12)]) {
      const found = await look(file);
      expect(found.orientation).toBe(orientation);
      expect(found.bytes).toEqual(photo);
    }
  },
);

it.each([
  ['of 0', orientationExif(0)],
  ['of 9', orientationExif(9)],
  ['that is cut off', orientationExif(6).subarray(0, 12)],
  ['that is text', 'hello'],
])('an orientation %s is none', async (_, exif) => {
  expect((await look(withChunks(pngChunk('eXIf', exif)))).orientation).toBe(1);
});

it("Apple's own kind is told apart", async () => {
  const file = inserted(photo, PNG_SIGNATURE.length, pngChunk('CgBI', [0x50, 0, 0x20, 6]));
  expect(await look(file)).toMatchObject({ variant: 'png-apple', width: 30, height: 20 });
});

it('a frame of an animation counts with its place', async () => {
  const frame = (width: number, height: number, x: number, y: number) =>
    withChunks(
      pngChunk('acTL', [...big(1, 4), ...big(0, 4)]),
      pngChunk(
        'fcTL',
        [0, width, height, x, y].flatMap((value) => big(value, 4)).concat([0, 1, 0, 2, 0, 0]),
      ),
    );
  expect(await refusal(frame(30, 20, 0, 0))).toBeUndefined();
  expect(await refusal(frame(20_000, 20_000, 0, 0))).toBe('picture/too-many-pixels');
  expect(await refusal(frame(10, 10, 20_000, 20_000))).toBe('picture/too-many-pixels');
});

it.each([
  ['its signature', 6],
  ['its header', 20],
  ['its header and no pixels', HEADER_END],
])('is damaged where there is nothing but %s', async (_, length) => {
  expect(await refusal(photo.subarray(0, length))).toBe('picture/damaged');
});

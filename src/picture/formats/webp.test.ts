import { expect, it } from 'vitest';
import {
  joined,
  little,
  orientationExif,
  riffChunk,
  vp8,
  vp8l,
  vp8x,
  webpFrame,
  webpOf,
} from '../testing/files.ts';
import { look, refusal } from '../testing/look.ts';

const exif = (orientation: number) => riffChunk('EXIF', orientationExif(orientation));

it.each([
  ['lossy', webpOf(vp8(40, 30))],
  ['lossless', webpOf(vp8l(40, 30))],
  ['extended', webpOf(vp8x(40, 30, 0), vp8(40, 30))],
  ['with transparency', webpOf(vp8x(40, 30, 16), riffChunk('ALPH', [0, 1, 2]), vp8(40, 30))],
  [
    'animated',
    webpOf(
      vp8x(40, 30, 2),
      riffChunk('ANIM', [0, 0, 0, 0, 0, 0]),
      webpFrame(2, 2, 20, 10, vp8(20, 10)),
    ),
  ],
])('%s: is taken as it is', async (_, file) => {
  expect(await look(file)).toMatchObject({
    type: 'webp',
    width: 40,
    height: 30,
    bytes: file,
    orientation: 1,
  });
});

it.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'its EXIF orientation %i is read, and hidden from the browser',
  async (orientation) => {
    const file = webpOf(vp8x(40, 30), vp8(40, 30), exif(orientation));
    const found = await look(file);
    expect(found.orientation).toBe(orientation);
    expect(await look(found.bytes)).toMatchObject({ orientation: 1, width: 40, height: 30 });
    expect(found.bytes.length).toBe(file.length);
    expect(found.bytes[20]).toBe(0); // the flag that says: there is EXIF
  },
);

it('EXIF may start as it does in a JPEG', async () => {
  const prefixed = riffChunk('EXIF', joined('Exif\0\0', orientationExif(8, 'II')));
  expect((await look(webpOf(vp8x(40, 30), vp8(40, 30), prefixed))).orientation).toBe(8);
});

it.each([
  ['the canvas', webpOf(vp8x(16_384, 16_384), vp8(40, 30))],
  ['the picture', webpOf(vp8x(40, 30), vp8(16_383, 16_383))],
  ['a lossless picture', webpOf(vp8x(40, 30), vp8l(16_384, 16_384))],
  ['a frame', webpOf(vp8x(40, 30, 2), webpFrame(0, 0, 20_000, 20_000, vp8(40, 30)))],
  ['the place of a frame', webpOf(vp8x(40, 30, 2), webpFrame(30_000, 30_000, 40, 30, vp8(40, 30)))],
  [
    'the picture of a frame',
    webpOf(vp8x(40, 30, 2), webpFrame(0, 0, 40, 30, vp8l(16_384, 16_384))),
  ],
])('a bomb in %s is refused', async (_, file) => {
  expect(await refusal(file)).toBe('picture/too-many-pixels');
});

it('is damaged where its picture is cut off', async () => {
  for (const file of [
    webpOf(vp8(40, 30)),
    webpOf(vp8l(40, 30)),
    webpOf(vp8x(40, 30), vp8(40, 30)),
  ]) {
    expect(await refusal(file.subarray(0, -3))).toBe('picture/damaged');
  }
  expect(await refusal(webpOf(vp8x(40, 30)))).toBe('picture/damaged');
  expect(await refusal(webpOf().subarray(0, 12))).toBe('picture/damaged');
});

it('what is cut off behind the picture is left out, and the length is mended', async () => {
  const kept = joined(vp8x(40, 30), vp8(40, 30));
  const file = webpOf(kept, exif(6), riffChunk('XMP ', Buffer.alloc(100)));
  for (const missing of [1, 50, 105, 120, 133]) {
    const { bytes } = await look(file.subarray(0, -missing));
    expect(bytes.subarray(4, 8)).toEqual(new Uint8Array(little(bytes.length - 8, 4)));
    expect(await look(bytes)).toMatchObject({ width: 40, height: 30, bytes });
  }
});

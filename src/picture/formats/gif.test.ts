import { expect, it } from 'vitest';
import { gifFrame, gifHead, GIF_END, joined } from '../testing/files.ts';
import { look, refusal } from '../testing/look.ts';

const head = gifHead(40, 30);
const frame = gifFrame(40, 30);
const photo = joined(head, frame, GIF_END);
const EXTENSION = [0x21, 0xf9, 4, 0, 50, 0, 0, 0];

it('is taken as it is, animated or not, and with comments', async () => {
  const animated = joined(head, EXTENSION, frame, EXTENSION, gifFrame(20, 10, 5, 5), GIF_END);
  const comment = joined(head, [0x21, 0xfe, 2, 0x2c, 0x3b, 0], frame, GIF_END);
  for (const file of [photo, animated, comment]) {
    expect(await look(file)).toMatchObject({ type: 'gif', width: 40, height: 30, bytes: file });
  }
});

it.each([
  ['the first frame', joined(head, gifFrame(2, 2).fill(0xff, 5, 9), GIF_END)],
  ['a later frame', joined(head, frame, gifFrame(2, 2).fill(0xff, 5, 9), GIF_END)],
  ['the place of a frame', joined(head, gifFrame(2, 2, 65_000, 65_000), GIF_END)],
  ['the screen', joined(gifHead(65_535, 65_535), frame, GIF_END)],
])('a bomb in %s is refused', async (_, file) => {
  expect(await refusal(file)).toBe('picture/too-many-pixels');
});

it('a frame that is a little larger than the screen is taken, with its size', async () => {
  const file = joined(gifHead(10, 10), frame, GIF_END);
  expect(await look(file)).toMatchObject({ width: 40, height: 30 });
});

it('without its end: gets one where all pixels of the first frame are there', async () => {
  expect((await look(photo.subarray(0, -1))).bytes).toEqual(photo.subarray(0, -1)); // browsers take that
  expect((await look(photo.subarray(0, -2))).bytes).toEqual(photo);
  // The code that says "end" is in the last byte, and no pixel is.
  const last = (await look(photo.subarray(0, -3))).bytes;
  expect(last).toEqual(joined(photo.subarray(0, -3), [0, 0, 0x3b]));
  expect(await refusal(joined(photo.subarray(0, -1), frame.subarray(0, 60)))).toBeUndefined();
});

it.each([4, 5, 20, 200, 700])(
  'is damaged where %i bytes of its pixels are missing',
  async (missing) => {
    expect(await refusal(photo.subarray(0, -missing))).toBe('picture/damaged');
  },
);

it('blocks of any length are read', async () => {
  for (const block of [1, 2, 100]) {
    const file = joined(head, gifFrame(40, 30, 0, 0, block), GIF_END);
    expect((await look(file.subarray(0, -2))).bytes).toEqual(file);
    expect(await refusal(file.subarray(0, -80))).toBe('picture/damaged');
  }
});

it.each([
  ['its first letters', 5],
  ['its screen', 13],
  ['its colours', 19],
  ['the head of a frame', 25],
])('is damaged where there is nothing but %s', async (_, length) => {
  expect(await refusal(photo.subarray(0, length))).toBe('picture/damaged');
});

import { PNG } from 'pngjs';
import { expect, it } from 'vitest';
import type { Pixels } from './pixels.ts';
import { encodePng } from './png.ts';
import { crop, stripsOf } from './regions.ts';

/** Flat parts, slopes in both directions, and noise, so that each filter is best somewhere. */
function picture(width: number, height: number): Pixels {
  let seed = 1;
  const noise = () => ((seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) >> 16) & 0xff;
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < data.length; i++) {
    const [x, y] = [(i >> 2) % width, Math.floor((i >> 2) / width)];
    const values = [7, 3 * x + y, x % 17 < 8 ? 2 * y : 250, noise()];
    data[i] = i % 4 === 3 ? 255 : values[(y >> 3) % 4]! + (i % 4);
  }
  return { width, height, data };
}

async function* strips(pixels: Pixels) {
  for (const strip of stripsOf(pixels)) yield await Promise.resolve(crop(pixels, strip));
}

const bytes = async (blob: Blob) => Buffer.from(await blob.arrayBuffer());

it.each([
  [1, 1],
  [3, 200],
  [301, 280],
])('another decoder reads every pixel of %i x %i', async (width, height) => {
  const pixels = picture(width, height);
  const file = await encodePng(pixels, strips(pixels));
  expect(file.type).toBe('image/png');
  const read = PNG.sync.read(await bytes(file)); // checks the checksums, too
  expect([read.width, read.height]).toEqual([width, height]);
  expect(Buffer.compare(read.data, Buffer.from(pixels.data))).toBe(0);
});

it('keeps alpha where the picture has transparent parts', async () => {
  const pixels = picture(33, 41);
  for (let at = 3; at < pixels.data.length; at += 4) pixels.data[at] = (at * 7) & 255;
  const read = PNG.sync.read(await bytes(await encodePng(pixels, strips(pixels), true)));
  expect(Buffer.compare(read.data, Buffer.from(pixels.data))).toBe(0);
});

it('says that the colours are sRGB', async () => {
  const file = await bytes(await encodePng({ width: 4, height: 4 }, strips(picture(4, 4))));
  expect(file.toString('latin1', 37, 41)).toBe('sRGB');
});

it('compresses what is smooth', async () => {
  const smooth: Pixels = { width: 256, height: 256, data: new Uint8ClampedArray(4 * 256 * 256) };
  for (let i = 0; i < smooth.data.length; i++) smooth.data[i] = (i >> 2) & 255;
  expect((await encodePng(smooth, strips(smooth))).size).toBeLessThan(2000);
});

it('refuses rows that are missing or too many, and rejects as the strips do', async () => {
  const pixels = picture(8, 8);
  await expect(encodePng({ width: 8, height: 9 }, strips(pixels))).rejects.toThrow(RangeError);
  await expect(encodePng({ width: 8, height: 7 }, strips(pixels))).rejects.toThrow(RangeError);
  const stopped = new Error('stopped');
  const failing = async function* () {
    yield await Promise.resolve(pixels);
    throw stopped;
  };
  await expect(encodePng({ width: 8, height: 16 }, failing())).rejects.toBe(stopped);
});

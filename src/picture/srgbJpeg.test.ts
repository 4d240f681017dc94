import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { inspect } from './inspect.ts';
import { saysSrgb } from './srgbJpeg.ts';

const bytes = async (file: Blob) => Buffer.from(await file.arrayBuffer());

it('a JPEG says that it is sRGB, and is otherwise what it was', async () => {
  const before = await readFile('public/samples/city.jpg');
  const file = await saysSrgb(new Blob([before], { type: 'image/jpeg' }));
  const after = await bytes(file);
  expect(file.type).toBe('image/jpeg');
  // As Pillow reads it: Image.open(…).getexif().get_ifd(0x8769) == {0xA001: 1}.
  const at = after.indexOf('Exif\0\0');
  const tiff = after.subarray(at + 6, at + 50);
  const ifd = tiff.readUInt32LE(8 + 2 + 8);
  expect(tiff.readUInt16LE(8 + 2)).toBe(0x8769);
  expect([tiff.readUInt16LE(ifd + 2), tiff.readUInt16LE(ifd + 10)]).toEqual([0xa001, 1]);
  const rest = Buffer.concat([after.subarray(0, at - 4), after.subarray(at + 50)]);
  expect(rest.equals(before)).toBe(true);
  expect(after.readUInt16BE(at - 2)).toBe(52);
  // JFIF wants to be the first.
  expect(after.indexOf('JFIF')).toBe(6);
  const { header } = await inspect(file, 'a.jpg');
  expect(header).toEqual((await inspect(new Blob([before]), 'a.jpg')).header);
});

it('what is no JPEG stays as it is', async () => {
  for (const content of ['', 'x', 'RIFF....WEBP']) {
    const file = new Blob([content]);
    expect(await saysSrgb(file)).toBe(file);
  }
});

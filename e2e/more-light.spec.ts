/** Pictures of more than 8 bits, and of more light than a usual screen has, are shown in their colours. */
import { readFile } from 'node:fs/promises';
import { big } from '../src/picture/testing/files.ts';
import { jpegFile } from '../src/picture/testing/jpegFile.ts';
import { golden, type StylizePage } from './support/page.ts';
import { expect, test } from './support/test.ts';
import { ultraHdr } from './support/ultraHdr.ts';

async function shown(stylize: StylizePage, name: string, mimeType: string, bytes: Uint8Array) {
  await stylize.photo.setInputFiles({ name, mimeType, buffer: Buffer.from(bytes) });
  await expect(stylize.page.getByRole('heading', { level: 1 })).toContainText(name);
  return stylize.original();
}

test('an AVIF of 10 bits a channel', async ({ stylize }) => {
  await stylize.open('?executor=wasm');
  const avif = await readFile(golden('gradient-10-bit.avif'));
  const { width, height, data } = await shown(stylize, 'gradient.avif', 'image/avif', avif);
  expect([width, height]).toEqual([64, 48]);
  // What gradient.mjs wrote, in 8 bits.
  let most = 0;
  for (let at = 0; at < width * height; at++) {
    const [x, y] = [at % width, Math.floor(at / width)];
    for (const [c, value] of [16 * x, 21 * y, 400 + x].entries()) {
      most = Math.max(most, Math.abs((data[4 * at + c] ?? NaN) - (value * 255) / 1023));
    }
  }
  expect(most).toBeLessThanOrEqual(2);
});

test('an Ultra HDR photo is the picture that a usual screen shows', async ({ stylize }) => {
  const size = { width: 48, height: 32 };
  const photo = jpegFile(
    { ...size, colour: (x, y) => [40 + 30 * x, 100 + 10 * y, 150 - 10 * x] },
    3,
  );
  const gains = jpegFile({ ...size, colour: (x) => [x < 3 ? 0 : 255] });
  const file = ultraHdr(photo, gains);
  // The list of pictures says where the second one is.
  const list = Buffer.from(file).indexOf('MPF\0') + 4;
  const second = Buffer.from(file).readUInt32BE(list + 50 + 16 + 8) + list;
  expect([...file.subarray(second, second + 3)]).toEqual([0xff, 0xd8, 0xff]);
  expect(file.length - second).toBe(Buffer.from(file).readUInt32BE(list + 50 + 16 + 4));
  expect([...file.subarray(list, list + 4)]).toEqual([...Buffer.from('MM'), ...big(42, 2)]);

  await stylize.open('?executor=wasm');
  const plain = await shown(stylize, 'plain.jpg', 'image/jpeg', photo);
  const hdr = await shown(stylize, 'hdr.jpg', 'image/jpeg', file);
  expect([hdr.width, hdr.height]).toEqual([48, 32]);
  const off = hdr.data.map((value, at) => Math.abs(value - (plain.data[at] ?? NaN)));
  expect(Math.max(...off)).toBeLessThanOrEqual(1);
});

import { PNG } from 'pngjs';
import { expect, it } from 'vitest';
import { inspect, MAX_BYTES } from './inspect.ts';
import { fitSize } from './pixels.ts';

const png = (width: number, height: number) => PNG.sync.write(new PNG({ width, height }));
const file = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]);
const look = (bytes: Uint8Array, name = 'a.png') => inspect(file(bytes), name);

/** A PNG that claims a size; the header is all there is of it. */
function bomb(width: number, height: number): Buffer {
  const bytes = png(1, 1);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

/** Start, a frame header of the size, a scan, and the end marker. */
function jpeg(width: number, height: number): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16BE(height, 0);
  size.writeUInt16BE(width, 2);
  const frame = [0xff, 0xc0, 0x00, 0x0b, 0x08, ...size, 0x01, 0x01, 0x11, 0x00];
  const scan = [0xff, 0xda, 0x00, 0x08, 0x01, 0x01, 0x00, 0x00, 0x3f, 0x00];
  return Buffer.from([0xff, 0xd8, ...frame, ...scan, ...Array(50).fill(0x55), 0xff, 0xd9]);
}

it('lets whole pictures through, also with bytes behind the end', async () => {
  await look(png(30, 20));
  await look(jpeg(640, 480), 'a.jpg');
  // Phones append a short video to their photos.
  await look(Buffer.concat([jpeg(640, 480), Buffer.alloc(300_000)]), 'a.jpg');
  await look(Buffer.concat([png(30, 20), Buffer.alloc(300_000)]));
});

it('the end of the thumbnail in a JPEG is not the end of the JPEG', async () => {
  const thumbnail = jpeg(160, 120);
  const segment = Buffer.from([0xff, 0xe1, 0, 0]);
  segment.writeUInt16BE(thumbnail.length + 2, 2);
  const photo = jpeg(640, 480);
  const whole = Buffer.concat([photo.subarray(0, 2), segment, thumbnail, photo.subarray(2)]);
  await look(whole, 'a.jpg');
  await expect(look(whole.subarray(0, -20), 'a.jpg')).rejects.toHaveProperty('fault', {
    code: 'picture/damaged',
    name: 'a.jpg',
  });
});

it.each([
  ['an empty file', new Uint8Array(0), { code: 'picture/empty' }],
  [
    'text',
    Buffer.from('hello, I am a letter and not a picture at all'),
    { code: 'picture/not-a-picture' },
  ],
  [
    'a bomb of 30,000 x 30,000',
    bomb(30_000, 30_000),
    { code: 'picture/too-many-pixels', width: 30_000, height: 30_000, limit: 100e6 },
  ],
  ['a cut-off JPEG', jpeg(640, 480).subarray(0, -20), { code: 'picture/damaged' }],
  ['a cut-off PNG', png(64, 64).subarray(0, -13), { code: 'picture/damaged' }],
  [
    'nothing but the start of a JPEG',
    Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
    { code: 'picture/damaged' },
  ],
  ['nothing but the start of a PNG', png(9, 9).subarray(0, 14), { code: 'picture/damaged' }],
])('refuses %s', async (_, bytes, fault) => {
  await expect(look(bytes, 'x')).rejects.toHaveProperty('fault', { ...fault, name: 'x' });
});

it('refuses a file of 60 MB before it reads it', async () => {
  const huge = { size: 60e6, slice: () => expect.unreachable() } as unknown as Blob;
  await expect(inspect(huge, 'x')).rejects.toHaveProperty('fault', {
    code: 'picture/too-many-bytes',
    name: 'x',
    bytes: 60e6,
    limit: 50e6,
  });
  expect(MAX_BYTES).toBe(50e6);
});

it('100 megapixels pass and one row more does not', async () => {
  await look(bomb(10_000, 10_000));
  await expect(look(bomb(10_000, 10_001))).rejects.toHaveProperty('fault', {
    code: 'picture/too-many-pixels',
    name: 'a.png',
    width: 10_000,
    height: 10_001,
    limit: 100e6,
  });
});

it('fitting keeps the aspect, never enlarges, and never loses a side', () => {
  expect(fitSize(4000, 3000, 512)).toEqual({ width: 512, height: 384 });
  expect(fitSize(100, 50, 512)).toEqual({ width: 100, height: 50 });
  expect(fitSize(1000, 500, 512)).toEqual({ width: 512, height: 256 });
  // As many pixels as 512 x 256.
  expect(fitSize(10_000, 200, 512)).toEqual({ width: 2560, height: 51 });
  expect(fitSize(512, 16_384, 2048)).toEqual({ width: 256, height: 8192 });
  expect(fitSize(10_000, 3, 512)).toEqual({ width: 10_000, height: 3 });
});

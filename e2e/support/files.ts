/** Unusual picture files, made byte by byte. */
import { pngOf } from './page.ts';

/** A PNG whose header claims a size that its 1 x 1 pixels do not have. */
export function hugePngHeader(width: number, height: number): Buffer {
  const bytes = pngOf(1, 1, () => [0, 0, 0, 255]);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

/** A JPEG with an EXIF segment that holds nothing but the orientation, 1..8. */
export function exifJpeg(jpeg: Buffer, orientation: number): Buffer {
  const tiff = Buffer.from([
    ...[0x4d, 0x4d, 0x00, 0x2a, 0x00, 0x00, 0x00, 0x08], // big endian, the directory at 8
    ...[0x00, 0x01], // one entry
    ...[0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, orientation, 0x00, 0x00],
    ...[0x00, 0x00, 0x00, 0x00], // no further directory
  ]);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const marker = Buffer.from([0xff, 0xe1, 0x00, body.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), marker, body, jpeg.subarray(2)]);
}

/** A GIF of frames of one colour each. */
export function animatedGif(width: number, height: number, colours: number[][]): Buffer {
  const size = [width & 255, width >> 8, height & 255, height >> 8];
  const palette = Array.from({ length: 4 }, (_, i) => colours[i] ?? [0, 0, 0]).flat();
  const frames = colours.flatMap((_, colour) => [
    ...[0x21, 0xf9, 0x04, 0x00, 50, 0, 0, 0], // shown for half a second
    ...[0x2c, 0, 0, 0, 0, ...size, 0x00],
    ...[0x02, ...lzw(width * height, colour), 0x00],
  ]);
  const header = [...Buffer.from('GIF89a', 'latin1'), ...size, 0x81, 0, 0, ...palette];
  return Buffer.from([...header, ...frames, 0x3b]);
}

/** The colour of every pixel in 3-bit codes; a clear code every second keeps them from growing. */
function lzw(pixels: number, colour: number): number[] {
  const [clear, end] = [4, 5];
  const codes = Array.from({ length: pixels }, () => [clear, colour]).flat();
  const bits = [...codes, end].flatMap((code) => [code & 1, (code >> 1) & 1, (code >> 2) & 1]);
  const bytes: number[] = [];
  for (let i = 0; i < bits.length; i += 8) {
    bytes.push(bits.slice(i, i + 8).reduce((byte, bit, j) => byte | (bit << j), 0));
  }
  return [bytes.length, ...bytes]; // one block: at most 255 bytes
}

// Writes a gradient of 10 bits a channel as a PNG of 16 bits, which avifenc makes an AVIF of: see README.md.
import { writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { PNG } from 'pngjs';

const [width, height] = [64, 48];
const pixels = Array.from({ length: width * height }, (_, at) => {
  const [x, y] = [at % width, Math.floor(at / width)];
  return [16 * x, 21 * y, 400 + x].map((value) => Math.round((value * 65535) / 1023));
});
const options = { width, height, bitDepth: 16, colorType: 2, inputColorType: 2 };
const data = Buffer.from(Uint16Array.from(pixels.flat()).buffer);
const png = Object.assign(new PNG(options), { data });
writeFileSync(argv[2] ?? 'gradient.png', PNG.sync.write(png, options));

/** Picture files that were changed at random: each is a picture of a size that fits, or a fault that has a sentence. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { hostileBytes, hostileText, tryEach } from '../browser/testing/hostile.ts';
import { inspect, MAX_PIXELS } from './inspect.ts';
import { PictureProblem } from './problems.ts';
import * as files from './testing/files.ts';
import { jpegFile, segment } from './testing/jpegFile.ts';

const golden = (name: string) => new Uint8Array(readFileSync(`e2e/goldens/${name}`));
const exif = files.orientationExif(6);

const KINDS: Readonly<Record<string, readonly files.FileBytes[]>> = {
  PNG: [files.pngOf(40, 30), golden('odd.png'), files.joined(files.pngOf(9, 9), files.pngOf(3, 3))],
  JPEG: [
    jpegFile({ width: 40, height: 30 }),
    jpegFile({ width: 17, height: 9 }, 3),
    files.inserted(
      jpegFile({ width: 16, height: 16 }),
      2,
      segment(0xe1, [...exif]),
      segment(0xe2, [...Buffer.from('ICC_PROFILE\0')]),
    ),
  ],
  WebP: [
    files.webpOf(files.vp8(40, 30)),
    files.webpOf(files.vp8l(40, 30)),
    files.webpOf(files.vp8x(40, 30), files.vp8(40, 30), files.riffChunk('EXIF', exif)),
  ],
  'AVIF and HEIC': [files.avifOf(40, 30), golden('photo.heic')],
  GIF: [
    files.joined(
      files.gifHead(40, 30),
      files.gifFrame(40, 30),
      files.gifFrame(8, 8, 4, 4),
      files.GIF_END,
    ),
  ],
  'BMP, ICO, JXL and TIFF': [
    files.bmpOf(40, 30),
    files.icoOf(files.pngOf(16, 16)),
    files.jxlOf(40, 30),
    files.tiffOf({ 256: 40, 257: 30 }),
  ],
  SVG: [files.joined('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
};

const all = Object.values(KINDS).flat();

it.for(Object.entries(KINDS))('%s', async ([, kinds], { task }) => {
  const tried = await tryEach(300, async (random) => {
    // A part of another format may be put in, so the others are among the files, too.
    const file = hostileBytes(random() < 0.1 ? all : kinds, random);
    try {
      const { header } = await inspect(new Blob([file]), hostileText(random));
      const pixels = header.width * header.height;
      expect(pixels).toBeGreaterThanOrEqual(0);
      expect(pixels).toBeLessThanOrEqual(MAX_PIXELS);
    } catch (error) {
      if (!(error instanceof PictureProblem)) throw error;
    }
  });
  Object.assign(task.meta, { tried: [tried] });
});

/** Uncompressed films (YUV4MPEG2), which Chromium plays as a camera over and over. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Film {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  /** Frames a second. */
  readonly rate: number;
  /** R, G, B, 0..255. */
  readonly colour: (x: number, y: number, frame: number) => readonly [number, number, number];
}

/** Writes the file and returns its name. Sides must be even: two by two pixels share their colour. */
export function writeY4m(file: string, { width, height, frames, rate, colour }: Film): string {
  const parts: Uint8Array[] = [
    Buffer.from(`YUV4MPEG2 W${width} H${height} F${rate}:1 Ip A1:1 C420jpeg\n`),
  ];
  for (let frame = 0; frame < frames; frame++) {
    const luma = new Uint8Array(width * height);
    const blue = new Float64Array(luma.length / 4);
    const red = new Float64Array(luma.length / 4);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const [r, g, b] = colour(x, y, frame);
        luma[y * width + x] = Math.round(0.299 * r + 0.587 * g + 0.114 * b);
        const at = (y >> 1) * (width / 2) + (x >> 1);
        blue[at] = (blue[at] as number) + (128 - 0.168736 * r - 0.331264 * g + 0.5 * b) / 4;
        red[at] = (red[at] as number) + (128 + 0.5 * r - 0.418688 * g - 0.081312 * b) / 4;
      }
    }
    parts.push(Buffer.from('FRAME\n'), luma, Uint8Array.from(blue), Uint8Array.from(red));
  }
  mkdirSync(dirname(file), { recursive: true });
  // Under a name of its own first: a browser that is playing the film keeps the former one.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, Buffer.concat(parts));
  renameSync(draft, file);
  return file;
}

/** Smooth colours with a bright square that goes from left to right. */
export function movingSquare(file: string, [width, height] = [128, 96], frames = 30): string {
  return writeY4m(file, {
    width,
    height,
    frames,
    rate: 30,
    colour: (x, y, frame) => {
      const left = (frame / frames) * (width - 24);
      const inside = x >= left && x < left + 24 && y >= height / 3 && y < height / 3 + 24;
      return inside ? [240, 220, 90] : [40 + (120 * x) / width, 60 + (100 * y) / height, 110];
    },
  });
}

import type { Pixels } from './pixels.ts';

/** A file of the picture; lossless for `image/png`. */
export async function encode(pixels: Pixels, type: 'image/png' | 'image/jpeg'): Promise<Blob> {
  const canvas = new OffscreenCanvas(pixels.width, pixels.height);
  canvas
    .getContext('2d')
    ?.putImageData(new ImageData(pixels.data, pixels.width, pixels.height), 0, 0);
  return canvas.convertToBlob({ type, quality: 0.92 });
}

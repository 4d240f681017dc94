import type { Crop } from '../../../picture/index.ts';
import { cropArea } from '../../../state/stylize/index.ts';

/** Pixels a side to which a part is scaled to look at it. */
const SIDE = 16;

/** A spread of its pixels, in levels of 0..255, below which a part has one colour. Paper that was scanned has 2 or so. */
const LEAST_SPREAD = 4;

/** @returns whether a part of a picture has nearly one colour */
export function isFlat(bitmap: ImageBitmap, crop: Crop): boolean {
  const { left, top, width, height } = cropArea(bitmap, crop);
  const brush = new OffscreenCanvas(SIDE, SIDE).getContext('2d', { willReadFrequently: true });
  if (!brush) return false;
  brush.fillStyle = 'white'; // under transparent parts
  brush.fillRect(0, 0, SIDE, SIDE);
  brush.drawImage(bitmap, left, top, width, height, 0, 0, SIDE, SIDE);
  const { data } = brush.getImageData(0, 0, SIDE, SIDE);
  const spreads = [0, 1, 2].map((channel) => {
    const values = Array.from({ length: SIDE * SIDE }, (_, i) => data[4 * i + channel] ?? 0);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  });
  return Math.max(...spreads) < LEAST_SPREAD;
}

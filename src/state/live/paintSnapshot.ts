/** A snapshot at full quality. Downloaded with the first one: most visitors take none. */
import type { Manifest, Stylizer } from '../../engine/index.ts';
import type { Pictures } from '../../picture/index.ts';
import { paintPhoto } from '../shared/index.ts';
import type { Painter } from './painter.ts';
import { drawLayers, type Look } from './screen.ts';
import type { LiveSettings } from './types.ts';

/** The longest side of a snapshot, in pixels: what a processor paints in a few seconds. */
const MOST = 1280;

/** A frame, and how it is to be painted. */
export interface SnapshotPainting {
  readonly camera: ImageBitmap;
  readonly pictures: Pictures;
  readonly manifest: Manifest;
  readonly stylizer: Stylizer;
  readonly models: Painter['models'];
  readonly settings: LiveSettings;
  readonly look: Look;
}

/** @returns the frame as all networks of the view paint it, put together as on the screen, as PNG */
export async function paintSnapshot(
  { camera, pictures, manifest, stylizer, models, settings, look }: SnapshotPainting,
  signal: AbortSignal,
  tell: (done: number) => void,
): Promise<Blob> {
  const longSide = Math.min(MOST, Math.max(camera.width, camera.height));
  const paintings: ImageBitmap[] = [];
  let [width, height] = [camera.width, camera.height];
  try {
    for (const [index, { id }] of models.entries()) {
      const choice = { ...settings, model: id, longSide };
      const { pixels } = await paintPhoto(
        { manifest, stylizer, pictures },
        { bitmap: camera },
        choice,
        signal,
        ({ done = 0 }) => tell((index + done) / models.length),
      );
      ({ width, height } = pixels);
      paintings.push(await createImageBitmap(new ImageData(pixels.data, width, height)));
    }
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('no canvas');
    drawLayers(context, { camera, paintings, width, height }, look);
    return await canvas.convertToBlob({ type: 'image/png' });
  } finally {
    for (const painting of paintings) painting.close();
  }
}

import type { Manifest, Stylizer } from '../../engine/index.ts';
import type { Pictures } from '../../picture/index.ts';
import { createTask, paintPhoto, type AppFault, type SavedFile } from '../shared/index.ts';
import type { Painter } from './painter.ts';
import { drawLayers, type Look, type Screen } from './screen.ts';
import type { LiveSettings, LiveStore } from './types.ts';

/** The longest side of a snapshot, in pixels: what a processor paints in a few seconds. */
const MOST = 1280;

interface Needs {
  readonly store: LiveStore;
  readonly screen: Screen;
  readonly pictures: Pictures;
  readonly notify: (fault: AppFault) => void;
  /** Of the file, without its ending. */
  readonly name: () => string;
}

interface Wanted {
  readonly manifest: Manifest;
  readonly stylizer: Stylizer;
  readonly models: Painter['models'];
  readonly settings: LiveSettings;
  readonly look: Look;
}

/** Paints snapshots, and keeps the field `snapshot` of the state true. */
export function createSnapshots({ store, screen, pictures, notify, name }: Needs) {
  const task = createTask<SavedFile, { done: number }>((snapshot) => store.setState({ snapshot }));

  async function take(wanted: Wanted | undefined): Promise<SavedFile | undefined> {
    const file = `${name()}.png`;
    const end = await task.start({ done: 0 }, async (signal, tell) => {
      // Kept first: the live picture goes on, and this must not be lost where painting fails.
      const [shown, frame] = await Promise.all([
        screen.toPng(),
        wanted ? screen.frame().catch(() => undefined) : undefined,
      ]);
      if (frame && wanted) {
        try {
          const blob = await paint(frame, wanted, signal, (done) => tell({ done }));
          return { blob, name: file };
        } catch {
          signal.throwIfAborted();
        } finally {
          frame.close();
        }
      }
      if (!shown) throw new Error('no picture');
      return { blob: shown, name: file };
    });
    if (end?.status === 'failed') notify({ code: 'snapshot/failed' });
    return end?.status === 'done' ? end.result : undefined;
  }

  /** The frame as all networks of the view paint it, put together as on the screen. */
  async function paint(
    camera: ImageBitmap,
    { manifest, stylizer, models, settings, look }: Wanted,
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

  return { take, cancel: task.cancel };
}

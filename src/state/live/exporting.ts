import { frameSize, type Manifest, type Stylizer } from '../../engine/index.ts';
import { repaintFilm } from '../../picture/index.ts';
import { createTask, mixOf, nameOfStyles, type AppFault, type SavedFile } from '../shared/index.ts';
import { extensionOf } from './recorder.ts';
import type { LiveSettings, LiveStore } from './types.ts';

/** A film, and how it is to be painted. */
interface Export {
  readonly file: Blob;
  readonly name: string;
  readonly manifest: Manifest;
  readonly stylizer: Stylizer;
  readonly model: string;
  readonly settings: LiveSettings;
  readonly mirror: boolean;
  /** Of the painted film, in pixels. */
  readonly longSide: number;
}

/** Paints a film to a file, and keeps the field `exporting` of the state true. */
export function createExporting(store: LiveStore, notify: (fault: AppFault) => void) {
  const task = createTask<SavedFile, { done: number }>((exporting) =>
    store.setState({ exporting }),
  );
  const active = () => task.state().status === 'running';

  /** Resolves when the file is there, or the visitor knows why not. One film at a time. */
  async function start(wanted: Export) {
    if (active()) return;
    task.reset();
    const { file, name, stylizer, manifest, model, settings, mirror, longSide } = wanted;
    const end = await task.start({ done: 0 }, async (signal, tell) => {
      const style = mixOf(settings, manifest, model);
      const blob = await repaintFilm({
        file,
        name,
        signal,
        onProgress: (done) => tell({ done }),
        mirror,
        strength: settings.strength,
        size: ({ width, height }) => frameSize(width, height, longSide),
        paint: async (frame, size) => {
          const { steady } = settings;
          return (await stylizer.paintFrame({ model, style, frame, ...size, steady })).bitmap;
        },
      });
      const base = name.replace(/\.[^.]*$/, '');
      return { blob, name: `${base}-${nameOfStyles(settings)}.${extensionOf(blob)}` };
    });
    if (end?.status === 'failed') notify(end.fault);
  }

  return { start, cancel: task.cancel, active };
}

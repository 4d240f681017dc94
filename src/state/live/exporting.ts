import { frameSize, type Manifest, type Stylizer } from '../../engine/index.ts';
import { repaintFilm } from '../../picture/index.ts';
import { oneHot, faultOf, type AppFault } from '../shared/index.ts';
import { extensionOf } from './recorder.ts';
import type { LiveSettings, LiveStore } from './types.ts';

interface Film {
  readonly file: Blob;
  readonly name: string;
}

interface Work extends Film {
  readonly manifest: Manifest;
  readonly stylizer: Stylizer;
  readonly model: string;
  readonly settings: LiveSettings;
  readonly mirror: boolean;
  readonly longSide: number;
}

/** What goes on in the field `exporting` of the state. */
export function createExporting(store: LiveStore, notify: (fault: AppFault) => void) {
  let job: AbortController | undefined;

  /** Resolves when the file is there, or the visitor knows why not. */
  async function start(work: Work) {
    if (job) return;
    const { signal } = (job = new AbortController());
    const { file, name, stylizer, manifest, model, settings, mirror, longSide } = work;
    const style = oneHot(settings.style, manifest);
    const onProgress = (done: number) => {
      if (!signal.aborted) store.setState({ exporting: { status: 'painting', done } });
    };
    onProgress(0);
    try {
      const blob = await repaintFilm({
        file,
        name,
        signal,
        onProgress,
        mirror,
        strength: settings.strength,
        size: ({ width, height }) => frameSize(width, height, longSide),
        paint: async (frame, size) => {
          const { steady } = settings;
          return (await stylizer.paintFrame({ model, style, frame, ...size, steady })).bitmap;
        },
      });
      signal.throwIfAborted();
      const base = name.replace(/\.[^.]*$/, '');
      const saved = { blob, name: `${base}-${settings.style}.${extensionOf(blob)}` };
      store.setState({ exporting: { status: 'done', file: saved } });
    } catch (error) {
      store.setState({ exporting: undefined });
      if (!signal.aborted) notify(faultOf(error));
    } finally {
      job = undefined;
    }
  }

  return { start, cancel: () => job?.abort(), active: () => Boolean(job) };
}

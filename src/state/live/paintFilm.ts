/** A whole film, painted to a file. Most visitors paint none, so this is downloaded with the first one. */
import {
  EngineProblem,
  frameSize,
  isLost,
  type Manifest,
  type Stylizer,
} from '../../engine/index.ts';
import { repaintFilm, type FilmLoss } from '../../picture/index.ts';
import { mixOf, stylesInFileName, type SavedFile } from '../shared/index.ts';
import { writtenSize } from './exporting.ts';
import { extensionOf } from './recorder.ts';
import type { LiveSettings } from './types.ts';

/** A film, and how it is to be painted. */
export interface FilmPainting {
  readonly file: Blob;
  readonly name: string;
  readonly manifest: Manifest;
  readonly stylizer: Stylizer;
  readonly model: string;
  readonly settings: LiveSettings;
  readonly mirror: boolean;
}

interface Painted {
  readonly file: SavedFile;
  readonly seconds: number;
  readonly loss: FilmLoss;
}

/**
 * @param onProgress is told how much is painted, 0..1
 * @returns the file and what it lacks. Rejects as `repaintFilm` does
 */
export async function paintFilm(
  wanted: FilmPainting,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<Painted> {
  const { file, name, stylizer, manifest, model, settings, mirror } = wanted;
  const { steady, strength, filmSize } = settings;
  const style = mixOf(settings, manifest, model);
  const { blob, seconds, loss } = await repaintFilm({
    ...{ file, name, signal, mirror, strength, onProgress },
    size: (film) => {
      const written = writtenSize(film, filmSize);
      const { width, height } = written;
      return { written, painted: frameSize(width, height, Math.max(width, height)) };
    },
    paint: async (frame, size) =>
      (await stylizer.paintFrame({ model, target: 'file', style, frame, ...size, steady })).bitmap,
    // What was sent to a lost worker is lost, too. The next try has a new worker.
    mayPaintAgain: (error) => error instanceof EngineProblem && isLost(error.fault),
  });
  const base = name.replace(/\.[^.]*$/, '');
  const fileName = `${base}-${stylesInFileName(settings)}.${extensionOf(blob)}`;
  return { file: { blob, name: fileName }, seconds, loss };
}

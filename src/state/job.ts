import type { Manifest, ModelId, Stylizer } from '../engine/index.ts';
import type { Pictures } from '../picture/index.ts';
import type { Painting, Photo, Progress } from './types.ts';

export interface Workshop {
  readonly manifest: Manifest;
  readonly stylizer: Stylizer;
  readonly pictures: Pictures;
}

export interface Wanted {
  readonly style: string;
  readonly model: ModelId;
  readonly longSide: number;
}

/**
 * Fit a photo and have it painted in one style. Throws what the engine throws, or the signal's reason
 * once it is aborted.
 */
export async function runJob(
  { manifest, stylizer, pictures }: Workshop,
  photo: Photo,
  wanted: Wanted,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<Pick<Painting, 'pixels' | 'executor' | 'ms'>> {
  const picture = await pictures.fit(photo.bitmap, wanted.longSide);
  const style = manifest.styles.map(({ id }) => (id === wanted.style ? 1 : 0));
  for await (const update of stylizer.run({ model: wanted.model, style, picture }, signal)) {
    if (update.type === 'result') {
      return { pixels: update.picture, executor: update.executor, ms: update.ms };
    }
    if (update.type === 'progress') onProgress({ phase: 'paint', done: update.done });
    else if (update.stage === 'download') {
      onProgress({ phase: 'download', done: update.loaded / update.total });
    } else onProgress({ phase: 'prepare' });
  }
  throw new Error('The painting did not arrive. Try again.');
}

import type { LoadProgress, Manifest, ModelId, Stylizer } from '../../engine/index.ts';
import type { Pictures } from '../../picture/index.ts';
import { PageProblem } from './problems.ts';
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
  const style = oneHot(wanted.style, manifest);
  for await (const update of stylizer.run({ model: wanted.model, style, picture }, signal)) {
    if (update.type === 'result') {
      return { pixels: update.picture, executor: update.executor, ms: update.ms };
    }
    if (update.type === 'progress') onProgress({ phase: 'paint', done: update.done });
    else onProgress(toProgress(update));
  }
  throw new PageProblem({ code: 'paint/nothing-arrived' });
}

export function toProgress({ stage, loaded, total }: LoadProgress): Progress {
  return stage === 'download' ? { phase: 'download', done: loaded / total } : { phase: 'prepare' };
}

/** The weights of the network's style rows for one pure style. */
export function oneHot(style: string, { styles }: Manifest): number[] {
  return styles.map(({ id }) => (id === style ? 1 : 0));
}

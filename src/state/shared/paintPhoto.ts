import type { LoadProgress, Manifest, ModelId, Stylizer } from '../../engine/index.ts';
import type { Pictures } from '../../picture/index.ts';
import { mixOf } from './boldness.ts';
import type { Styles } from './mix.ts';
import { PageProblem } from './problems.ts';
import type { Painting, Photo, Progress } from './types.ts';

/** What painting needs, once all of it is there. */
export interface PaintingTools {
  readonly manifest: Manifest;
  readonly stylizer: Stylizer;
  readonly pictures: Pictures;
}

/** How a photo is to be painted. */
export interface PaintingChoice extends Styles {
  /** 0..1: soft to bold. */
  readonly boldness: number;
  readonly model: ModelId;
  /** Pixels of the painting's longest side. */
  readonly longSide: number;
}

/** What is painted. */
export interface Paintable extends Pick<Photo, 'bitmap'> {
  /** The painting will get the photo's transparency. Else its transparent parts are painted as white. */
  readonly cutOut?: boolean;
}

/**
 * Fit a photo and have it painted in one style or a mix. Throws EngineProblem or PictureProblem, or the signal's reason
 * once it is aborted.
 */
export async function paintPhoto(
  { manifest, stylizer, pictures }: PaintingTools,
  { bitmap, cutOut }: Paintable,
  choice: PaintingChoice,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<Pick<Painting, 'pixels' | 'executor' | 'ms'>> {
  const picture = await pictures.fit(bitmap, choice.longSide, cutOut);
  const style = mixOf(choice, manifest, choice.model);
  for await (const update of stylizer.run({ model: choice.model, style, picture }, signal)) {
    if (update.type === 'result') {
      return { pixels: update.picture, executor: update.executor, ms: update.ms };
    }
    if (update.type === 'progress') onProgress({ phase: 'paint', done: update.done });
    else onProgress(toProgress(update));
  }
  throw new PageProblem({ code: 'paint/nothing-arrived' });
}

/** @returns how far loading a model is, for a page */
export function toProgress({ stage, loaded, total, stalled }: LoadProgress): Progress {
  if (stage !== 'download') return { phase: 'prepare' };
  return { phase: stalled ? 'stalled' : 'download', done: loaded / total };
}

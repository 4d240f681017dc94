import type { Engines, Manifest } from '../../engine/index.ts';
import type { Comparison, Pictures, Pixels } from '../../picture/index.ts';
import {
  type InTurn,
  type Photo,
  pictureCache,
  type Progress,
  runJob,
  takeTurns,
  toProgress,
} from '../shared/index.ts';
import type { CompareSettings, Outcome, SideChoice } from './types.ts';

/** What painting needs, once all of it is there. */
export interface Ready {
  readonly manifest: Manifest;
  readonly engines: Engines;
  readonly photo: Photo;
  readonly settings: CompareSettings;
}

/** Paints and compares, and remembers both, so that swapping and going back are instant. */
export interface Studio {
  readonly pictures: Pictures;
  readonly inTurn: InTurn;
  /**
   * What was painted before is there at once, without progress. Throws what the engine throws, or the
   * signal's reason once it is aborted.
   */
  paint(
    ready: Ready,
    choice: SideChoice,
    signal: AbortSignal,
    onProgress: (progress: Progress) => void,
  ): Promise<Outcome>;
  compare(a: Outcome, b: Outcome): Promise<Comparison>;
  forget(): void;
}

export function createStudio(pictures: Pictures): Studio {
  const cache = pictureCache<Outcome>();
  const inTurn = takeTurns();
  /** By either picture; gone when the pictures are. */
  const compared = new WeakMap<Pixels, WeakMap<Pixels, Promise<Comparison>>>();

  const paint: Studio['paint'] = async (ready, choice, signal, onProgress) => {
    const { manifest, engines, photo } = ready;
    const { style, size } = ready.settings;
    const known = cache.get(nameOf(ready, choice));
    if (known) return known;
    onProgress({ phase: 'prepare' });
    const stylizer = await engines.get(choice.executor);
    // Both sides may download at a time; only what is timed takes turns.
    for await (const progress of stylizer.load(choice.model, signal))
      onProgress(toProgress(progress));
    const workshop = { manifest, stylizer, pictures };
    const wanted = { style, model: choice.model, longSide: size };
    const done = await inTurn(signal, () => runJob(workshop, photo, wanted, signal, onProgress));
    const { pixels, executor: ranOn, ms } = done;
    const photoSize = { width: photo.width, height: photo.height };
    const about = { photo: photo.id, photoSize, style, size };
    const outcome: Outcome = { ...choice, ...about, pixels, ranOn, ms };
    cache.put(nameOf(ready, choice), outcome);
    return outcome;
  };

  function compare({ pixels: a }: Outcome, { pixels: b }: Outcome): Promise<Comparison> {
    const known = compared.get(a)?.get(b) ?? compared.get(b)?.get(a);
    if (known) return known;
    const comparison = pictures.compare(a, b);
    const others = compared.get(a) ?? new WeakMap<Pixels, Promise<Comparison>>();
    compared.set(a, others.set(b, comparison));
    comparison.catch(() => others.delete(b));
    return comparison;
  }

  return {
    pictures,
    inTurn,
    paint,
    compare,
    forget: cache.clear,
  };
}

function nameOf({ photo, settings: { style, size } }: Ready, { model, executor }: SideChoice) {
  return [photo.id, style, size, model, executor].join('/');
}

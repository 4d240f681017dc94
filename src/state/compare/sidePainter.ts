import type { Engines, Manifest, ModelId } from '../../engine/index.ts';
import type { Comparison, Pictures, Pixels } from '../../picture/index.ts';
import {
  type InTurn,
  nameOfStyles,
  type Photo,
  paintPhoto,
  pictureCache,
  type Progress,
  takeTurns,
  toProgress,
  versionOfStyles,
} from '../shared/index.ts';
import { lookOf, type CompareSettings, type Outcome, type SideChoice } from './types.ts';

/** What painting needs, once all of it is there. */
export interface PaintInputs {
  readonly manifest: Manifest;
  readonly engines: Engines;
  readonly photo: Photo;
  readonly settings: CompareSettings;
  /** Of the paintings that are asked for together. */
  readonly round: number;
}

/** Paints and compares, and remembers both, so that swapping and going back are instant. */
export interface SidePainter {
  readonly pictures: Pictures;
  /** One measurement or painting at a time. */
  readonly inTurn: InTurn;
  /** @returns what was painted before with these inputs */
  known(inputs: PaintInputs, choice: SideChoice): Outcome | undefined;
  /** @returns what was painted before with a model and the settings of both sides, on whatever a side ran it */
  knownOf(inputs: PaintInputs, model: ModelId): Outcome | undefined;
  /**
   * Paint, unless it was painted before. Throws EngineProblem or PictureProblem, or the signal's reason once
   * it is aborted.
   */
  paint(
    inputs: PaintInputs,
    choice: SideChoice,
    signal: AbortSignal,
    onProgress: (progress: Progress) => void,
  ): Promise<Outcome>;
  compare(a: Outcome, b: Outcome): Promise<Comparison>;
  /** Forget what was painted. */
  forget(): void;
}

export function createSidePainter(pictures: Pictures): SidePainter {
  const cache = pictureCache<Outcome>();
  const inTurn = takeTurns();
  /** By either picture; gone when the pictures are. */
  const compared = new WeakMap<Pixels, WeakMap<Pixels, Promise<Comparison>>>();

  const known: SidePainter['known'] = (inputs, choice) => cache.get(nameOf(inputs, choice));

  const knownOf: SidePainter['knownOf'] = (inputs, model) => {
    const { left, right } = inputs.settings;
    const choices = [{ model, executor: 'auto' } as const, left, right];
    return (
      choices
        .filter((choice) => choice.model === model)
        // Not with settings of one side's own.
        .map(({ executor }) => known(inputs, { model, executor }))
        .find((outcome) => outcome)
    );
  };

  const paint: SidePainter['paint'] = async (inputs, choice, signal, onProgress) => {
    const before = known(inputs, choice);
    if (before) return before;
    const { manifest, engines, photo } = inputs;
    const look = lookOf(inputs.settings, choice);
    const { size, ...styles } = look;
    const { model, executor } = choice;
    const stylizer = await engines.get(choice.executor);
    // Both sides may download at a time; only what is timed takes turns.
    for await (const progress of stylizer.load(choice.model, signal))
      onProgress(toProgress(progress));
    const tools = { manifest, stylizer, pictures };
    const how = { ...styles, model, longSide: size };
    const { bitmap } = photo; // on white, where it is a cut-out
    const done = await inTurn(signal, () => paintPhoto(tools, { bitmap }, how, signal, onProgress));
    const { pixels, executor: ranOn, ms } = done;
    const photoSize = { width: photo.width, height: photo.height };
    const about = { model, executor, photo: photo.id, photoSize };
    const outcome: Outcome = { ...about, ...look, pixels, ranOn, ms, round: inputs.round };
    cache.put(nameOf(inputs, choice), outcome);
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
    known,
    knownOf,
    paint,
    compare,
    forget: cache.clear,
  };
}

function nameOf({ manifest, photo, settings }: PaintInputs, choice: SideChoice) {
  const { boldness, size, ...styles } = lookOf(settings, choice);
  const { model, executor } = choice;
  const painted = nameOfStyles(styles) + versionOfStyles(styles, manifest);
  return [photo.id, painted, boldness, size, model, executor].join('/');
}

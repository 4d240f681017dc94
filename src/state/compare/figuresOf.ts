import { rowCount, type Manifest } from '../../engine/index.ts';
import { canBeBold, lastResult } from '../shared/index.ts';
import { factsOf, type ModelFacts } from './cards.ts';
import {
  heldOutOf,
  layersOf,
  sizeFigures,
  type Figures,
  type KnownFigures,
  type Likeness,
  type SideFigures,
} from './figures.ts';
import type { CompareState } from './state.ts';
import type { Outcome, SideChoice, SideId, SideMeasurement, Sides } from './types.ts';

/** What is known of a side; the progress of a running one is no part of it. */
export interface KnownOfSide {
  readonly facts?: ModelFacts | undefined;
  readonly executor: SideChoice['executor'];
  readonly outcome?: Outcome | undefined;
  readonly measured?: SideMeasurement | undefined;
}

export interface KnownOfBoth {
  readonly manifest?: Manifest | undefined;
  readonly style: string;
  readonly boldness: number;
  readonly likeness?: Likeness | undefined;
  /** A side's painting, for its size and the photo's. */
  readonly outcome?: Outcome | undefined;
}

export interface Known extends KnownOfBoth {
  readonly sides: Sides<KnownOfSide>;
}

/** What a side's figures are made of. */
export function knownOfSide(state: CompareState, side: SideId): KnownOfSide {
  const { facts, settings, sides, benchmark } = state;
  const shown = sides[side];
  return {
    facts: factsOf(facts, settings[side].model),
    executor: settings[side].executor,
    outcome: shown.status === 'done' ? shown.result : undefined,
    measured: lastResult(benchmark)?.[side],
  };
}

/** What both sides' figures are made of. */
export function knownOfBoth(state: CompareState): KnownOfBoth {
  const { connection, settings, comparison, sides } = state;
  return {
    manifest: connection.status === 'connected' ? connection.manifest : undefined,
    style: settings.style,
    boldness: settings.boldness,
    likeness: comparison,
    outcome: lastResult(sides.left) ?? lastResult(sides.right),
  };
}

export function knownOf(state: CompareState): Known {
  const sides = { left: knownOfSide(state, 'left'), right: knownOfSide(state, 'right') };
  return { ...knownOfBoth(state), sides };
}

/**
 * All that can be told by now, of one side where no more is known; undefined before the first painting,
 * whose size the costs depend on.
 */
export function figuresOf({
  manifest,
  style,
  boldness,
  likeness,
  outcome,
  sides,
}: Known): KnownFigures | undefined {
  if (!manifest || !outcome) return undefined;
  const { width, height } = outcome.pixels;
  const figures = ({ facts, executor, outcome, measured }: KnownOfSide) =>
    facts &&
    ({
      model: facts.entry,
      executor,
      ranOn: outcome?.ranOn,
      ms: outcome?.ms,
      size: sizeFigures(facts, rowCount(manifest.styles), { width, height }),
      layers: layersOf(facts, { width, height }),
      heldOut: heldOutOf(facts.card.quality, manifest),
      measured,
    } satisfies SideFigures);
  const [left, right] = [figures(sides.left), figures(sides.right)];
  if (!left && !right) return undefined;
  const title = manifest.styles.find(({ id }) => id === style)?.title ?? style;
  return {
    picture: { width, height },
    photo: outcome.photoSize,
    style: { id: style, title, boldness: canBeBold(manifest) ? boldness : undefined },
    likeness,
    sides: { left, right },
  };
}

/** The figures of both sides; undefined where those of one are missing. */
export function complete(figures: KnownFigures): Figures | undefined {
  const { left, right } = figures.sides;
  return left && right && { ...figures, sides: { left, right } };
}

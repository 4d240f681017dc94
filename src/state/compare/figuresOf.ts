import type { Manifest } from '../../engine/index.ts';
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
import { lastMeasured } from './sideBenchmark.ts';
import { lastOutcome } from './sides.ts';
import type { CompareState } from './state.ts';
import type { Outcome, SideChoice, SideId, SideMeasurement, Sides } from './types.ts';

/** What is known of a side; the progress of a running one is no part of it. */
export interface SideKnowledge {
  readonly facts?: ModelFacts | undefined;
  readonly executor: SideChoice['executor'];
  readonly outcome?: Outcome | undefined;
  readonly measured?: SideMeasurement | undefined;
}

export interface CommonKnowledge {
  readonly manifest?: Manifest | undefined;
  readonly style: string;
  readonly likeness?: Likeness | undefined;
  /** A side's painting, for its size and the photo's. */
  readonly outcome?: Outcome | undefined;
}

export interface Knowledge extends CommonKnowledge {
  readonly sides: Sides<SideKnowledge>;
}

/** What a side's figures are made of. */
export function sideKnowledge(state: CompareState, side: SideId): SideKnowledge {
  const { facts, settings, sides, benchmark } = state;
  const shown = sides[side];
  return {
    facts: factsOf(facts, settings[side].model),
    executor: settings[side].executor,
    outcome: shown.status === 'shown' ? shown.outcome : undefined,
    measured: lastMeasured(benchmark)?.[side],
  };
}

/** What both sides' figures are made of. */
export function commonKnowledge(state: CompareState): CommonKnowledge {
  const { connection, settings, comparison, sides } = state;
  return {
    manifest: connection.status === 'connected' ? connection.manifest : undefined,
    style: settings.style,
    likeness: comparison,
    outcome: lastOutcome(sides.left) ?? lastOutcome(sides.right),
  };
}

export function knowledge(state: CompareState): Knowledge {
  const sides = { left: sideKnowledge(state, 'left'), right: sideKnowledge(state, 'right') };
  return { ...commonKnowledge(state), sides };
}

/**
 * All that can be told by now, of one side where no more is known; undefined before the first painting,
 * whose size the costs depend on.
 */
export function figuresOf({
  manifest,
  style,
  likeness,
  outcome,
  sides,
}: Knowledge): KnownFigures | undefined {
  if (!manifest || !outcome) return undefined;
  const { width, height } = outcome.pixels;
  const figures = ({ facts, executor, outcome, measured }: SideKnowledge) =>
    facts &&
    ({
      model: facts.entry,
      executor,
      ranOn: outcome?.ranOn,
      ms: outcome?.ms,
      size: sizeFigures(facts, manifest.styles.length, { width, height }),
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
    style: { id: style, title },
    likeness,
    sides: { left, right },
  };
}

/** The figures of both sides; undefined where those of one are missing. */
export function complete(figures: KnownFigures): Figures | undefined {
  const { left, right } = figures.sides;
  return left && right && { ...figures, sides: { left, right } };
}

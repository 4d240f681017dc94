import { rowCount, type Manifest } from '../../engine/index.ts';
import { canBeBold, lastResult, type Mix } from '../shared/index.ts';
import { factsOf, type ModelFacts } from './cards.ts';
import {
  heldOutOf,
  layersOf,
  sizeFigures,
  type Figures,
  type KnownFigures,
  type Likeness,
  type ModelFigures,
  type SideFigures,
} from './figures.ts';
import type { CompareState } from './state.ts';
import {
  areApart,
  type Outcome,
  type SideChoice,
  type SideId,
  type SideMeasurement,
  type Sides,
} from './types.ts';

/** What is known of a side; the progress of a running one is no part of it. */
interface KnownOfSide {
  readonly facts?: ModelFacts | undefined;
  readonly executor: SideChoice['executor'];
  /** What it has for itself, where the sides are painted differently. */
  readonly own?: SideChoice | undefined;
  readonly outcome?: Outcome | undefined;
  readonly measured?: SideMeasurement | undefined;
}

interface KnownOfBoth {
  readonly manifest?: Manifest | undefined;
  readonly style: string;
  readonly mix: Mix;
  readonly boldness: number;
  readonly likeness?: Likeness | undefined;
  /** A side's painting, for its size and the photo's. */
  readonly outcome?: Outcome | undefined;
}

interface Known extends KnownOfBoth {
  readonly sides: Sides<KnownOfSide>;
}

/** What a side's figures are made of. */
export function knownOfSide(state: CompareState, side: SideId): KnownOfSide {
  const { facts, settings, sides, benchmark } = state;
  const shown = sides[side];
  return {
    facts: factsOf(facts, settings[side].model),
    executor: settings[side].executor,
    // The same object as long as nothing changes, so that nothing is rendered again.
    own: areApart(settings) ? settings[side] : undefined,
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
    mix: settings.mix,
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
  mix,
  boldness,
  likeness,
  outcome,
  sides,
}: Known): KnownFigures | undefined {
  if (!manifest || !outcome) return undefined;
  const bold = canBeBold(manifest);
  const sizeOf = ({ pixels: { width, height } }: Outcome) => ({ width, height });
  const timesCompare = haveComparableTimes(sides.left.outcome, sides.right.outcome);
  const figures = ({ facts, executor, own, outcome: painted, measured }: KnownOfSide) => {
    // A side with a size of its own has no costs before it is painted.
    if (!facts || (own && !painted)) return undefined;
    const picture = sizeOf(own && painted ? painted : outcome);
    return {
      model: facts.entry,
      boldness: own && bold ? (own.boldness ?? boldness) : undefined,
      picture: own && picture,
      executor,
      ranOn: painted?.ranOn,
      ms: timesCompare ? painted?.ms : undefined,
      size: sizeFigures(facts, rowCount(manifest.styles), picture),
      layers: layersOf(facts, picture),
      heldOut: heldOutOf(facts.card.quality, manifest, facts.source?.quality),
      measured,
    } satisfies SideFigures;
  };
  const [left, right] = [figures(sides.left), figures(sides.right)];
  if (!left && !right) return undefined;
  const titleOf = (id: string) => manifest.styles.find((known) => known.id === id)?.title ?? id;
  const parts = mix.map((part) => ({
    id: part.style,
    title: titleOf(part.style),
    percent: part.percent,
  }));
  return {
    picture: sizeOf(outcome),
    photo: outcome.photoSize,
    style: {
      id: style,
      title: titleOf(style),
      boldness: bold ? boldness : undefined,
      mix: parts.length > 0 ? parts : undefined,
    },
    likeness,
    sides: { left, right },
  };
}

/**
 * Whether the times of two single runs say which is faster: with the same settings, and one right after the other, since
 * the machine may be warmer or busier later.
 */
function haveComparableTimes(left: Outcome | undefined, right: Outcome | undefined): boolean {
  if (!left || !right) return true; // nothing to compare yet
  return left.round === right.round && left.boldness === right.boldness && left.size === right.size;
}

/** @returns what the table of all models tells of those that have painted; undefined where none has */
export function modelFigures({ connection, rows }: CompareState): Figures['models'] {
  if (connection.status !== 'connected') return undefined;
  const { models } = connection.manifest;
  const known = rows.flatMap(({ model, state, comparison }): ModelFigures[] => {
    const entry = models.find(({ id }) => id === model);
    if (!entry || state.status !== 'done') return [];
    const { bytes: download, weights } = entry;
    const { ranOn, ms } = state.result;
    return [{ model: entry, download, weights, ranOn, ms, likeness: comparison }];
  });
  return known.length > 0 ? known : undefined;
}

/** The figures of both sides; undefined where those of one are missing. */
export function complete(figures: KnownFigures): Figures | undefined {
  const { left, right } = figures.sides;
  return left && right && { ...figures, sides: { left, right } };
}

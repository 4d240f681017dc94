import type { ExecutorChoice, ExecutorInfo, ModelId, RunParts } from '../../engine/index.ts';
import type { Comparison, Pixels } from '../../picture/index.ts';
import {
  DEFAULT_BOLDNESS,
  type AppFault,
  type Progress,
  type Styles,
  type TaskState,
} from '../shared/index.ts';

export type SideId = 'left' | 'right';
export const SIDES: readonly SideId[] = ['left', 'right'];

/** One of each side. */
export type Sides<T> = Readonly<Record<SideId, T>>;

/** How the two results are looked at. Switching never runs a network. */
export const VIEWS = ['split', 'side-by-side', 'difference', 'models'] as const;
export type View = (typeof VIEWS)[number];

/** What paints a side. */
interface SidePainterChoice {
  readonly model: ModelId;
  /** `auto`: the one that the Stylize page would use. */
  readonly executor: ExecutorChoice | 'auto';
}

/** What paints a side, and how. */
export interface SideChoice extends SidePainterChoice {
  /** Its own, 0..1; undefined: that of both sides. */
  readonly boldness?: number | undefined;
  /** Its own longest side in pixels, which makes the brush; undefined: that of both sides. */
  readonly size?: number | undefined;
}

/** Everything that the address carries, but for the photo; a sample picture's id stands in for that. */
export interface CompareSettings extends Styles {
  readonly left: SideChoice;
  readonly right: SideChoice;
  /** 0..1: soft to bold. */
  readonly boldness: number;
  /** Longest side in pixels. */
  readonly size: number;
  readonly view: View;
  readonly sample?: string | undefined;
}

/** What an address says. What all pages share is there only where the address names it. */
export type CompareAddress = Omit<CompareSettings, Shared> & Partial<Pick<CompareSettings, Shared>>;
type Shared = 'style' | 'mix' | 'boldness' | 'size';

/** What an address leaves out, and nobody has chosen. No style: the manifest's default one. */
export const DEFAULT_COMPARISON: CompareSettings = {
  left: { model: 'original-float16', executor: 'auto' },
  right: { model: 'compressed-float16', executor: 'auto' },
  style: '',
  mix: [],
  boldness: DEFAULT_BOLDNESS,
  size: 512,
  view: 'split',
};

/** How a side is painted: its own settings, and those of both where it has none. */
interface SideLook extends Styles {
  readonly boldness: number;
  readonly size: number;
}

/** @returns how a side is painted */
export const lookOf = (
  { style, mix, boldness, size }: SideLook,
  own: Pick<SideChoice, 'boldness' | 'size'>,
): SideLook => ({
  style,
  mix,
  boldness: own.boldness ?? boldness,
  size: own.size ?? size,
});

/** Whether the two sides are painted with different boldness or brush size. */
export const areApart = ({ left, right, ...both }: CompareSettings): boolean => {
  const [a, b] = [lookOf(both, left), lookOf(both, right)];
  return a.boldness !== b.boldness || a.size !== b.size;
};

/** A side's finished picture. */
export interface Outcome extends SidePainterChoice, SideLook {
  readonly photo: number;
  /** Of the file's picture, in pixels. */
  readonly photoSize: { readonly width: number; readonly height: number };
  readonly pixels: Pixels;
  /** What really painted it. */
  readonly ranOn: ExecutorInfo;
  readonly ms: number;
  /** The same for both sides where they were painted one right after the other. */
  readonly round: number;
}

/** A side's picture. Each fails on its own; `previous` is not of the present settings. */
export type SideState = TaskState<Outcome, Progress>;

/** One timed run, in milliseconds. `draw` is the page's part: the pixels onto a canvas. */
export interface TimedRun extends RunParts {
  readonly total: number;
  readonly draw: number;
}

/** What was measured of a model on an executor. Undefined figures are those that its
 * executor can't tell, or that a hidden tab would have spoilt. */
export interface SideMeasurement {
  readonly ranOn: ExecutorInfo;
  readonly runs: readonly TimedRun[];
  /** Milliseconds; 0 bytes over the wire when it came from the cache. */
  readonly download: { readonly ms?: number | undefined; readonly cached: boolean };
  /** Weights onto the device, shaders compiled, the first small picture. */
  readonly warmUpMs?: number | undefined;
  /** The most bytes that were allocated at a time, and where. */
  readonly peak?: { readonly bytes: number; readonly of: 'gpu' | 'heap' } | undefined;
  /** Milliseconds by layer of the spec: medians of as many runs, each with a wait after every layer. */
  readonly layers?: Readonly<Record<string, number>> | undefined;
}

/** How far measured runs are. */
export interface RunProgress {
  /** Runs done, of so many. */
  readonly done: number;
  readonly total: number;
  /** `waiting`: something else runs, alone. `paused`: the tab is hidden, where browsers slow pages down. */
  readonly phase: 'waiting' | 'measuring' | 'paused';
}

/** Both sides, timed. `previous` was measured with the present settings, too. */
export type Benchmark = TaskState<Sides<SideMeasurement>, BenchmarkProgress<SideId>>;

export interface BenchmarkProgress<Id extends string> extends RunProgress {
  /** So far, of those that got ready. */
  readonly measured: Readonly<Partial<Record<Id, SideMeasurement>>>;
}

/** A model on an executor of this browser. */
export interface EngineRow {
  readonly id: string;
  readonly executor: ExecutorInfo;
  readonly model: ModelId;
  /** So far, while it runs. */
  readonly measured?: SideMeasurement | undefined;
  /** Why it was left out. */
  readonly problem?: AppFault | undefined;
}

/**
 * Both sides' models on everything that this browser can run them with, timed. `previous` was measured with the
 * present settings, too.
 */
export type EnginesBenchmark = TaskState<
  readonly EngineRow[],
  RunProgress & { readonly rows: readonly EngineRow[] }
>;

/** One row of the `models` view. */
export interface ModelRow {
  readonly model: ModelId;
  readonly state: SideState;
  /** Against the first model of the manifest, once both are there. */
  readonly comparison?: Comparison | undefined;
}

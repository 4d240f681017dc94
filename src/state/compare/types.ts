import type { ExecutorChoice, ExecutorInfo, ModelId, RunParts } from '../../engine/index.ts';
import type { Comparison, Pixels } from '../../picture/index.ts';
import type { Progress, AppFault } from '../shared/index.ts';

export type SideId = 'left' | 'right';
export const SIDES: readonly SideId[] = ['left', 'right'];

/** One of each side. */
export type Sides<T> = Readonly<Record<SideId, T>>;

/** How the two results are looked at. Switching never runs a network. */
export const VIEWS = ['split', 'side-by-side', 'difference', 'models'] as const;
export type View = (typeof VIEWS)[number];

/** What paints a side. */
export interface SideChoice {
  readonly model: ModelId;
  /** `auto`: the one that the Stylize page would use. */
  readonly executor: ExecutorChoice | 'auto';
}

/** Everything that the address carries, but for the photo; a sample picture's id stands in for that. */
export interface CompareSettings {
  readonly left: SideChoice;
  readonly right: SideChoice;
  readonly style: string;
  /** Longest side in pixels. */
  readonly size: number;
  readonly view: View;
  readonly sample?: string | undefined;
}

/** What an address leaves out. No style: the manifest's first one. */
export const DEFAULT_COMPARISON: CompareSettings = {
  left: { model: 'original-float32', executor: 'auto' },
  right: { model: 'compressed-float16', executor: 'auto' },
  style: '',
  size: 512,
  view: 'split',
};

/** A side's finished picture. */
export interface Outcome extends SideChoice {
  readonly photo: number;
  /** Of the file's picture, in pixels. */
  readonly photoSize: { readonly width: number; readonly height: number };
  readonly style: string;
  readonly size: number;
  readonly pixels: Pixels;
  /** What really painted it. */
  readonly ranOn: ExecutorInfo;
  readonly ms: number;
}

/** One side fails on its own; the other one stays. `previous` is not of the present settings. */
export type SideState =
  | { readonly status: 'empty' }
  | { readonly status: 'cancelled'; readonly previous?: Outcome | undefined }
  | {
      readonly status: 'running';
      readonly progress: Progress;
      readonly previous?: Outcome | undefined;
    }
  | { readonly status: 'shown'; readonly outcome: Outcome }
  | {
      readonly status: 'failed';
      readonly problem: AppFault;
      readonly previous?: Outcome | undefined;
    };

/** One timed run, in milliseconds. `draw` is the page's part: the pixels onto a canvas. */
export interface TimedRun extends RunParts {
  readonly total: number;
  readonly draw: number;
}

/** What was measured of a model on an executor. Undefined figures are those that its executor can't tell. */
export interface SideMeasurement {
  readonly ranOn: ExecutorInfo;
  readonly runs: readonly TimedRun[];
  /** Milliseconds; 0 bytes over the wire when it came from the cache. */
  readonly download: { readonly ms: number; readonly cached: boolean };
  /** Weights onto the device, shaders compiled, the first small picture. */
  readonly warmUpMs: number;
  /** The most bytes that were allocated at a time, and where. */
  readonly peak?: { readonly bytes: number; readonly of: 'gpu' | 'heap' } | undefined;
  /** One run with a wait after each layer, milliseconds by layer of the spec. */
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

/** `previous` was measured with the present settings, too, and stays until new figures replace it. */
export type Benchmark =
  | { readonly status: 'idle' }
  | (RunProgress & {
      readonly status: 'running';
      readonly sides: Readonly<Partial<Record<SideId, SideMeasurement>>>;
      readonly previous?: Sides<SideMeasurement> | undefined;
    })
  | { readonly status: 'done'; readonly sides: Sides<SideMeasurement> }
  | {
      readonly status: 'failed';
      readonly problem: AppFault;
      readonly previous?: Sides<SideMeasurement> | undefined;
    };

/** One row of the `models` view. */
export interface ModelRow {
  readonly model: ModelId;
  readonly state: SideState;
  /** Against the first model of the manifest, once both are there. */
  readonly comparison?: Comparison | undefined;
}

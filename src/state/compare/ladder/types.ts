/** The ladder: networks from the original down to the smallest, on the visitor's photo. */
import type { ModelEntry, ModelId } from '../../../engine/index.ts';
import type { AppFault, TaskState } from '../../shared/index.ts';
import type { RunProgress, SideMeasurement, SideState } from '../types.ts';

/** Side of the square picture that multiply-adds are counted for, in pixels: that of the published figures. */
export const COUNTED_SIDE = 256;

/** How near the paintings are on photos that no training saw, from a card: means of all styles at half boldness. */
export interface Judged {
  /** Distance from the photo; lower is nearer. */
  readonly content: number;
  /** Distance from the strokes of the style's painting; lower is nearer. */
  readonly structure: number;
  readonly photos: number;
}

/** One network of the ladder. What is undefined is on its way, was not measured, or did not come: see `problem`. */
export interface LadderRow {
  readonly entry: ModelEntry;
  /** For a picture of `COUNTED_SIDE`, counted from the network's spec. */
  readonly multiplyAdds?: number | undefined;
  readonly judged?: Judged | undefined;
  /** Why card or spec are not there. */
  readonly problem?: AppFault | undefined;
  /** Of the visitor's photo. Each fails on its own. */
  readonly picture: SideState;
  /** Timed on this machine. */
  readonly measured?: SideMeasurement | undefined;
  /** Why it was left out of what was timed. */
  readonly unmeasured?: AppFault | undefined;
}

/** A network that others have published, or that the study has. None of its figures was measured here. */
export interface PublishedNetwork {
  readonly id: PublishedId;
  readonly weights?: number;
  /** Of the file, as published. */
  readonly bytes?: number;
  /** For a picture of `COUNTED_SIDE`. */
  readonly multiplyAdds?: number;
  /** Where it is published; undefined for the study, which this project has as a text only. */
  readonly source?: string;
}

export type PublishedId =
  | 'study-original'
  | 'study-compressed'
  | 'public'
  | 'litnet'
  | 'litnet-separable'
  | 'litnet-distilled'
  | 'microast'
  | 'fritz';

export type Ladder =
  | { readonly status: 'opening' }
  | { readonly status: 'failed'; readonly problem: AppFault }
  | {
      readonly status: 'open';
      /** Those with more weights first. */
      readonly rows: readonly LadderRow[];
      readonly published: readonly PublishedNetwork[];
      readonly benchmark: LadderBenchmark;
    };

export type Measurements = Readonly<Record<ModelId, SideMeasurement>>;

/** All rows, timed in turn. */
export type LadderBenchmark = TaskState<Measurements, RunProgress>;

export interface LadderActions {
  /** Download the list and the cards; once more after it failed. */
  open(): Promise<void>;
  /** Paint the photo with a row, or with all that show no painting of the present settings. */
  paint(model?: ModelId): void;
  /** Stop painting a row, or all of them. */
  cancelPainting(model?: ModelId): void;
  /** Time all rows in turn, at most so many runs each. */
  measure(runs?: number): Promise<void>;
  cancelMeasuring(): void;
}

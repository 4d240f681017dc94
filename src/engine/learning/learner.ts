import type { ModelId } from '../manifest.ts';
import type { EngineFault } from '../problems.ts';
import type { ExecutorInfo, Pixels } from '../stylizer.ts';

/**
 * The two rows of a style that was learned: what a network normalizes with to paint softly and boldly. Each has the
 * scales, then the shifts, of every convolution in the order of the network (`convolutions` of network/), one number
 * for each channel that the convolution gives: `conv1/scale`, `conv1/shift`, `conv2/scale`, ... 3,206 numbers for
 * today's networks (`rowLength` of network/). Boldness b is (1 - b) of the soft row and b of the bold one.
 */
export interface LearnedRows {
  readonly soft: Float32Array<ArrayBuffer>;
  readonly bold: Float32Array<ArrayBuffer>;
}

/** Where learning stands: all that it needs to go on. Plain data, which can be posted and kept. */
export interface LearningState {
  /** What the optimizer moves. `LearningResult.rows` are the ones to paint with: their running average. */
  readonly current: LearnedRows;
  readonly average: LearnedRows;
  /** Adam's running means of the gradient and of its square, soft and then bold. */
  readonly means: Float32Array<ArrayBuffer>;
  readonly squares: Float32Array<ArrayBuffer>;
  /** Steps that were taken, over all requests. */
  readonly steps: number;
  /** The steps between which the learning rate falls: it starts at `begin` and has fallen at `end`. */
  readonly fall: { readonly begin: number; readonly end: number };
  /** The learning rate before it falls; of what was kept before this was known, the usual one. */
  readonly rate?: number;
  /** What crops and boldness are drawn with. */
  readonly seed: number;
}

export interface LearningRequest {
  /** The rows are learned for this model's network, and belong to its convolutions. */
  readonly model: ModelId;
  /** The painting, cropped to the part of it that is the style. Of any size; what is larger than needed is reduced. */
  readonly painting: Pixels;
  /** At least one. Crops of them are painted: of the samples, and of the visitor's own photo. */
  readonly photos: readonly Pixels[];
  /** Steps to take now. About a hundred are enough. With 0, only the nearest built-in styles are looked for. */
  readonly steps: number;
  /**
   * Go on from here. With as many steps as were left, it gives what learning without a stop would have given. Without:
   * from the built-in style that is the nearest to the painting, or a mix of the nearest ones.
   */
  readonly from?: LearningState | undefined;
}

export type LearningUpdate =
  /** The networks are downloaded: bytes that arrived, of so many. */
  | {
      readonly phase: 'loading';
      readonly done: number;
      readonly of: number;
      /** Nothing has arrived for 10 seconds. */
      readonly stalled?: boolean;
    }
  /** The nearest built-in styles are looked for: styles and mixes that were tried, of so many. */
  | { readonly phase: 'choosing'; readonly done: number; readonly of: number }
  /**
   * Steps that were taken of those that were asked for. Told first with `done: 0`, what it begins
   * with and no loss, then after each step.
   */
  | {
      readonly phase: 'learning';
      readonly done: number;
      readonly of: number;
      /** How far the step's crops were from the painting's strokes and their photos' content; it falls with noise. */
      readonly loss?: number | undefined;
      /** Milliseconds that the step took; the first one of a request looks at the whole painting, too. */
      readonly ms?: number | undefined;
      /** To paint with now. */
      readonly rows: LearnedRows;
      readonly state: LearningState;
      readonly executor: ExecutorInfo;
    };

export interface LearningResult {
  readonly rows: LearnedRows;
  readonly state: LearningState;
  /** Why it ended before all steps were taken: `aborted` by the signal, or a fault. What was learned is here. */
  readonly stopped?: 'aborted' | EngineFault | undefined;
}

export interface LearningOptions {
  /** Stops after the present step. */
  readonly signal?: AbortSignal | undefined;
  onUpdate?(update: LearningUpdate): void;
}

/** Learns the rows of a painting, off the page's thread. The model's files stay as they are. */
export interface Learner {
  /**
   * Learn. Where it is stopped or fails after there were rows, it resolves with those. Rejects with EngineProblem where
   * it fails before; with the signal's reason where it is stopped before.
   */
  learn(request: LearningRequest, options?: LearningOptions): Promise<LearningResult>;
  /** End the worker and free what it holds. The next request starts another. */
  dispose(): void;
}

/** What the name of a saved style (rowsFile.ts) ends with. Here, since the page wants it before that file's code. */
export const ROWS_FILE_EXTENSION = '.brushlite';

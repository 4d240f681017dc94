import type { ModelId } from './manifest.ts';

/** Where a network can run. */
export type ExecutorId = 'webgpu' | 'webgl' | 'wasm';

/** A picture in memory: RGBA, 8 bits a channel, rows from the top. Structurally picture/Pixels. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

export interface ExecutorInfo {
  readonly id: ExecutorId;
  /** What it runs on, as the browser tells: a GPU's name, or the processor. */
  readonly device: string;
  /** A GPU that is emulated on the processor; slower than wasm, so never preferred to it. */
  readonly software: boolean;
}

export interface Capabilities {
  /** The executors of this browser, the preferred one first. */
  readonly available: readonly ExecutorInfo[];
  /** The others, each with a sentence that says why not. */
  readonly missing: readonly { readonly id: ExecutorId; readonly reason: string }[];
  /** The one that runs jobs: the forced one if it is available, else the preferred one. */
  readonly chosen: ExecutorInfo;
}

export interface LoadProgress {
  readonly stage: 'download' | 'compile' | 'ready';
  /** Bytes that arrived, of so many. */
  readonly loaded: number;
  readonly total: number;
}

export interface Job {
  readonly model: ModelId;
  /** Weights of the model's style rows, in their order; they sum to 1. One-hot for a pure style. */
  readonly style: readonly number[];
  /** Any width and height from 1 x 1. */
  readonly picture: Picture;
}

export type RunUpdate =
  | ({ readonly type: 'load' } & LoadProgress)
  | {
      readonly type: 'progress';
      /** Share of the network's multiply-adds that has been handed to the executor, 0..1. */
      readonly done: number;
      readonly layer: string;
    }
  | {
      readonly type: 'result';
      /** As large as the job's picture. */
      readonly picture: Picture;
      readonly executor: ExecutorInfo;
      /** Milliseconds from pixels in to pixels out: upload, network, readback. */
      readonly ms: number;
    };

/** Runs networks on pictures. The worker's client and the in-thread implementation are the same type. */
export interface Stylizer {
  /** Rejects with EngineProblem where nothing can run networks. */
  capabilities(): Promise<Capabilities>;
  /** Download (or take from the cache) and warm up a model. Safe to call again. */
  load(model: ModelId, signal?: AbortSignal): AsyncIterable<LoadProgress>;
  /**
   * Paint one picture; loads the model first where that has not happened. Jobs run one after
   * another. Throws EngineProblem, or the signal's reason once aborted.
   */
  run(job: Job, signal?: AbortSignal): AsyncIterable<RunUpdate>;
  dispose(): Promise<void>;
}

import type { ExecutorChoice, ExecutorId } from './executors/index.ts';
import type { Manifest, ModelId } from './manifest.ts';
import type { EngineFault } from './problems.ts';
import type { RowMix } from './rowMix.ts';
import type { TileSize } from './tiles.ts';

/**
 * A picture in memory: RGBA, 8 bits a channel, rows from the top. The same as Pixels of picture/, which the
 * engine does not import. What a network reads and writes is a FloatImage (executors/executor.ts).
 */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

export interface ExecutorInfo {
  readonly id: ExecutorId;
  /** The GPU's name, as the browser tells it; empty for the processor. */
  readonly device: string;
  /** Threads of the processor, where it runs there; known once it has started. */
  readonly threads?: number | undefined;
  /** A GPU that is emulated on the processor; slower than wasm, so never preferred to it. */
  readonly software: boolean;
  /** Longest sides in pixels to begin with, of a picture and of a film's frame. */
  readonly firstSizes?: { readonly picture: number; readonly frame: number };
  /** Why it is not a better one: what was tried before it. */
  readonly because?: readonly EngineFault[] | undefined;
}

/** Longest sides in pixels to begin with, before anything is measured. */
export interface FirstSizes {
  /** What is painted within a few seconds. */
  readonly picture: number;
  /** Of a film's frame: small, so that the first frames come at once. */
  readonly frame: number;
}

/** An executor that this browser has. */
export interface AvailableExecutor extends ExecutorInfo {
  readonly firstSizes: FirstSizes;
}

export interface Capabilities {
  /** The executors of this browser, the preferred one first. */
  readonly available: readonly AvailableExecutor[];
  /** The others, and why not. */
  readonly missing: readonly { readonly id: ExecutorId; readonly reason: EngineFault }[];
  /** The one that runs jobs: the forced one if it is available, else the preferred one. */
  readonly chosen: AvailableExecutor;
}

export interface LoadProgress {
  readonly stage: 'download' | 'compile' | 'ready';
  /** Bytes that arrived, of so many. */
  readonly loaded: number;
  readonly total: number;
  /** With `download`: nothing has arrived for 10 seconds. */
  readonly stalled?: boolean;
  /** With `ready`: how it went when it was loaded, also when that was for an earlier request. */
  readonly facts?: LoadFacts;
  /** With `ready`: in which tiles a large picture is painted. */
  readonly tiles?: TileSize;
}

/** How long loading a model took, once. */
export interface LoadFacts {
  /** Milliseconds from the first request to verified, decoded weights. */
  readonly downloadMs: number;
  /** All files came from the page's own cache. */
  readonly cached: boolean;
  /** Milliseconds to put the weights on the device, compile shaders and paint a tiny picture, once. */
  readonly warmUpMs: number;
  /** Bytes that the decoded weights take, float32. */
  readonly weightBytes: number;
}

/** Milliseconds of one run, part by part; their sum is the whole. */
export interface RunParts {
  /** Bytes to floats, and onto the device. */
  readonly upload: number;
  /** The network, until the device is done. */
  readonly inference: number;
  /** Off the device, and floats to bytes. */
  readonly readback: number;
}

/** The most that an executor had allocated at a time. */
export interface Peak {
  readonly bytes: number;
  /**
   * `gpu`: buffers or textures, of the model that ran alone. `heap`: a WebAssembly memory, which never
   * shrinks, so it is the most of all that ran there so far.
   */
  readonly of: 'gpu' | 'heap';
}

/**
 * Of each convolution in the network's order, what its output was normalized with: the mean of each output
 * channel, then the variance of each, [2][outputs].
 */
export type Statistics = readonly Float32Array[];

export interface Job {
  readonly model: ModelId;
  readonly style: RowMix;
  /** Any width and height from 1 x 1. */
  readonly picture: Pixels;
  /** What to normalize with in place of the picture's own: for the tiles of a larger picture (tiles.ts). */
  readonly statistics?: Statistics | undefined;
  /** Tell what the picture was normalized with. On a GPU that costs a readback. */
  readonly withStatistics?: boolean | undefined;
  /**
   * `parts`: wait for the device between upload, network and readback, so that each can be told.
   * `layers`: time each layer, too: by the device's own clock where it has one, in further runs, else by a wait after
   * each, which makes the whole slower. Without: no waiting.
   */
  readonly measure?: 'parts' | 'layers' | undefined;
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
      readonly picture: Pixels;
      /** Of all convolutions, where the job asked for them. */
      readonly statistics?: Statistics | undefined;
      readonly executor: ExecutorInfo;
      /** Milliseconds from pixels in to pixels out: upload, network, readback. */
      readonly ms: number;
      /** Of a job that asked for it with `measure`. */
      readonly parts?: RunParts | undefined;
      /** With `measure: 'layers'`: milliseconds by layer of the spec. */
      readonly layers?: Readonly<Record<string, number>> | undefined;
      /** With `measure`, where the executor can tell. */
      readonly peak?: Peak | undefined;
    };

/** One frame of a camera or a film. */
export interface FrameJob {
  readonly model: ModelId;
  /** Where its painting goes. A film may be painted to a file while a camera is painted on the screen. */
  readonly target: 'screen' | 'file';
  readonly style: RowMix;
  /** Handed over: the engine closes it, also when it fails. */
  readonly frame: ImageBitmap | VideoFrame;
  /** Size of the painting in pixels, to which the frame is scaled; see `frameSize`. */
  readonly width: number;
  readonly height: number;
  /** Blend with the painting of the last frame for the same target where the two frames are alike. */
  readonly steady?: boolean | undefined;
}

export interface PaintedFrame {
  /** width x height of the job. The receiver closes it. */
  readonly bitmap: ImageBitmap;
  readonly executor: ExecutorInfo;
  /** Milliseconds from the frame to the bitmap, without waiting for a turn. */
  readonly ms: number;
}

/** A style as a model's normalization has it, or a mix of styles, which is one, too. */
export interface StyleRow {
  /** SHA-256 of the model.json that it belongs to, which names the weights by their hashes. */
  readonly sha256: string;
  /** Every convolution of the network in its order, with a scale and a shift for each channel that it gives. */
  readonly layers: readonly {
    readonly name: string;
    readonly scale: Float32Array;
    readonly shift: Float32Array;
  }[];
}

/** How a Stylizer is made. */
export interface StylizerOptions {
  readonly manifest: Manifest;
  /** Address of the folder that the manifest is in, with a slash at the end. */
  readonly base: string;
  /** Use this executor, or the best on this API, where the browser has it. */
  readonly executor?: ExecutorChoice | undefined;
  /** Reject with EngineProblem rather than use another one than `executor`. */
  readonly strict?: boolean | undefined;
}

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
  /**
   * Paint one frame, with as little around the network as can be: no progress, no cancel; on a GPU the
   * painting stays there. Takes its turn among the jobs. Rejects with EngineProblem; after a
   * lost device the next frame has a new device.
   */
  paintFrame(job: FrameJob): Promise<PaintedFrame>;
  /**
   * The numbers of a style or a mix: what `run` normalizes with. From the model's files, which are taken from the
   * cache or downloaded. Rejects with EngineProblem.
   */
  styleRow(wanted: Pick<Job, 'model' | 'style'>): Promise<StyleRow>;
  dispose(): Promise<void>;
}

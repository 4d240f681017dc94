import type { EngineFault } from '../problems.ts';
import type { RowMix } from '../rowMix.ts';
import type { AvailableExecutor, Statistics } from '../stylizer.ts';
import type { LoadedModel } from '../weights/load.ts';
import type { Stopwatch } from './stopwatch.ts';

/** What a network reads and writes: RGB in 0..1, [height, width, 3]; sides that the network takes. */
export interface FloatImage {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Runs networks on one kind of device. */
export interface Executor {
  readonly info: AvailableExecutor;
  readonly limits: {
    /** Most pixels that a side of a picture may have; Infinity where only the memory limits it. */
    readonly side: number;
  };
  /**
   * Resolves when the device, or what drives it, has gone and can't come back. From then on no result may
   * be trusted, and the host fails every request with this fault.
   */
  readonly lost: Promise<EngineFault>;
  /** Put a model's weights on the device. Rejects with EngineProblem, or RangeError where memory ends. */
  prepare(model: LoadedModel): Promise<PreparedModel>;
  /** Things on the device that this executor owns now; for leak tests. */
  allocations(): number;
  dispose(): void;
}

export interface RunOptions {
  /** Called before each convolution. When it rejects, the run frees what it holds and rejects with the same. */
  readonly onLayer?: ((index: number, name: string) => Promise<void>) | undefined;
  /**
   * With it, and only then, the run waits for the device after upload and network, and tells it the times. Where the
   * stopwatch has layers, the device's own clock times them, or the run waits after each. The picture is the same.
   */
  readonly stopwatch?: Stopwatch | undefined;
  /** Normalize with these, of another picture, so that the tiles of a picture fit together. */
  readonly statistics?: Statistics | undefined;
  /** Give the statistics that the picture was normalized with. On a GPU they cost a readback. */
  readonly withStatistics?: boolean | undefined;
}

export interface RunResult {
  /** As the image: RGB in 0..1, [height, width, 3]. */
  readonly values: Float32Array;
  /** Where they were asked for. */
  readonly statistics?: Statistics | undefined;
}

/** A model on a device. */
export interface PreparedModel {
  /**
   * Paint an image in a mix of style rows. Rejects with what `onLayer` rejects with, with EngineProblem, or
   * with the device's own error.
   */
  run(image: FloatImage, style: RowMix, options?: RunOptions): Promise<RunResult>;
  /**
   * Paint a frame, scaled to a size that the network takes, and hand the painting out as a bitmap that can be
   * shown: both stay on the GPU all the way. The caller closes the frame. Absent where the executor can't.
   */
  runFrame?: (
    frame: ImageBitmap | VideoFrame,
    style: RowMix,
    size: { readonly width: number; readonly height: number },
  ) => Promise<ImageBitmap>;
  /** @returns the bytes that a run of height x width needs beside the weights. Absent where it can't tell. */
  runBytes?: (height: number, width: number) => number;
  /**
   * @returns whether the device can hold a run of height x width: no part of it is larger than what the device
   * takes in one piece. A run that does not fit rejects with `memory`. Absent where `Executor.limits` says all.
   */
  fits?: (height: number, width: number) => boolean;
  dispose(): void;
}

/** @returns the executor, whose info says why it is not a better one */
export function because<E extends Executor>(executor: E, faults: readonly EngineFault[]): E {
  return {
    ...executor,
    get info() {
      const { info } = executor;
      return { ...info, because: [...(info.because ?? []), ...faults] };
    },
  };
}

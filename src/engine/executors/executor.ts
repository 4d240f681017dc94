import type { Stopwatch } from './stopwatch.ts';
import type { ExecutorInfo } from '../stylizer.ts';
import type { LoadedModel } from '../weights/load.ts';

/** RGB in 0..1, [height, width, 3]; sides that the network takes. */
export interface Image {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Runs networks on one kind of device. */
export interface Executor {
  readonly info: ExecutorInfo;
  /** Put a model's weights on the device. */
  prepare(model: LoadedModel): PreparedModel;
  /** Things on the device that this executor owns now; for leak tests. */
  allocations(): number;
  dispose(): void;
}

/** A model on a device. */
export interface PreparedModel {
  /**
   * Paint an image in a mix of style rows. `onLayer` is called before each convolution; when it
   * rejects, the run stops, frees what it holds and rejects with the same. With a `watch`, and only
   * then, it waits for the device after upload and network, and where the watch has layers after each
   * of them, and tells the watch; the picture is the same.
   */
  run(
    image: Image,
    style: readonly number[],
    onLayer: (index: number, name: string) => Promise<void>,
    watch?: Stopwatch,
  ): Promise<Float32Array>;
  /**
   * Paint what is on a canvas, whose sides the network takes, with picture and painting on the GPU all
   * the way. Absent where the executor can't.
   */
  runFrame?: (canvas: OffscreenCanvas, style: readonly number[]) => Promise<ImageBitmap>;
  dispose(): void;
}

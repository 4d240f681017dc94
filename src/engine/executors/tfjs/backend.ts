import type { Activation } from '../../../network/index.ts';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { EngineFault } from '../../problems.ts';
import type { ExecutorInfo, Peak } from '../../stylizer.ts';

/** What differs between the TensorFlow.js backends. */
export interface Backend {
  /** By which TensorFlow.js knows it. */
  readonly name: string;
  /** Threads of the processor that it runs on; none for a GPU. */
  readonly threads?: number;
  /** Set the flags; before the backend starts. */
  configure(info: Pick<ExecutorInfo, 'software'>): void;
  /** Called once, after the backend has started; `report` is called when the device is gone. */
  onLost(report: () => void): void;
  /** Most pixels that a side of a picture may have. Called after the backend has started. */
  largestSide(): number;
  /**
   * What has gone wrong on the device since this was last asked, although no operation threw: then what came
   * out is not to be trusted. Absent where that can't happen.
   */
  takeFault?(): EngineFault | undefined;
  /**
   * Start to put a tensor on the device, where tfjs would wait for its first use: just as that would
   * do it. To measure with.
   */
  upload(tensor: Tensor): void;
  /** Resolves when the device has done all that it was told. To measure with. */
  done(): Promise<void>;
  /**
   * A painting [1, H, W, 3] in 0..1 as a bitmap, without a readback. Absent where tensors lie in the
   * processor's memory anyway; and on webgpu: tfjs' own `draw` hands out an empty canvas on the only
   * device that could be tried, Chromium's emulated one.
   */
  present?(painting: Tensor4D): Promise<ImageBitmap>;
  /**
   * A map [1, H, W, C] minus a mean, times a gain, plus a shift, each [1, 1, 1, C], and then the activation, in one
   * operation. Absent: it is composed.
   */
  normalize?(
    map: Tensor4D,
    mean: Tensor4D,
    gain: Tensor4D,
    shift: Tensor4D,
    activation: Activation,
  ): Tensor4D;
  /** What is allocated now, by all models together. */
  memory(): Peak;
}

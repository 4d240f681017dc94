import type { FloatImage } from '../../src/engine/executors/executor.ts';
import type { ModelEntry } from '../../src/engine/manifest.ts';

/** Where an engine finds a model. */
export interface ModelSource {
  readonly entry: ModelEntry;
  /** Address of models/, with a slash at the end. */
  readonly models: string;
  /** Address of the same weights as ONNX. */
  readonly onnx: string;
  /** The same as TensorFlow Lite, to which a size is added: `-256x256.tflite`. */
  readonly tflite: string;
  /** Address of LiteRT.js' WebAssembly, with a slash at the end. */
  readonly litert: string;
}

/** What is measured: a model on a device, ready to run. It lives as long as its worker. */
export interface Engine {
  /** How many threads it computes on; 1 for the one that feeds a GPU. */
  readonly threads: number;
  /** Paint an image, RGB in 0..1, in a mix of style rows; the painting is as the image. */
  run(image: FloatImage, style: readonly number[]): Promise<Float32Array>;
  /** The most bytes that it had at a time so far; undefined where that can't be told. */
  peakBytes(): number | undefined;
}

/** Loads an engine and a model; after it only a run is missing. */
export type CreateEngine = (source: ModelSource) => Promise<Engine>;

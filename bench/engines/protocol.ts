import type { Image } from '../../src/engine/executors/executor.ts';
import type { ModelSource } from './engine.ts';

/** An engine and what it runs on. */
export const ENGINES = {
  'brushlite-wasm': 'wasm',
  'brushlite-wasm-simd': 'wasm',
  'tfjs-wasm': 'wasm',
  'ort-wasm': 'wasm',
  'tfjs-webgl': 'webgl',
  'tfjs-webgpu': 'webgpu',
  'ort-webgpu': 'webgpu',
} as const;

export type EngineId = keyof typeof ENGINES;

/** From the page to the worker, one at a time: first `load`, then any number of `run`. */
export type ToWorker =
  | { readonly type: 'load'; readonly engine: EngineId; readonly source: ModelSource }
  | { readonly type: 'run'; readonly image: Image; readonly style: readonly number[] };

export interface Loaded {
  readonly threads: number;
}

export interface Ran {
  /** Milliseconds from the image to the painting, both in this worker's memory. */
  readonly ms: number;
  readonly painting: Float32Array;
  readonly peakBytes: number | undefined;
}

/** The answer to either. */
export type FromWorker = { readonly error: string } | { readonly answer: Loaded | Ran };

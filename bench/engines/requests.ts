import type { Request } from '../../src/channel/index.ts';
import type { FloatImage } from '../../src/engine/executors/executor.ts';
import type { ModelSource } from './engine.ts';
import type { GpuCalls } from './gpuCalls.ts';

/** An engine and what it runs on. */
export const ENGINES = {
  'brushlite-wasm': 'wasm',
  'brushlite-wasm-simd': 'wasm',
  'brushlite-webgpu': 'webgpu',
  'brushlite-webgl': 'webgl',
  'brushlite-webgl-composed': 'webgl',
  'tfjs-wasm': 'wasm',
  'ort-wasm': 'wasm',
  'litert-wasm': 'wasm',
  'tfjs-webgl': 'webgl',
  'tfjs-webgl-exp-conv': 'webgl',
  'tfjs-webgpu': 'webgpu',
  'ort-webgpu': 'webgpu',
  'litert-webgpu': 'webgpu',
} as const;

export type EngineId = keyof typeof ENGINES;

/** What to paint. */
export interface Job {
  readonly image: FloatImage;
  readonly style: readonly number[];
}

export interface Loaded {
  readonly threads: number;
}

export interface Ran {
  /** Milliseconds from the image to the painting, both in this worker's memory. */
  readonly ms: number;
  readonly painting: Float32Array;
  readonly peakBytes: number | undefined;
}

/** What the worker answers, one request at a time: first `load`, then any number of the others. */
export interface BenchRequests {
  readonly load: Request<{ readonly engine: EngineId; readonly source: ModelSource }, Loaded>;
  readonly run: Request<Job, Ran>;
  /** A run that is not timed, and how often it called the GPU; undefined where that is not on WebGPU. */
  readonly count: Request<Job, GpuCalls | undefined>;
}

/** An engine's own words about what went wrong. */
export interface BenchFault {
  readonly code: 'bench/failed';
  readonly text: string;
}

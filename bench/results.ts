import type { GpuCalls } from './engines/gpuCalls.ts';
import type { EngineId } from './engines/requests.ts';
import type { Summary } from './stats.ts';

/** What was found out about one engine with one model at one size. */
export interface Result {
  readonly engine: EngineId;
  /** Id of the model. */
  readonly model: string;
  /** Side of the square picture. */
  readonly size: number;
  readonly threads: number;
  /** Of the rounds after warm-up: image to painting, in the worker. */
  readonly medianMs: number;
  readonly quartilesMs: readonly [number, number];
  readonly rounds: number;
  /** From the start of a worker to the first painting, with the files in the browser's cache. */
  readonly coldMs: number;
  /** WebAssembly memory, or what is allocated on a GPU; missing where the engine can't tell. */
  readonly peakBytes: number | undefined;
  /** Largest difference to the reference's painting, 0..1. */
  readonly maxDiff: number;
  /** How many times as long each other engine took, round by round. */
  readonly ratios: Readonly<Partial<Record<EngineId, Summary>>>;
  /** Of one run; missing where the engine does not use WebGPU. */
  readonly gpuCalls?: GpuCalls;
}

/** An engine that was left out, with one model at one size, or with the model at all. */
export interface Failure {
  readonly engine: EngineId;
  readonly model: string;
  readonly size?: number;
  /** What it said. */
  readonly why: string;
}

/** What the JSON file holds. */
export interface Report {
  readonly date: string;
  readonly command: string;
  readonly machine: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, string>>;
  readonly results: readonly Result[];
  readonly failures: readonly Failure[];
}

import type { Precision } from '../../../src/engine/executors/webgpu/shaders.ts';
import type { Summary } from '../../stats.ts';
import type { Check } from './checks.ts';
import type { GpuTimes } from './painters.ts';
import type { Peaks } from './peaks.ts';
import type { Swept } from './sweep.ts';

/** From a new device to the first painting. */
export interface Cold {
  readonly network: string;
  readonly engine: string;
  readonly width: number;
  readonly height: number;
  /** Weights sent, and shaders compiled where the engine does that here. */
  readonly loadMs: number;
  readonly firstMs: number;
}

/** One engine with one network at one size, in rounds with the others. */
export interface Timed {
  readonly network: string;
  readonly engine: string;
  readonly width: number;
  readonly height: number;
  readonly rounds: number;
  /** Floats in memory to floats in memory, in milliseconds. */
  readonly whole: Summary;
  /** The picture on the device; one pixel of the painting, or nothing, is read back. */
  readonly onDevice: Summary;
  /** How many times as long each other engine took in the same round. */
  readonly ratios: Readonly<Record<string, { whole: Summary; onDevice: Summary }>>;
  /** Largest difference of 0..1 from the first engine's painting. */
  readonly largest: number;
  /** GFLOP of the network by the definition, a multiply-add being two. */
  readonly gflop: number;
  readonly gpu?: GpuTimes;
  /** Of the measured peak of its precision, by `gpu.ms`. */
  readonly share?: number;
}

/** What could not be done, and why. */
export interface GpuFailure {
  readonly what: string;
  readonly why: string;
}

/** The JSON file of a run. */
export interface GpuReport {
  readonly date: string;
  readonly commit: string;
  readonly smoke: boolean;
  adapter?: Readonly<Record<string, unknown>>;
  peaks?: Peaks;
  readonly checks: Check[];
  readonly cold: Cold[];
  readonly timed: Timed[];
  readonly swept: Swept[];
  readonly failures: GpuFailure[];
  /** Seconds from the start of the process. */
  seconds?: number;
}

export type { Check, GpuTimes, Peaks, Precision, Swept };

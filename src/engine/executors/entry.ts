import type { FirstSizes } from '../stylizer.ts';

/** What an executor's code runs on. */
export type Api = 'webgpu' | 'webgl' | 'wasm';

/** What probing found. */
export interface Device {
  /** The GPU's name, as the browser tells it; empty for the processor. */
  readonly device: string;
  /** A GPU that is emulated on the processor. */
  readonly software: boolean;
}

/** An executor as the registry has it: what can be said before its code is loaded, which is in executor.ts. */
export interface ExecutorEntry<Id extends string> {
  readonly id: Id;
  /** For visitors. */
  readonly name: string;
  readonly api: Api;
  readonly wantsGpu: boolean;
  /** The yardstick that the others are compared with. */
  readonly reference?: true;
  /** What a real device of this kind paints quickly. */
  readonly firstSizes: FirstSizes;
  /**
   * @returns what the browser has to run it on, undefined for nothing. Rejects with EngineProblem where it has it, and
   * it can't be used. Works in a worker and on the page.
   */
  probe(): Promise<Device | undefined>;
}

/** Longest sides that a processor and a GPU paint within a few seconds, and a frame within a fraction of one. */
export const PROCESSOR_SIZES: FirstSizes = { picture: 512, frame: 128 };
export const GPU_SIZES: FirstSizes = { picture: 1024, frame: 256 };
export const EMULATED_SIZES: FirstSizes = { picture: 256, frame: 128 };

/** Renderers that compute on the processor: SwiftShader, Mesa's llvmpipe and lavapipe, Windows' WARP. */
const EMULATORS = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render/i;

/** Whether a GPU of this name is emulated on the processor. */
export const isEmulator = (name: string): boolean => EMULATORS.test(name);

/** `i8x16.popcnt` of a constant: compiles only where WebAssembly has SIMD. */
const SIMD_MODULE = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15,
  253, 98, 11,
];

/** @returns the processor, where WebAssembly has SIMD */
export async function probeWasm(): Promise<Device | undefined> {
  const found = globalThis.WebAssembly?.validate(new Uint8Array(SIMD_MODULE));
  return found ? { device: '', software: false } : undefined;
}

import relaxed from './build/relaxed.wasm?url';
import relaxedThreads from './build/relaxed-threads.wasm?url';
import simd from './build/simd.wasm?url';
import simdThreads from './build/simd-threads.wasm?url';

/** A build of the kernels: each has instructions that some browsers lack. */
export type Variant = 'relaxed' | 'relaxed-threads' | 'simd' | 'simd-threads';

export const variantUrls: Record<Variant, string> = {
  relaxed,
  'relaxed-threads': relaxedThreads,
  simd,
  'simd-threads': simdThreads,
};

/** `f32x4.relaxed_madd` of constants: compiles only where WebAssembly has relaxed SIMD. */
const RELAXED_MODULE = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 19, 1, 17, 0, 65, 0, 253, 15,
  65, 0, 253, 15, 65, 0, 253, 15, 253, 133, 2, 11,
];

export function hasRelaxedSimd(): boolean {
  return WebAssembly.validate(new Uint8Array(RELAXED_MODULE));
}

/** Threads need shared memory, which browsers give only to pages that are isolated from other sites. */
export function hasThreads(): boolean {
  return Boolean(globalThis.crossOriginIsolated) && typeof SharedArrayBuffer === 'function';
}

/** The best variant that this browser runs. */
export function bestVariant(threads = hasThreads(), fused = hasRelaxedSimd()): Variant {
  return `${fused ? 'relaxed' : 'simd'}${threads ? '-threads' : ''}`;
}

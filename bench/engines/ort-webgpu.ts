import mjs from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import * as ort from 'onnxruntime-web/webgpu';
import type { CreateEngine } from './engine.ts';
import { createOrt } from './ort.ts';

export const create: CreateEngine = (source) =>
  createOrt(ort, source, {
    provider: 'webgpu',
    files: { mjs, wasm },
    peakBytes: () => undefined, // it does not tell what it has on the GPU
  });

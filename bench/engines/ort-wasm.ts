import * as ort from 'onnxruntime-web/wasm';
import mjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { CreateEngine } from './engine.ts';
import { heapBytes } from './heap.ts';
import { createOrt } from './ort.ts';

export const create: CreateEngine = (source) =>
  createOrt(ort, source, { provider: 'wasm', files: { mjs, wasm }, peakBytes: heapBytes });

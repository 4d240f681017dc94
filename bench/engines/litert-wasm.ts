import type { CreateEngine } from './engine.ts';
import { heapBytes } from './heap.ts';
import { createLitert } from './litert.ts';

export const create: CreateEngine = (source) =>
  createLitert(source, {
    accelerator: 'wasm',
    threads: navigator.hardwareConcurrency,
    peakBytes: heapBytes,
  });

import type { CreateEngine } from './engine.ts';
import { createLitert } from './litert.ts';

export const create: CreateEngine = (source) =>
  createLitert(source, {
    accelerator: 'webgpu',
    threads: 1,
    peakBytes: () => undefined, // it does not tell what it has on the GPU
  });

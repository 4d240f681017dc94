import '@tensorflow/tfjs-backend-webgpu';
import { memory } from '@tensorflow/tfjs';
import type { CreateEngine } from './engine.ts';
import { createTfjs } from './tfjs.ts';

export const create: CreateEngine = (source) => createTfjs('webgpu', source, peakBytes);

/** Buffers are kept to be used again, so those that there are now are the most that there were. */
function peakBytes(): number | undefined {
  return (memory() as { numBytesAllocatedInGPU?: number }).numBytesAllocatedInGPU;
}

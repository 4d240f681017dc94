import { memory } from '@tensorflow/tfjs';
import { configure } from '../../src/engine/executors/tfjs-webgl/executor.ts';
import type { CreateEngine } from './engine.ts';
import { createTfjs } from './tfjs.ts';

/** With the app's settings; an emulated GPU was asked for by name, so it is allowed. */
export const create: CreateEngine = (source) => {
  configure({ software: true });
  return createTfjs('webgl', source, peakBytes);
};

/** Textures are kept to be used again, so those that there are now are the most that there were. */
function peakBytes(): number | undefined {
  return (memory() as { numBytesInGPUAllocated?: number }).numBytesInGPUAllocated;
}

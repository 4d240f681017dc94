/** TensorFlow.js on WebGPU in Node, by Dawn: see webgpu/testing/dawn.ts. */
import { vi } from 'vitest';
import { dawn } from '../../webgpu/testing/dawn.ts';
import type { OpsDevice } from '../../ops.ts';

/** Start it for learning, as the page does. */
export async function nodeTfjsWebGpuOps(): Promise<OpsDevice> {
  // The library asks for both when its code is loaded, and has no backend where one is missing.
  vi.stubGlobal('WorkerGlobalScope', Object);
  vi.stubGlobal('navigator', { gpu: dawn() });
  const { createOps } = await import('../ops.ts');
  return createOps({
    id: 'tfjs-webgpu',
    device: 'Dawn',
    software: true,
    firstSizes: { picture: 256, frame: 128 },
  });
}

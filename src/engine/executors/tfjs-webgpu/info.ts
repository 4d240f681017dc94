import { GPU_SIZES, type ExecutorEntry } from '../entry.ts';
import { probeWebgpu } from '../webgpu/adapter.ts';

/** TensorFlow.js on WebGPU. */
export const tfjsWebgpu: ExecutorEntry<'tfjs-webgpu'> = {
  id: 'tfjs-webgpu',
  name: 'WebGPU (TensorFlow.js)',
  api: 'webgpu',
  wantsGpu: true,
  firstSizes: GPU_SIZES,
  probe: probeWebgpu,
};

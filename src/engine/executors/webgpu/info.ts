import { GPU_SIZES, type ExecutorEntry } from '../entry.ts';
import { probeWebgpu } from './adapter.ts';

/** Our own kernels on WebGPU. */
export const webgpu: ExecutorEntry<'webgpu'> = {
  id: 'webgpu',
  name: 'WebGPU',
  api: 'webgpu',
  wantsGpu: true,
  firstSizes: GPU_SIZES,
  probe: probeWebgpu,
};

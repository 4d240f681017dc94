import { GPU_SIZES, isEmulator, type Device, type ExecutorEntry } from '../entry.ts';

/** TensorFlow.js on WebGPU. */
export const tfjsWebgpu: ExecutorEntry<'tfjs-webgpu'> = {
  id: 'tfjs-webgpu',
  name: 'WebGPU',
  api: 'webgpu',
  wantsGpu: true,
  firstSizes: GPU_SIZES,
  probe,
};

async function probe(): Promise<Device | undefined> {
  const adapter = await navigator.gpu
    ?.requestAdapter({ powerPreference: 'high-performance' })
    .catch(() => null);
  if (!adapter) return undefined;
  // Chrome had no `info` before version 127.
  const { vendor, architecture, description, isFallbackAdapter } =
    adapter.info ?? ({} as Partial<GPUAdapterInfo>);
  const device = description || [vendor, architecture].filter(Boolean).join(' ') || 'unnamed GPU';
  const software = Boolean(isFallbackAdapter) || isEmulator(`${device} ${architecture}`);
  return { device, software };
}

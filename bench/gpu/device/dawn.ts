import { createRequire } from 'node:module';
import { Gpu } from '../../../src/engine/executors/webgpu/gpu.ts';

/** Dawn ends the process when what `create` returned is collected as garbage. */
const instances: unknown[] = [];

/** float16 on NVIDIA, and exact timestamps: pages get neither, but this is no page. */
const TOGGLES = [
  'enable-dawn-features=vulkan_enable_f16_on_nvidia',
  'disable-dawn-features=timestamp_quantization',
];

/** WebGPU in Node, by Dawn, as a page would have it: `navigator.gpu` and the global names. */
export function openDawn(file: string): void {
  const dawn = createRequire(import.meta.url)(file) as {
    create(options: string[]): GPU;
    globals: Record<string, unknown>;
  };
  Object.assign(globalThis, dawn.globals);
  const gpu = dawn.create(TOGGLES);
  instances.push(gpu);
  const value = { gpu, userAgent: 'node', hardwareConcurrency: 4 };
  Object.defineProperty(globalThis, 'navigator', { value, configurable: true });
  copySharedMemory();
}

/** Dawn in Node refuses typed arrays on shared memory, which ONNX Runtime Web has: give it a copy. */
function copySharedMemory(): void {
  const { writeBuffer } = GPUQueue.prototype;
  GPUQueue.prototype.writeBuffer = function (buffer, offset, data, start = 0, count?: number) {
    const shared = 'buffer' in data && (data.buffer as unknown) instanceof SharedArrayBuffer;
    if (!shared) return writeBuffer.call(this, buffer, offset, data as BufferSource, start, count);
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const end = count === undefined ? undefined : start + count;
    return writeBuffer.call(this, buffer, offset, bytes.slice(start, end));
  };
}

/** @returns the GPU. Throws where Dawn finds none */
export async function findAdapter(): Promise<GPUAdapter> {
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('Dawn found no GPU.');
  return adapter;
}

/** A new device with all that is used here: float16 and timestamps where there are, and large buffers. */
export async function newGpu(): Promise<Gpu> {
  const { features, limits } = await findAdapter();
  const adapter = await findAdapter(); // an adapter gives one device only
  const wanted = ['shader-f16', 'timestamp-query', 'subgroups'] as GPUFeatureName[];
  const { maxBufferSize, maxStorageBufferBindingSize } = limits;
  return new Gpu(
    await adapter.requestDevice({
      requiredFeatures: wanted.filter((feature) => features.has(feature)),
      requiredLimits: { maxBufferSize, maxStorageBufferBindingSize },
    }),
  );
}

/** What the adapter tells about itself. */
export function factsOf({ info, features, limits }: GPUAdapter): Record<string, unknown> {
  const { vendor, architecture, device, description, subgroupMinSize, subgroupMaxSize } = info;
  const { maxBufferSize, maxStorageBufferBindingSize, maxComputeWorkgroupStorageSize } = limits;
  return {
    ...{ vendor, architecture, device, description, subgroupMinSize, subgroupMaxSize },
    features: [...features].sort(),
    limits: { maxBufferSize, maxStorageBufferBindingSize, maxComputeWorkgroupStorageSize },
  };
}

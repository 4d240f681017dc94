/** WebGPU in Node, by Dawn. Without a GPU on the SwiftShader that comes with Chromium: scripts/dawn.mjs. */
import { create, globals } from 'webgpu';
import { Gpu } from '../gpu.ts';

/** Dawn ends the process when one of these is collected as garbage while its device is used. */
const instances: unknown[] = [];

/** WebGPU as `navigator.gpu` is in a browser. @param options of Dawn */
export function dawn(options: readonly string[] = []): GPU {
  Object.assign(globalThis, globals);
  const instance = create([...options]);
  instances.push(instance);
  return instance;
}

/**
 * @param options of Dawn, such as `backend=null`, which compiles shaders and computes nothing
 * @param features to ask the device for
 */
export async function dawnGpu(
  options: readonly string[] = [],
  features: readonly GPUFeatureName[] = [],
): Promise<Gpu> {
  const adapter = await dawn(options).requestAdapter();
  if (!adapter) {
    throw new Error('Dawn found no adapter. Install Chromium, whose SwiftShader it runs on.');
  }
  return new Gpu(await adapter.requestDevice({ requiredFeatures: [...features] }));
}

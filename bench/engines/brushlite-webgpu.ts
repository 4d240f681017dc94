import { GPU_SIZES } from '../../src/engine/executors/entry.ts';
import type { FloatImage } from '../../src/engine/executors/executor.ts';
import { probeWebgpu } from '../../src/engine/executors/webgpu/adapter.ts';
import { create as createExecutor } from '../../src/engine/executors/webgpu/executor.ts';
import { loadModel, weightBytes } from '../../src/engine/weights/load.ts';
import type { CreateEngine } from './engine.ts';

/**
 * The app's own kernels on WebGPU, in float32: its peers compute in float32, so it is not given a device with
 * float16, which it would use.
 */
export const create: CreateEngine = async ({ entry, models }) => {
  withoutFloat16();
  const device = await probeWebgpu();
  if (!device) throw new Error('This browser has no WebGPU.');
  const [executor, model] = await Promise.all([
    createExecutor({ id: 'webgpu', ...device, firstSizes: GPU_SIZES }),
    loadModel(entry, models, () => {}),
  ]);
  const prepared = await executor.prepare(model);
  let painted: FloatImage | undefined;
  return {
    threads: 1,
    // Of the size that was painted last, which is the only one in a timed session.
    peakBytes: () => {
      if (!painted || !prepared.runBytes) return undefined;
      return prepared.runBytes(painted.height, painted.width) + weightBytes(model);
    },
    run: async (image, style) => {
      painted = image;
      return (await prepared.run(image, style)).values;
    },
  };
};

/** Devices of this worker are made without `shader-f16`, whatever they are asked for. */
function withoutFloat16(): void {
  const request = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = function (descriptor = {}) {
    const features = [...(descriptor.requiredFeatures ?? [])];
    const requiredFeatures = features.filter((feature) => feature !== 'shader-f16');
    return request.call(this, { ...descriptor, requiredFeatures });
  };
}

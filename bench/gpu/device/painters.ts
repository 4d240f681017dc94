import type { FloatImage } from '../../../src/engine/executors/executor.ts';
import type { Gpu } from '../../../src/engine/executors/webgpu/gpu.ts';
import {
  prepareNetwork,
  type NetworkOptions,
} from '../../../src/engine/executors/webgpu/network.ts';
import type { LoadedModel } from '../../../src/engine/weights/load.ts';
import { AT_ONCE } from './checks.ts';
import { Clock } from './clock.ts';
import { record, replay, type Dispatch } from './recording.ts';

/** A network of one engine with a picture. */
export interface Painter {
  readonly name: string;
  /** Paint once from floats in memory to floats in memory. */
  whole(): Promise<Float32Array>;
  /** Paint once with the picture on the device; the painting stays there but for a pixel. */
  onDevice(): Promise<void>;
  /** Only of ours: what a run dispatches, and milliseconds by the device's clock, of all and of each kernel. */
  gpuTimes?(passes: number): Promise<GpuTimes>;
  dispose(): void;
}

export interface GpuTimes {
  readonly clock: 'gpu' | 'processor';
  readonly dispatches: number;
  readonly ms: number;
  /** Each kernel's dispatches alone, one after the other. */
  readonly kernels: Readonly<Record<string, number>>;
}

/** What a painter paints. */
export interface Subject {
  readonly network: string;
  readonly image: FloatImage;
  readonly style: readonly number[];
}

/** Our engine. `name` tells its precision and its tiles. */
export async function ownPainter(
  name: string,
  gpu: Gpu,
  model: LoadedModel,
  { image, style }: Subject,
  options: Omit<NetworkOptions, 'workAtATime'>,
): Promise<Painter> {
  const prepared = await prepareNetwork(model, gpu, { ...options, workAtATime: AT_ONCE });
  const { device } = gpu;
  const { COPY_DST, MAP_READ } = GPUBufferUsage;
  const done = device.createBuffer({ size: 16, usage: COPY_DST | MAP_READ });
  const source = device.createBuffer({ size: 16, usage: GPUBufferUsage.COPY_SRC });
  let dispatches: Dispatch[] | undefined;
  const recorded = async () => (dispatches ??= await record(prepared, image, style));
  return {
    name,
    whole: async () => (await prepared.run(image, style)).values,
    async onDevice() {
      const all = await recorded();
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      replay(pass, all);
      pass.end();
      // Something small is read back after it: the peers' way to wait.
      encoder.copyBufferToBuffer(source, 0, done, 0, 16);
      device.queue.submit([encoder.finish()]);
      await done.mapAsync(GPUMapMode.READ);
      done.unmap();
    },
    async gpuTimes(passes) {
      const all = await recorded();
      const clock = new Clock(device);
      const ms = await clock.median((pass) => replay(pass, all), passes);
      const kernels: Record<string, number> = {};
      for (const kernel of new Set(all.map((dispatch) => dispatch.kernel))) {
        const own = all.filter((dispatch) => dispatch.kernel === kernel);
        kernels[kernel] = await clock.median((pass) => replay(pass, own), passes);
      }
      return { clock: clock.kind, dispatches: all.length, ms, kernels };
    },
    dispose: () => {
      prepared.dispose();
      done.destroy();
      source.destroy();
    },
  };
}

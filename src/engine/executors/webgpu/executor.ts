import type { Executor } from '../executor.ts';
import { EngineProblem, type EngineFault } from '../../problems.ts';
import type { AvailableExecutor } from '../../stylizer.ts';
import { requestAdapterAgain } from './adapter.ts';
import { FrameScreen } from './frames.ts';
import { Gpu } from './gpu.ts';
import { preparePrecise } from './precision.ts';
import { prepareNetwork, type NetworkOptions } from './network.ts';
import { measureOn } from './measure.ts';
import type { Precision } from './shaders.ts';
import { tileMemory } from './tileMemory.ts';
import { directTile } from './tiles.ts';
import { Tuner } from './tuner.ts';

/** Most multiply-adds at a time, on a GPU and on one that is emulated on the processor. */
const WORK_AT_A_TIME = 3e10;
const EMULATED_WORK_AT_A_TIME = 3e7;

/** An executor of our own kernels on WebGPU. Throws EngineProblem `executor-not-started`. */
export async function create(info: AvailableExecutor): Promise<Executor> {
  const gpu = await openGpu(info);
  const screen = new FrameScreen(gpu);
  if (await screen.works()) return createWebgpuExecutor(info, gpu, screen);
  // Where a canvas can't show what a device has drawn, the device may be lost by the try.
  gpu.dispose();
  return createWebgpuExecutor(info, await openGpu(info));
}

async function openGpu({ id }: AvailableExecutor): Promise<Gpu> {
  const adapter = await requestAdapterAgain();
  if (!adapter) throw new EngineProblem({ code: 'engine/executor-missing', executor: id });
  try {
    const gpu = new Gpu(await adapter.requestDevice(deviceOf(adapter)));
    await gpu.findOutWaiting();
    return gpu;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EngineProblem(
      { code: 'engine/executor-not-started', executor: id, reason },
      { cause: error },
    );
  }
}

/** All that an adapter has of what the kernels use. */
function deviceOf({ features, limits }: GPUAdapter): GPUDeviceDescriptor {
  const { maxBufferSize, maxStorageBufferBindingSize } = limits;
  return {
    requiredFeatures: (['shader-f16', 'timestamp-query'] as const).filter((f) => features.has(f)),
    requiredLimits: { maxBufferSize, maxStorageBufferBindingSize },
  };
}

/** The executor on a device that is there; `screen` shows frames, where that works. */
export function createWebgpuExecutor(
  info: AvailableExecutor,
  gpu: Gpu,
  screen?: FrameScreen,
): Executor {
  const lost = gpu.device.lost.then((): EngineFault => ({ code: 'engine/gpu-lost' }));
  const options: Omit<NetworkOptions, 'precision'> = {
    workAtATime: info.software ? EMULATED_WORK_AT_A_TIME : WORK_AT_A_TIME,
    tileOf: info.software ? directTile : undefined,
    screen,
  };
  // An emulated GPU has one good way, and is too slow to look for another.
  const tuners = info.software
    ? undefined
    : { float32: tunerOf(info, gpu, 'float32'), float16: tunerOf(info, gpu, 'float16') };
  const faults: EngineFault[] = [];
  /** It may be so for each of several networks. */
  const tellOnce = () => {
    if (faults.length === 0) faults.push({ code: 'engine/float16-differs', executor: info.id });
  };
  return {
    get info() {
      return faults.length > 0 ? { ...info, because: [...(info.because ?? []), ...faults] } : info;
    },
    limits: { side: gpu.device.limits.maxTextureDimension2D },
    lost,
    prepare: async (model) => {
      await Promise.all(Object.values(tuners ?? {}).map((tuner) => tuner.recall()));
      return preparePrecise(
        model,
        (precision, onOverflow) =>
          prepareNetwork(model, gpu, {
            ...{ ...options, precision, onOverflow },
            tuner: tuners?.[precision],
          }),
        gpu.device.features.has('shader-f16'),
        tellOnce,
      );
    },
    allocations: () => gpu.count,
    dispose: () => {
      screen?.dispose();
      gpu.dispose();
    },
  };
}

function tunerOf({ device }: AvailableExecutor, gpu: Gpu, precision: Precision): Tuner {
  return new Tuner({
    limits: { precision, bytes: gpu.largest },
    measure: measureOn(gpu, precision),
    memory: tileMemory(`${device}, ${precision}`),
    idle: () => gpu.idle(),
  });
}

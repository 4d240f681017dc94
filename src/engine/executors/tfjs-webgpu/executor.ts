import '@tensorflow/tfjs-backend-webgpu';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend, type Tensor } from '@tensorflow/tfjs-core';
import { toProblem, type EngineFault } from '../../problems.ts';
import type { AvailableExecutor, Peak } from '../../stylizer.ts';
import type { Backend } from '../tfjs/backend.ts';
import { createTfjsExecutor, type TfjsExecutor } from '../tfjs/create.ts';

/** Start TensorFlow.js on WebGPU. Throws EngineProblem. */
export async function create(info: AvailableExecutor): Promise<TfjsExecutor> {
  let fault: EngineFault | undefined;
  const backend: Backend = {
    name: 'webgpu',
    configure() {}, // tfjs asks for the high-performance adapter itself
    onLost(report) {
      const { device } = own();
      void device.lost.then(report);
      device.addEventListener('uncapturederror', ({ error }) => {
        const memory = error instanceof GPUOutOfMemoryError;
        fault = memory ? { code: 'engine/memory' } : toProblem(new Error(error.message)).fault;
      });
    },
    largestSide: () => Number.POSITIVE_INFINITY,
    takeFault() {
      const taken = fault;
      fault = undefined;
      return taken;
    },
    upload,
    done,
    memory,
  };
  return createTfjsExecutor(info, backend);
}

function upload({ dataId }: Tensor): void {
  own().uploadToGPU(dataId);
}

async function done(): Promise<void> {
  // tfjs gathers commands and submits some at a time; there is an encoder only while it has some.
  own().ensureCommandEncoderReady();
  own().endComputePassEncoder();
  own().submitQueue();
  await own().queue.onSubmittedWorkDone();
}

function memory(): Peak {
  return { bytes: own().memory().numBytesInGPU, of: 'gpu' };
}

function own(): WebGPUBackend {
  return backend() as WebGPUBackend;
}

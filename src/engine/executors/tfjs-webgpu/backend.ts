import '@tensorflow/tfjs-backend-webgpu';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend, type Tensor } from '@tensorflow/tfjs-core';
import type { Peak } from '../../stylizer.ts';

/** Nothing to set: tfjs asks for the high-performance adapter itself. */
export function configure(): void {}

export function lost(): Promise<unknown> {
  return own().device.lost;
}

export function onError(report: (message: string) => void): void {
  const { device } = own();
  device.addEventListener('uncapturederror', ({ error }) => {
    report(
      error instanceof GPUOutOfMemoryError ? `out of memory: ${error.message}` : error.message,
    );
  });
}

export function upload({ dataId }: Tensor): void {
  own().uploadToGPU(dataId);
}

export async function done(): Promise<void> {
  // tfjs gathers commands and submits some at a time; there is an encoder only while it has some.
  own().ensureCommandEncoderReady();
  own().endComputePassEncoder();
  own().submitQueue();
  await own().queue.onSubmittedWorkDone();
}

export function memory(): Peak {
  return { bytes: own().memory().numBytesInGPU, of: 'gpu' };
}

function own(): WebGPUBackend {
  return backend() as WebGPUBackend;
}

import '@tensorflow/tfjs-backend-webgpu';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend } from '@tensorflow/tfjs-core';

/** Nothing to set: tfjs asks for the high-performance adapter itself. */
export function configure(): void {}

export function lost(): Promise<unknown> {
  return (backend() as WebGPUBackend).device.lost;
}

export function onError(report: (message: string) => void): void {
  const { device } = backend() as WebGPUBackend;
  device.addEventListener('uncapturederror', ({ error }) => {
    report(
      error instanceof GPUOutOfMemoryError ? `out of memory: ${error.message}` : error.message,
    );
  });
}

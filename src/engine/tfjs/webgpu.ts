import '@tensorflow/tfjs-backend-webgpu';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  backend,
  browser,
  squeeze,
  tidy,
  type Tensor,
  type Tensor3D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import type { Peak } from '../stylizer.ts';

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

/** tfjs gathers commands and submits some at a time; there is an encoder only while it has some. */
function flush(): void {
  own().ensureCommandEncoderReady();
  own().endComputePassEncoder();
  own().submitQueue();
}

export async function done(): Promise<void> {
  flush();
  await own().queue.onSubmittedWorkDone();
}

let canvas: OffscreenCanvas | undefined;

export async function present(painting: Tensor4D): Promise<ImageBitmap> {
  const [, height, width] = painting.shape;
  const target = (canvas ??= new OffscreenCanvas(width, height));
  tidy(() => {
    browser.draw(squeeze<Tensor3D>(painting, [0]), target);
  });
  flush(); // or the canvas would still be empty
  return target.transferToImageBitmap();
}

export function memory(): Peak {
  return { bytes: own().memory().numBytesInGPU, of: 'gpu' };
}

function own(): WebGPUBackend {
  return backend() as WebGPUBackend;
}

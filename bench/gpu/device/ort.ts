import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Painter, Subject } from './painters.ts';

type Ort = typeof import('onnxruntime-web/webgpu');

/** ONNX Runtime Web's own files, which are not bundled: its script looks for its binary beside it. */
export const ORT_FILES = {
  script: 'ort.webgpu.min.mjs',
  glue: 'ort-wasm-simd-threaded.asyncify.mjs',
  binary: 'ort-wasm-simd-threaded.asyncify.wasm',
} as const;

/** ONNX Runtime Web on WebGPU. `folder` has its files and the models as ONNX. */
export async function ortPainter(folder: string, subject: Subject): Promise<Painter> {
  const { network, image, style } = subject;
  const file = join(folder, `${network}-float32.onnx`);
  if (!existsSync(file)) throw new Error(`There is no ${network}-float32.onnx.`);
  const ort = (await import(
    /* @vite-ignore */ pathToFileURL(join(folder, ORT_FILES.script)).href
  )) as Ort;
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = pathToFileURL(`${folder}/`).href;
  ort.env.wasm.wasmBinary = new Uint8Array(readFileSync(join(folder, ORT_FILES.binary))).buffer;
  const session = await ort.InferenceSession.create(new Uint8Array(readFileSync(file)), {
    executionProviders: ['webgpu'],
    graphOptimizationLevel: 'all',
    preferredOutputLocation: 'gpu-buffer',
    logSeverityLevel: 3,
  });
  const device = await ort.env.webgpu.device;
  const dims = [1, image.height, image.width, 3];
  const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
  const size = Math.ceil(image.values.byteLength / 16) * 16;
  const buffer = device.createBuffer({ size, usage: STORAGE | COPY_SRC | COPY_DST });
  device.queue.writeBuffer(buffer, 0, image.values as Float32Array<ArrayBuffer>);
  const run = async (picture: InstanceType<Ort['Tensor']>) => {
    const mix = new ort.Tensor('float32', Float32Array.from(style), [1, style.length]);
    const { stylized } = await session.run({ image: picture, style: mix });
    if (!stylized) throw new Error('ONNX Runtime Web gave no painting.');
    return stylized;
  };
  return {
    name: 'ort-webgpu',
    async whole() {
      const output = await run(new ort.Tensor('float32', image.values, dims));
      const values = (await output.getData()) as Float32Array;
      output.dispose();
      return values;
    },
    async onDevice() {
      const output = await run(ort.Tensor.fromGpuBuffer(buffer, { dataType: 'float32', dims }));
      await device.queue.onSubmittedWorkDone();
      output.dispose();
    },
    dispose() {
      buffer.destroy();
      void session.release();
    },
  };
}

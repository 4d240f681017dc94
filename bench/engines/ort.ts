import type { Engine, ModelSource } from './engine.ts';

/** What the variants of ONNX Runtime Web have in common. */
type Ort = typeof import('onnxruntime-web');

export interface OrtOptions {
  readonly provider: 'wasm' | 'webgpu';
  /** Addresses of its script and its binary, relative to this site. */
  readonly files: { readonly mjs: string; readonly wasm: string };
  readonly peakBytes: Engine['peakBytes'];
}

/** ONNX Runtime Web at its best: every optimization, and a thread a core. */
export async function createOrt(
  ort: Ort,
  { onnx }: ModelSource,
  { provider, files, peakBytes }: OrtOptions,
): Promise<Engine> {
  const absolute = (url: string) => new URL(url, import.meta.url).href;
  ort.env.wasm.wasmPaths = { mjs: absolute(files.mjs), wasm: absolute(files.wasm) };
  ort.env.wasm.numThreads = navigator.hardwareConcurrency;
  const session = await ort.InferenceSession.create(onnx, {
    executionProviders: [provider],
    graphOptimizationLevel: 'all',
  });
  return {
    // It sets the number to what it really uses.
    threads: provider === 'wasm' ? (ort.env.wasm.numThreads ?? 1) : 1,
    peakBytes,
    run: async ({ width, height, values }, style) => {
      const { stylized } = await session.run({
        image: new ort.Tensor('float32', values, [1, height, width, 3]),
        style: new ort.Tensor('float32', style, [1, style.length]),
      });
      if (!stylized) throw new Error('ONNX Runtime Web gave no painting.');
      const painting = (await stylized.getData()) as Float32Array;
      stylized.dispose();
      return painting;
    },
  };
}

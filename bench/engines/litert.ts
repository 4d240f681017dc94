import { loadAndCompile, loadLiteRt, Tensor, type CompiledModel } from '@litertjs/core';
import type { Engine, ModelSource } from './engine.ts';

/** What LiteRT.js reads before it starts its WebAssembly, and a function that its loader calls. */
interface Globals {
  Module?: { readonly locateFile: (name: string) => string; readonly mainScriptUrlOrBlob: string };
  importScripts: (url: string) => void;
}

/**
 * LiteRT.js loads its script with importScripts, which a worker of modules has and refuses. So here it is a request that
 * waits, and the script runs where that would have run it.
 */
function importScript(url: string): void {
  const request = new XMLHttpRequest();
  request.open('GET', url, false);
  request.send();
  if (request.status !== 200) throw new Error(`${url} could not be downloaded.`);
  // oxlint-disable-next-line no-eval -- what importScripts does
  (0, eval)(request.responseText);
}

export interface LitertOptions {
  readonly accelerator: 'wasm' | 'webgpu';
  readonly threads: number;
  readonly peakBytes: Engine['peakBytes'];
}

/** LiteRT.js in float32: on the processor with XNNPACK and relaxed SIMD, or on WebGPU. */
export async function createLitert(
  { litert, tflite }: ModelSource,
  { accelerator, threads, peakBytes }: LitertOptions,
): Promise<Engine> {
  const globals = globalThis as unknown as Globals;
  globals.importScripts = importScript;
  globals.Module = {
    locateFile: (name) => new URL(name, litert).href,
    mainScriptUrlOrBlob: new URL('litert_wasm_threaded_internal.js', litert).href,
  };
  await loadLiteRt(litert, { threads: threads > 1 });
  /** A file is made for one size. */
  let compiled: { readonly size: string; readonly model: CompiledModel } | undefined;

  async function modelOf(width: number, height: number): Promise<CompiledModel> {
    const size = `${width}x${height}`;
    if (compiled?.size === size) return compiled.model;
    compiled?.model.delete();
    const model = await loadAndCompile(`${tflite}-${size}.tflite`, {
      accelerator,
      ...(accelerator === 'wasm'
        ? { cpuOptions: { numThreads: threads } }
        : { gpuOptions: { precision: 'fp32' } }),
    });
    // Else it computes some or all on the processor, and says so on the console only.
    if (!model.isFullyAccelerated)
      throw new Error(`LiteRT.js does not run all of it on ${accelerator}.`);
    compiled = { size, model };
    return model;
  }

  return {
    threads,
    peakBytes,
    run: async ({ width, height, values }, style) => {
      const model = await modelOf(width, height);
      const inputs = {
        image: new Tensor(values, [1, height, width, 3]),
        style: new Tensor(Float32Array.from(style), [1, style.length]),
      };
      const { stylized } = await model.run(inputs);
      if (!stylized) throw new Error('LiteRT.js gave no painting.');
      const painting = await stylized.data();
      const copy = painting.slice();
      for (const tensor of [inputs.image, inputs.style, stylized]) tensor.delete();
      return copy;
    },
  };
}

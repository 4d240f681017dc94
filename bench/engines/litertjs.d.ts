/**
 * What the benchmark uses of LiteRT.js. Its own types would do, but a checkout whose packages are older than this engine
 * could then not check its types, although nothing but the benchmark needs the package.
 */
declare module '@litertjs/core' {
  interface Deletable {
    /** Gives its memory in WebAssembly back. */
    delete(): void;
  }

  export class Tensor implements Deletable {
    constructor(data: Float32Array, shape: readonly number[]);
    data(): Promise<Float32Array>;
    delete(): void;
  }

  export interface CompiledModel extends Deletable {
    /** Nothing of it runs on another accelerator. */
    readonly isFullyAccelerated: boolean;
    run(inputs: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
  }

  /** `path`: the folder of the WebAssembly files, with a slash at the end. */
  export function loadLiteRt(path: string, options: { readonly threads: boolean }): Promise<object>;

  export function loadAndCompile(
    url: string,
    options: {
      readonly accelerator: 'wasm' | 'webgpu';
      readonly cpuOptions?: { readonly numThreads: number };
      readonly gpuOptions?: { readonly precision: 'fp16' | 'fp32' };
    },
  ): Promise<CompiledModel>;
}

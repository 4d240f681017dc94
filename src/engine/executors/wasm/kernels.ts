/** What assembly/index.ts exports. */
export interface Kernels {
  /** Run a step. @returns 0 when a thread died on the way */
  run(control: number, step: number): number;
  /** Do one ticket of a step in a thread's working memory; for tests. */
  task(step: number, ticket: number, thread: number): void;
  /** Pack weights [kernel][kernel][in][out] at `from` for a step; `temporary`: 320 bytes. */
  packWeights(step: number, from: number, temporary: number): void;
  mergeSums(step: number, statistics: number): void;
  normalization(
    statistics: number,
    row: number,
    pitch: number,
    coefficients: number,
    count: number,
    epsilon: number,
  ): void;
  /** The sum of the squares of the distances of `count` numbers from others, or from 0. */
  distance(a: number, b: number, count: number): number;
  /** Make the lower half of a square matrix from its upper one, and multiply it. */
  mirror(matrix: number, side: number, factor: number): void;
  peak(steps: number): number;
  /** Serve steps until the control block says that it is the end. */
  serve(control: number, thread: number): void;
}

/** Instantiate the kernels on a memory. Quick, since the module is compiled already. */
export async function instantiate(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
): Promise<Kernels> {
  const instance = await WebAssembly.instantiate(module, { env: { memory } });
  return instance.exports as unknown as Kernels;
}

import type { FloatImage, PreparedModel } from '../../../src/engine/executors/executor.ts';

/** One dispatch of a run, which can be done again as long as the prepared model is there. */
export interface Dispatch {
  /** The label of its pipeline: the kernel. */
  readonly kernel: string;
  /** The convolution that it belongs to, by number. */
  readonly layer: number;
  readonly pipeline: GPUComputePipeline;
  readonly bindings: GPUBindGroup;
  readonly workgroups: readonly number[];
}

/** Do dispatches again, in a pass. */
export function replay(pass: GPUComputePassEncoder, dispatches: readonly Dispatch[]): void {
  for (const { pipeline, bindings, workgroups } of dispatches) {
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, bindings);
    pass.dispatchWorkgroups(...(workgroups as [number]));
  }
}

/**
 * Run a prepared model once, and note what it dispatches. So layers can be timed without any knowledge of how
 * a run is planned.
 */
export async function record(
  prepared: PreparedModel,
  image: FloatImage,
  style: readonly number[],
): Promise<Dispatch[]> {
  const noted: Dispatch[] = [];
  const pass = GPUComputePassEncoder.prototype;
  const { setPipeline, setBindGroup, dispatchWorkgroups } = pass;
  let layer = 0;
  let pipeline: GPUComputePipeline | undefined;
  let bindings: GPUBindGroup | undefined;
  pass.setPipeline = function (given) {
    pipeline = given;
    setPipeline.call(this, given);
  };
  const note = function (this: GPUComputePassEncoder, index: number, given: GPUBindGroup) {
    bindings = given;
    (setBindGroup as typeof note).call(this, index, given);
  };
  pass.setBindGroup = note as typeof setBindGroup;
  pass.dispatchWorkgroups = function (...workgroups) {
    if (pipeline && bindings) {
      const counts = workgroups as number[];
      noted.push({ kernel: pipeline.label, layer, pipeline, bindings, workgroups: counts });
    }
    dispatchWorkgroups.apply(this, workgroups);
  };
  try {
    const onLayer = async (index: number) => {
      layer = index;
    };
    await prepared.run(image, style, { onLayer });
  } finally {
    Object.assign(pass, { setPipeline, setBindGroup, dispatchWorkgroups });
  }
  return noted;
}

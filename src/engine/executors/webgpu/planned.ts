import type { Gpu } from './gpu.ts';
import { ALIGNMENT, PAINTING, PICTURE, type Plan } from './plan.ts';
import type { Precision } from './shaders.ts';
import type { Place, SharedId, Step, WeightsPlace } from './step.ts';

/** A step with what it runs. */
interface Ready {
  readonly step: Step;
  readonly pipeline: GPUComputePipeline;
  readonly bindings: GPUBindGroup;
}

/** A plan on the device: buffers, pipelines and bind groups. */
export interface PlannedRun {
  readonly plan: Plan;
  readonly steps: readonly Ready[];
  readonly shared: Readonly<Record<SharedId | 'uniforms', GPUBuffer>>;
  /** RGB floats in, and out. */
  readonly picture: GPUBuffer;
  readonly painting: GPUBuffer;
  /** What the processor reads: the painting, then the statistics. */
  readonly staging: GPUBuffer;
  /** @returns what to bind for a place */
  bind(place: Place): GPUBufferBinding;
  dispose(): void;
}

/** Encode those steps of a run that are wanted: all, unless told. */
export function encodeSteps(
  pass: GPUComputePassEncoder,
  { steps }: Pick<PlannedRun, 'steps'>,
  wanted: (step: Step) => boolean = () => true,
): void {
  for (const { step, pipeline, bindings } of steps) {
    if (!wanted(step)) continue;
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, bindings);
    pass.dispatchWorkgroups(...step.workgroups);
  }
}

/**
 * Put a plan on the device. `weightsOf` gives the packed kernel of a convolution, as a place asks for it.
 * Rejects with EngineProblem `memory` where the device has too little.
 */
export async function preparePlan(
  gpu: Gpu,
  plan: Plan,
  precision: Precision,
  weightsOf: (place: WeightsPlace) => GPUBuffer,
): Promise<PlannedRun> {
  const pipelines = await Promise.all(
    plan.steps.map(({ kernel, constants }) => gpu.pipeline(kernel, precision, constants)),
  );
  const own: GPUBuffer[] = [];
  const make = (bytes: number, usage: number, label: string) => {
    const buffer = gpu.buffer(bytes, usage, label);
    own.push(buffer);
    return buffer;
  };
  const { STORAGE, COPY_DST, COPY_SRC, UNIFORM, MAP_READ } = GPUBufferUsage;
  const usual = STORAGE | COPY_DST | COPY_SRC;
  try {
    return await gpu.making(() => {
      const buffers = plan.buffers.map((bytes, i) => make(bytes, usual, `map ${i}`));
      const shared = {
        rows: make(plan.shared.rows, usual, 'rows'),
        coefficients: make(plan.shared.coefficients, usual, 'coefficients'),
        statistics: make(plan.shared.statistics, usual, 'statistics'),
        partials: make(plan.shared.partials, STORAGE, 'partials'),
        counts: make(plan.shared.counts, STORAGE, 'counts'),
        uniforms: make(plan.steps.length * ALIGNMENT, UNIFORM | COPY_DST, 'uniforms'),
      };
      const painting = buffers[PAINTING] as GPUBuffer;
      const staging = make(plan.stagingBytes, MAP_READ | COPY_DST, 'staging');
      const bind = (place: Place): GPUBufferBinding => {
        if ('buffer' in place) return { buffer: buffers[place.buffer] as GPUBuffer };
        if ('weights' in place) return { buffer: weightsOf(place) };
        return { buffer: shared[place.shared], offset: place.at, size: place.bytes };
      };
      const steps = plan.steps.map((step, index): Ready => {
        const offset = index * ALIGNMENT;
        gpu.device.queue.writeBuffer(shared.uniforms, offset, Int32Array.from(step.uniform));
        const size = Math.max(16, step.uniform.length * 4);
        const all = [{ buffer: shared.uniforms, offset, size }, ...step.places.map(bind)];
        const bindings = gpu.bindings(step.kernel, all);
        return { step, pipeline: pipelines[index] as GPUComputePipeline, bindings };
      });
      const picture = buffers[PICTURE] as GPUBuffer;
      const dispose = () => gpu.free(own);
      return { plan, steps, shared, picture, painting, staging, bind, dispose };
    });
  } catch (error) {
    gpu.free(own);
    throw error;
  }
}

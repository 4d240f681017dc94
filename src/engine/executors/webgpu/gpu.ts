import { createQueue } from '../../host/queue.ts';
import { EngineProblem, toProblem, type EngineFault } from '../../problems.ts';
import { KERNELS, shaderCode, type Constants, type KernelId, type Precision } from './shaders.ts';

/** A device that was not used for so long is left alone by visitors. */
const REST_MS = 1000;

/** An empty wait that takes longer, in milliseconds, tells that the browser looks but now and then what is done. */
const LONG_WAIT_MS = 20;
/** Between two submits that have it look. */
const NUDGE_MS = 2;

/** A device, and what is made on it once: the pipelines. */
export class Gpu {
  private readonly pipelines = new Map<string, Promise<GPUComputePipeline>>();
  private readonly layouts = new Map<KernelId, GPUBindGroupLayout>();
  private readonly buffers = new Set<GPUBuffer>();
  private fault: EngineFault | undefined;
  private readonly inTurn = createQueue();
  private users = 0;
  private rest = new AbortController();
  private lastUse = 0;
  private isGone = false;
  private nudges = false;

  constructor(readonly device: GPUDevice) {
    void device.lost.then(() => (this.isGone = true));
    device.addEventListener('uncapturederror', ({ error }) => {
      this.fault = faultOf(error);
    });
  }

  /** Forget what went wrong on the device: it was not this run. */
  forgetFaults(): void {
    this.fault = undefined;
  }

  /** Throws EngineProblem where something went wrong on the device since this or `forgetFaults` was last called. */
  check(): void {
    const { fault } = this;
    this.fault = undefined;
    if (fault) throw new EngineProblem(fault);
  }

  /**
   * Do what a visitor waits for, when it is its turn: runs share the buffers of a plan, and what goes wrong is told
   * of the one that runs. What only measures keeps away from it, see `idle`.
   */
  async use<T>(work: () => Promise<T>): Promise<T> {
    this.users++;
    this.rest.abort();
    this.rest = new AbortController();
    try {
      return await this.inTurn(work);
    } finally {
      this.users--;
      this.lastUse = performance.now();
    }
  }

  /**
   * Resolves when nobody has used the device for a while, nor waits for it, with a signal that is aborted as soon as
   * somebody does. Rejects when the device is disposed of or lost.
   */
  async idle(): Promise<AbortSignal> {
    while (this.users > 0 || performance.now() - this.lastUse < REST_MS) {
      await new Promise((resolve) => setTimeout(resolve, REST_MS / 4));
    }
    if (this.isGone) throw new Error('the device has gone');
    return this.rest.signal;
  }

  /** Whether the device is lost or disposed of. */
  get gone(): boolean {
    return this.isGone;
  }

  /** Find out how the browser waits, while the device has nothing to do. To be called once, before the first work. */
  async findOutWaiting(): Promise<void> {
    const isLong = async () => {
      const start = performance.now();
      await this.device.queue.onSubmittedWorkDone();
      return performance.now() - start > LONG_WAIT_MS;
    };
    // Twice, since the machine may just have been busy.
    this.nudges = (await isLong()) && (await isLong());
  }

  /** Resolves when all that was submitted is done. */
  done(): Promise<void> {
    return this.settled(this.device.queue.onSubmittedWorkDone());
  }

  /**
   * Wait for work of the device, or for a buffer that it maps. Firefox looks ten times a second what is done, and when
   * something is submitted (its bug 1870699), so it gets empty submits meanwhile.
   */
  async settled<T>(wait: Promise<T>): Promise<T> {
    let waits = this.nudges;
    const end = () => void (waits = false);
    wait.then(end, end);
    while (waits) {
      this.device.queue.submit([]);
      await new Promise((resolve) => setTimeout(resolve, NUDGE_MS));
    }
    return wait;
  }

  /** Whether the device can tell how long its work takes. */
  get hasClock(): boolean {
    return this.device.features.has('timestamp-query');
  }

  /** Buffers that are there now. */
  get count(): number {
    return this.buffers.size;
  }

  /** Most bytes of a storage buffer. */
  get largest(): number {
    const { maxBufferSize, maxStorageBufferBindingSize } = this.device.limits;
    return Math.min(maxBufferSize, maxStorageBufferBindingSize);
  }

  /** A buffer of at least so many bytes. What it lacks in memory is told by `making`. */
  buffer(bytes: number, usage: number, label: string): GPUBuffer {
    const size = Math.max(16, Math.ceil(bytes / 16) * 16);
    const buffer = this.device.createBuffer({ size, usage, label });
    this.buffers.add(buffer);
    return buffer;
  }

  free(buffers: Iterable<GPUBuffer>): void {
    for (const buffer of buffers) {
      if (this.buffers.delete(buffer)) buffer.destroy();
    }
  }

  /** Make things on the device. Rejects with EngineProblem where it has too little memory, or refuses them. */
  async making<T>(make: () => T): Promise<Awaited<T>> {
    this.device.pushErrorScope('out-of-memory');
    this.device.pushErrorScope('validation');
    let errors: Promise<GPUError | null>[] = [];
    let made: T;
    try {
      made = make(); // before anything else can run, so that the scopes have only this
    } finally {
      errors = [this.device.popErrorScope(), this.device.popErrorScope()];
      for (const error of errors) error.catch(() => {}); // the device has gone: what waits for it is told
    }
    const result = await made;
    const [validation, memory] = await Promise.all(errors);
    // What is made of a buffer that did not fit is not valid either, and is only the consequence.
    const error = memory ?? validation;
    if (error) throw new EngineProblem(faultOf(error));
    return result;
  }

  /** The pipeline of a kernel, compiled once without blocking. Rejects with EngineProblem. */
  pipeline(
    kernel: KernelId,
    precision: Precision,
    constants: Constants,
  ): Promise<GPUComputePipeline> {
    const key = [kernel, precision, ...Object.entries(constants)].join();
    const known = this.pipelines.get(key);
    if (known) return known;
    const made = this.compile(kernel, precision, constants);
    this.pipelines.set(key, made);
    made.catch(() => this.pipelines.delete(key));
    return made;
  }

  private async compile(kernel: KernelId, precision: Precision, constants: Constants) {
    const module = await this.module(kernel, precision, constants);
    const layout = this.pipelineLayout(kernel);
    try {
      return await this.device.createComputePipelineAsync({
        label: kernel,
        layout,
        compute: { module, entryPoint: 'main' },
      });
    } catch (error) {
      throw toProblem(error);
    }
  }

  /** A kernel's code on the device. Rejects with EngineProblem where the device does not take it. */
  module(kernel: KernelId, precision: Precision, constants: Constants): Promise<GPUShaderModule> {
    const code = shaderCode(kernel, precision, constants);
    return this.making(() => this.device.createShaderModule({ code, label: kernel }));
  }

  pipelineLayout(kernel: KernelId): GPUPipelineLayout {
    return this.device.createPipelineLayout({ bindGroupLayouts: [this.layout(kernel)] });
  }

  /** What a dispatch or a drawing of a kernel reads and writes, in the order of its bindings. */
  bindings(kernel: KernelId, resources: readonly GPUBindingResource[]): GPUBindGroup {
    return this.device.createBindGroup({
      label: kernel,
      layout: this.layout(kernel),
      entries: resources.map((resource, binding) => ({ binding, resource })),
    });
  }

  /** The bindings of a kernel, the same for all of its pipelines. */
  private layout(kernel: KernelId): GPUBindGroupLayout {
    const known = this.layouts.get(kernel);
    if (known) return known;
    const visibility = kernel === 'frameOut' ? GPUShaderStage.FRAGMENT : GPUShaderStage.COMPUTE;
    const entries = KERNELS[kernel].bindings.map((kind, binding): GPUBindGroupLayoutEntry => {
      if (kind === 'texture') return { binding, visibility, texture: {} };
      if (kind === 'sampler') return { binding, visibility, sampler: {} };
      const types = { uniform: 'uniform', read: 'read-only-storage', write: 'storage' } as const;
      return { binding, visibility, buffer: { type: types[kind] } };
    });
    const layout = this.device.createBindGroupLayout({ label: kernel, entries });
    this.layouts.set(kernel, layout);
    return layout;
  }

  dispose(): void {
    this.free([...this.buffers]);
    this.device.destroy();
  }
}

function faultOf(error: GPUError): EngineFault {
  return error.constructor.name === 'GPUOutOfMemoryError'
    ? { code: 'engine/memory' }
    : toProblem(new Error(error.message)).fault;
}

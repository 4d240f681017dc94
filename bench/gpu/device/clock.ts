import { quantile } from '../../stats.ts';

/** Times what a device does, by its own clock where it has timestamps, else by the processor's. */
export class Clock {
  private readonly queries: GPUQuerySet | undefined;
  private readonly resolved: GPUBuffer | undefined;
  private readonly read: GPUBuffer | undefined;

  constructor(private readonly device: GPUDevice) {
    if (!device.features.has('timestamp-query')) return;
    this.queries = device.createQuerySet({ type: 'timestamp', count: 2 });
    const { QUERY_RESOLVE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
    this.resolved = device.createBuffer({ size: 16, usage: QUERY_RESOLVE | COPY_SRC });
    this.read = device.createBuffer({ size: 16, usage: COPY_DST | MAP_READ });
  }

  /** Whose clock it is. */
  get kind(): 'gpu' | 'processor' {
    return this.queries ? 'gpu' : 'processor';
  }

  /** Milliseconds of one pass. */
  async pass(encode: (pass: GPUComputePassEncoder) => void): Promise<number> {
    const { device, queries, resolved, read } = this;
    const encoder = device.createCommandEncoder();
    if (!queries || !resolved || !read) {
      const start = performance.now();
      const pass = encoder.beginComputePass();
      encode(pass);
      pass.end();
      device.queue.submit([encoder.finish()]);
      await device.queue.onSubmittedWorkDone();
      return performance.now() - start;
    }
    const pass = encoder.beginComputePass({
      timestampWrites: {
        querySet: queries,
        beginningOfPassWriteIndex: 0,
        endOfPassWriteIndex: 1,
      },
    });
    encode(pass);
    pass.end();
    encoder.resolveQuerySet(queries, 0, 2, resolved, 0);
    encoder.copyBufferToBuffer(resolved, 0, read, 0, 16);
    device.queue.submit([encoder.finish()]);
    await read.mapAsync(GPUMapMode.READ);
    const [begin = 0n, end = 0n] = new BigUint64Array(read.getMappedRange().slice(0));
    read.unmap();
    return Number(end - begin) / 1e6;
  }

  /** Passes so short are repeated within one, or the clock is too coarse for them. */
  private static readonly LEAST_MS = 0.5;

  /**
   * The median of `count` passes, in milliseconds. Short work is done several times in each pass.
   * The first pass warms up: a GPU that was idle runs slowly.
   */
  async median(encode: (pass: GPUComputePassEncoder) => void, count: number): Promise<number> {
    const single = await this.pass(encode);
    const repeats = Math.min(50, Math.max(1, Math.ceil(Clock.LEAST_MS / Math.max(single, 1e-3))));
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      const ms = await this.pass((pass) => {
        for (let k = 0; k < repeats; k++) encode(pass);
      });
      times.push(ms / repeats);
    }
    return quantile(times, 0.5);
  }
}

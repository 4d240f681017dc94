import type { Convolution } from '../../../network/index.ts';
import type { Statistics } from '../../stylizer.ts';
import type { Gpu } from './gpu.ts';
import type { PlannedRun } from './planned.ts';
import { statisticsOf } from './rows.ts';

/**
 * Sees whether frames overflow, which nobody reads back. The statistics that a frame was normalized with are some
 * 10 kB; they are copied aside with the frame, and read when they arrive, while the next frames are painted.
 */
export class OverflowWatch {
  private aside: GPUBuffer | undefined;
  private reading = false;

  /** @param tell called when a frame overflowed */
  constructor(
    private readonly gpu: Gpu,
    private readonly layers: readonly Convolution[],
    private readonly tell: () => void,
  ) {}

  /**
   * Encode the copy, behind the network. Nothing, while those of an earlier frame are still on their way.
   * @returns what reads the copy, to be called once it is submitted
   */
  encode(encoder: GPUCommandEncoder, { shared, plan }: PlannedRun): () => void {
    if (this.reading) return () => {};
    const bytes = plan.shared.statistics;
    const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ;
    const aside = (this.aside ??= this.gpu.buffer(bytes, usage, 'statistics of a frame'));
    encoder.copyBufferToBuffer(shared.statistics, 0, aside, 0, bytes);
    return () => void this.read(aside, plan);
  }

  private async read(aside: GPUBuffer, plan: PlannedRun['plan']): Promise<void> {
    this.reading = true;
    try {
      await this.gpu.settled(aside.mapAsync(GPUMapMode.READ));
      const statistics = statisticsOf(plan, this.layers, new Float32Array(aside.getMappedRange()));
      aside.unmap();
      if (hasOverflowed(statistics)) this.tell();
    } catch {
      // The device has gone, or the watch was disposed of.
    } finally {
      this.reading = false;
    }
  }

  dispose(): void {
    if (this.aside) this.gpu.free([this.aside]);
    this.aside = undefined;
  }
}

/**
 * @returns whether a run with these statistics has overflowed: some are no numbers, or the painting is of one colour
 * although the picture was not
 */
export function hasOverflowed(statistics: Statistics): boolean {
  if (!statistics.every((values) => values.every(Number.isFinite))) return true;
  const found = statistics.filter(({ length }) => length > 0); // of layers with a norm
  const varies = (values: Float32Array | undefined) =>
    Boolean(values?.subarray(values.length / 2).some((variance) => variance > 0));
  return varies(found[0]) && !varies(found[found.length - 1]);
}

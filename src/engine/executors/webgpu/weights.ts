import { weightsName, type Convolution } from '../../../network/index.ts';
import type { Weight } from '../../weights/decode.ts';
import type { LoadedModel } from '../../weights/load.ts';
import type { Gpu } from './gpu.ts';
import { packWeights } from './packing.ts';
import type { Precision } from './shaders.ts';
import type { WeightsPlace } from './step.ts';

/** The kernels of a network on the device, each put there when a plan first asks for it. */
export class Weights {
  private readonly buffers = new Map<string, GPUBuffer>();

  constructor(
    private readonly gpu: Gpu,
    private readonly model: Pick<LoadedModel, 'weights'>,
    private readonly layers: readonly Convolution[],
    private readonly precision: Precision,
  ) {}

  /** @returns the kernel of a place. To be called where `Gpu.making` sees what goes wrong. */
  readonly at = ({ weights: layer, winograd }: WeightsPlace): GPUBuffer => {
    const conv = this.layers[layer] as Convolution;
    // Layers that share their weights share the buffer.
    const key = `${conv.weightsOf} ${winograd}`;
    const known = this.buffers.get(key);
    if (known) return known;
    const { values } = this.model.weights.get(weightsName(conv)) as Weight;
    const packed = packWeights(conv, values, this.precision, winograd);
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
    const buffer = this.gpu.buffer(packed.byteLength, usage, conv.name);
    this.buffers.set(key, buffer);
    this.gpu.device.queue.writeBuffer(buffer, 0, packed);
    return buffer;
  };

  /** Bytes that are on the device. */
  get bytes(): number {
    return [...this.buffers.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** Free all. What is asked for again is put on the device again. */
  dispose(): void {
    this.gpu.free(this.buffers.values());
    this.buffers.clear();
  }
}

import type { Convolution } from '../../../network/index.ts';
import { EngineProblem } from '../../problems.ts';
import { blocksOf } from './blocks.ts';
import { CONTROL, type Heap } from './heap.ts';
import type { Kernels } from './kernels.ts';
import { kernelOf, methodOf, roundUp, type Layer } from './method.ts';
import { packedLength, packWeights } from './packing.ts';
import { partialBytes } from './plan.ts';
import { kindOf, makeStep, STEP_BYTES, writeStep } from './step.ts';

/** A convolution by itself, with reflected borders and without a normalization. */
export type Shape = Pick<Layer, 'kernel' | 'inputs' | 'outputs' | 'stride' | 'upsample'>;

/** Its weights on the heap. */
export interface Packed {
  readonly layers: readonly { readonly layer: Layer; readonly at: number }[];
  free(): void;
}

/** The result of a convolution: in the heap, until the next one. Each pixel has `pitch` numbers. */
export interface Convolved {
  readonly values: Float32Array;
  readonly height: number;
  readonly width: number;
  readonly pitch: number;
}

/** Runs single convolutions on the kernels, with all threads: for learning, which needs them in both directions. */
export class Convolver {
  constructor(
    private readonly heap: Heap,
    private readonly kernels: Kernels,
    private readonly threads: number,
    private readonly onLost: () => void,
  ) {}

  /** Keep weights [k, k, in, out] on the heap. Throws RangeError where memory ends. */
  pack(shape: Shape, weights: Float32Array): Packed {
    // The kernel for three outputs takes widths in fours; others need another one.
    const methods = new Set(
      [true, false].map((inFours) => methodOf(whole(shape), shape.inputs, inFours)),
    );
    const blocks: ReturnType<Heap['keep']>[] = [];
    const layers = [...methods].map((method) => {
      const outputPitch = method === 'planar' ? shape.outputs : roundUp(shape.outputs, 8);
      const layer: Layer = { ...whole(shape), method, inputPitch: shape.inputs, outputPitch };
      const block = this.heap.keep(packedLength(layer) * 4);
      blocks.push(block);
      const values = { shape: [], values: weights };
      packWeights(layer, values, this.heap, this.kernels, block.at);
      return { layer, at: block.at };
    });
    return { layers, free: () => blocks.forEach((block) => this.heap.free(block)) };
  }

  /**
   * Convolve a map of `height` x `width`, which `fill` writes, [height][width][inputs]. Throws EngineProblem
   * `worker-stopped` when a thread has died, and RangeError where memory ends.
   */
  run(
    { layers }: Packed,
    height: number,
    width: number,
    fill: (to: Float32Array) => void,
  ): Convolved {
    const inFours = (width * (layers[0] as Packed['layers'][number]).layer.upsample) % 4 === 0;
    const { layer, at } = (inFours ? layers[0] : layers.at(-1)) as Packed['layers'][number];
    const { upsample, stride, inputs, outputPitch: pitch, method } = layer;
    const [tall, wide] = [height, width].map((side) => Math.ceil((side * upsample) / stride)) as [
      number,
      number,
    ];
    const blocks = blocksOf(layer, tall, wide);
    const { heap } = this;
    let end = heap.top;
    const reserve = (bytes: number) => {
      const start = end;
      end = roundUp(end + bytes, 64);
      return start;
    };
    const step = reserve(STEP_BYTES);
    const partials = reserve(blocks.strips * blocks.chunks * partialBytes(blocks.lanes));
    const scratch = reserve(blocks.scratchBytes * this.threads);
    const input = reserve(height * width * inputs * 4);
    const output = reserve(tall * wide * pitch * 4);
    heap.reach(end);
    fill(heap.floats(input, height * width * inputs));
    const fields = makeStep({
      ...{
        kind: kindOf(method),
        ...blocks,
        kernel: kernelOf(layer),
        stride,
        upsample,
        weights: at,
      },
      ...{ input, inputHeight: height, inputWidth: width, inputPitch: inputs },
      ...{ output, outputHeight: tall, outputWidth: wide, outputPitch: pitch },
      ...{ partials, scratch },
    });
    writeStep(heap.memory.buffer, step, fields);
    if (!this.kernels.run(CONTROL, step)) {
      this.onLost();
      throw new EngineProblem({ code: 'engine/worker-stopped' });
    }
    return { values: heap.floats(output, tall * wide * pitch), height: tall, width: wide, pitch };
  }
}

/** With what the kernels want to know of a convolution of a network. */
function whole(shape: Shape): Convolution {
  return {
    ...{ ...shape, name: '', layer: '', weightsOf: '' },
    ...{ activation: 'none', shift: 0, residual: 'none', depthwise: false, normalized: true },
  };
}

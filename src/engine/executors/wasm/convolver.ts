import type { Convolution } from '../../../network/index.ts';
import { blocksOf } from './blocks.ts';
import { kernelOf, methodOf, roundUp, type Layer } from './method.ts';
import { packedLength, packWeights } from './packing.ts';
import { partialBytes } from './plan.ts';
import type { Runner } from './runner.ts';
import { kindOf, makeStep, writeStep } from './step.ts';

/** A convolution by itself, with reflected borders and without a normalization. */
type Shape = Pick<Layer, 'kernel' | 'inputs' | 'outputs' | 'stride' | 'upsample' | 'shift'>;

/** Its weights on the heap. */
export interface Packed {
  readonly layers: readonly { readonly layer: Layer; readonly at: number }[];
  free(): void;
}

/** A map in the heap. Each pixel has `pitch` numbers: those of its channels, and others that nobody reads. */
export interface Place {
  readonly at: number;
  readonly height: number;
  readonly width: number;
  readonly pitch: number;
}

/** What a convolution gave; where it was given no place, only until something else is run or kept. */
interface Convolved extends Place {
  /** The mean of each channel and its variance. Of what was neither rectified nor a gradient. */
  moments(): { readonly means: Float32Array; readonly variances: Float32Array };
}

interface RunOptions {
  /** Where the result is to lie, if its pitch is a multiple of 8. */
  readonly to?: number | undefined;
  /** Address of a number for each channel, which is added before a ReLU. */
  readonly bias?: number | undefined;
  /** The map is the gradient of a map of this size, whose border was reflected; it gets that border, too. */
  readonly gradient?: {
    readonly height: number;
    readonly width: number;
    /** Pixels from one of the gradient to the next. */
    readonly apart: number;
    /** Address of a map like the gradient, which counts where that is above 0; 0 for none. */
    readonly mask: number;
  };
}

/** Numbers that a pixel of so many channels takes in the maps of learning: whole vectors. */
export const pitchOf = (channels: number): number => roundUp(channels, 4);

/** Runs single convolutions on the kernels, with all threads: for learning, which needs them in both directions. */
export class Convolver {
  constructor(private readonly runner: Runner) {}

  /**
   * Keep weights [k, k, in, out] on the heap; `isPlain`: for maps without a bias, and no gradients. Throws RangeError
   * where memory ends.
   */
  pack(shape: Shape, weights: Float32Array, isPlain: boolean): Packed {
    const { heap, kernels } = this.runner;
    const pitch = pitchOf(shape.inputs);
    // The kernel for three outputs takes widths in fours; others need another one.
    const methods = new Set(
      [isPlain, false].map((inFours) => methodOf(whole(shape), pitch, inFours)),
    );
    const blocks: ReturnType<typeof heap.keep>[] = [];
    const layers = [...methods].map((method) => {
      const outputPitch = method === 'planar' ? shape.outputs : roundUp(shape.outputs, 8);
      const layer: Layer = { ...whole(shape), method, inputPitch: pitch, outputPitch };
      const block = heap.keep(packedLength(layer) * 4);
      blocks.push(block);
      packWeights(layer, { shape: [], values: weights }, heap, kernels, block.at);
      return { layer, at: block.at };
    });
    return { layers, free: () => blocks.forEach((block) => heap.free(block)) };
  }

  /** The same for a matrix [side][side] that lies in the heap already, `side` a multiple of 8. */
  packMatrix(side: number, from: number): Packed {
    const { heap, kernels, step } = this.runner;
    const shape = { kernel: 1, inputs: side, outputs: side, stride: 1, upsample: 1, shift: 0 };
    const layer: Layer = { ...whole(shape), method: 'direct', inputPitch: side, outputPitch: side };
    const block = heap.keep(packedLength(layer) * 4);
    const fields = { kernel: 1, inputPitch: side, outputPitch: side, weights: block.at };
    writeStep(heap.memory.buffer, step, makeStep({ kind: kindOf('direct'), ...fields }));
    kernels.packWeights(step, from, 0);
    return { layers: [{ layer, at: block.at }], free: () => heap.free(block) };
  }

  /** Convolve a map. Throws EngineProblem `worker-stopped`, and RangeError where memory ends. */
  run({ layers }: Packed, input: Place, { to, bias = 0, gradient }: RunOptions = {}): Convolved {
    const { heap, kernels, threads, step } = this.runner;
    const { at: from, height, width } = input;
    const inFours = (width * (layers[0] as Packed['layers'][number]).layer.upsample) % 4 === 0;
    const { layer, at } = (inFours ? layers[0] : layers.at(-1)) as Packed['layers'][number];
    const { upsample, stride, outputPitch: pitch, method, shift } = layer;
    const border = 2 * (layer.kernel >> 1);
    const tall = gradient ? gradient.height + border : Math.ceil((height * upsample) / stride);
    const wide = gradient ? gradient.width + border : Math.ceil((width * upsample) / stride);
    const blocks = blocksOf(layer, tall, wide);
    const [partials = 0, scratch = 0, statistics = 0, own = 0] = this.runner.room(
      blocks.strips * blocks.chunks * partialBytes(blocks.lanes),
      blocks.scratchBytes * threads,
      2 * pitch * 4,
      to === undefined ? tall * wide * pitch * 4 : 0,
    );
    const output = to ?? own;
    this.runner.run({
      ...{ kind: kindOf(method), ...blocks, kernel: kernelOf(layer) },
      ...{ stride, upsample, shift, weights: at, bias },
      ...{ input: from, inputHeight: height, inputWidth: width, inputPitch: input.pitch },
      ...{ output, outputHeight: tall, outputWidth: wide, outputPitch: pitch },
      ...(gradient && { gradient: 1, apart: gradient.apart, mask: gradient.mask }),
      ...{ partials, scratch },
    });
    const moments = () => {
      kernels.mergeSums(step, statistics);
      const both = heap.floats(statistics, 2 * pitch).slice();
      return { means: both.subarray(0, pitch), variances: both.subarray(pitch) };
    };
    return { at: output, height: tall, width: wide, pitch, moments };
  }
}

/** With what the kernels want to know of a convolution of a network. */
function whole(shape: Shape): Convolution {
  return {
    ...{ ...shape, name: '', layer: '', weightsOf: '' },
    ...{ activation: 'none', residual: 'none', depthwise: false, normalized: true },
  };
}

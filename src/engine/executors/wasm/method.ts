import { convolutions, type Convolution, type NetworkSpec } from '../../../network/index.ts';
import { EngineProblem } from '../../problems.ts';

/**
 * How a convolution is computed; see direct.ts, transformed.ts, planar.ts, separable.ts and README.md. One that is
 * `depthwise` is computed together with the 1 x 1 convolution after it, which is `separable`.
 */
export type Method = 'direct' | 'planar' | 'winograd' | 'doubled' | 'depthwise' | 'separable';

/** A convolution and how it is computed, in memory of `inputPitch` and `outputPitch` channels a pixel. */
export interface Layer extends Convolution {
  readonly method: Method;
  readonly inputPitch: number;
  readonly outputPitch: number;
}

/** What `planar` computes: its kernel, within which smaller ones fit, its output channels, and four pixels of these. */
export const PLANAR = { kernel: 9, outputs: 3, lanes: 12 } as const;
/** Pixels from tile to tile of F(3, 3), see assembly/winograd.ts. */
export const TILE = 3;
/** Products of a tile, for each block of 3 x 3, see there and assembly/doubled.ts. */
export const PRODUCTS = { winograd: 25, planar: 25, doubled: 9 } as const;
/** With fewer channels the transforms would cost more than they save. */
const WINOGRAD_CHANNELS = 16;

/**
 * The convolutions of a network with a method each. Throws EngineProblem `model-unsupported` where a
 * network has something that the kernels do not know; TensorFlow.js may know it.
 */
export function layersOf(spec: NetworkSpec): Layer[] {
  const all = convolutions(spec);
  let inputPitch = spec.input; // a picture's pixels lie side by side
  let kept = 0; // channels of what a residual block keeps
  return all.map((conv, index) => {
    const last = index === all.length - 1;
    if (conv.activation === 'sigmoid' && !last) throw unknown(`a sigmoid in ${conv.name}`);
    if (conv.residual === 'keep') kept = conv.inputs;
    if (conv.residual === 'add' && kept !== conv.outputs) {
      throw unknown(`another number of channels after ${conv.name}`);
    }
    if (conv.residual === 'keep' && index === 0) throw unknown('a residual block at its start');
    if (conv.shift && !takesShift(conv, inputPitch)) {
      throw unknown(`the shift of ${conv.name}`);
    }
    // Whole vectors of channels, and those of a picture are no vector.
    const inVectors = inputPitch === roundUp(conv.outputs, 8);
    if (conv.depthwise && !(inVectors && isPointwise(all[index + 1]))) {
      throw unknown(`the depthwise convolution ${conv.name}`);
    }
    const separable = all[index - 1]?.depthwise;
    const inFours = last && lastMultiple(all) % 4 === 0;
    const method = separable ? 'separable' : methodOf(conv, inputPitch, inFours);
    const outputPitch = method === 'planar' ? conv.outputs : roundUp(conv.outputs, 8);
    const layer = { ...conv, method, inputPitch, outputPitch };
    inputPitch = outputPitch;
    return layer;
  });
}

/** What can be computed together with the depthwise convolution before it. */
function isPointwise(conv: Convolution | undefined): boolean {
  return conv?.kernel === 1 && conv.stride === 1 && conv.upsample === 1 && conv.shift === 0;
}

/** What `packShifted` of assembly/pack.ts takes: whole vectors from each pixel. */
function takesShift({ inputs, stride, upsample }: Convolution, inputPitch: number): boolean {
  return inputs === inputPitch && inputs % 64 === 0 && stride === 1 && upsample === 1;
}

/** The best method for a convolution; `inFours`: the output is the last one, in a multiple of four columns. */
export function methodOf(conv: Convolution, inputPitch: number, inFours: boolean): Method {
  const { kernel, stride, upsample, inputs, outputs } = conv;
  if (conv.depthwise) return 'depthwise';
  if (conv.shift) return 'direct';
  const vectors = inputPitch % 4 === 0;
  if (kernel === 3 && stride === 1 && upsample === 2 && vectors) return 'doubled';
  if (stride !== 1 || upsample !== 1) return 'direct';
  // Only last and in fours of pixels, since its output has no whole vectors of channels. With 3 x 3 there is little
  // to save.
  const fits = kernel > 3 && kernel <= PLANAR.kernel && outputs === PLANAR.outputs;
  if (fits && conv.residual === 'none' && inFours && vectors) return 'planar';
  if (kernel % 3 !== 0) return 'direct';
  const channels = kernel > 3 ? outputs : Math.min(inputs, outputs);
  return channels >= WINOGRAD_CHANNELS && (vectors || inputPitch < 4) ? 'winograd' : 'direct';
}

/** Whether a depthwise convolution reads each pixel of the map that it enlarges only once, see assembly/depthwise.ts. */
export function isDoubled({ kernel, stride, upsample, shift }: Convolution): boolean {
  return kernel === 3 && stride === 1 && upsample === 2 && shift === 0;
}

/** The kernel that a convolution is computed with: that of `planar` where it is. */
export function kernelOf({ method, kernel }: Pick<Layer, 'method' | 'kernel'>): number {
  return method === 'planar' ? PLANAR.kernel : kernel;
}

/** The width of the last map is a multiple of this, where that of the picture is one of `sizeMultiple`. */
function lastMultiple(all: readonly Convolution[]): number {
  return all.reduce((product, { upsample }) => product * upsample, 1);
}

export function roundUp(n: number, multiple: number): number {
  return Math.ceil(n / multiple) * multiple;
}

function unknown(what: string): EngineProblem {
  return new EngineProblem({ code: 'engine/model-unsupported', what });
}

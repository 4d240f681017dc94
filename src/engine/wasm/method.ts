import { convolutions, type Convolution, type NetworkSpec } from '../../network/index.ts';
import { EngineProblem } from '../problem.ts';

/** How a convolution is computed; see direct.ts, transformed.ts and README.md. */
export type Method = 'direct' | 'narrow' | 'winograd' | 'doubled';

/** A convolution and how it is computed, in memory of `inputPitch` and `outputPitch` channels a pixel. */
export interface Layer extends Convolution {
  readonly method: Method;
  readonly inputPitch: number;
  readonly outputPitch: number;
}

/** Values of a pixel that the micro-kernel of the last layer computes at once. */
export const NARROW_LANES = 12;
/** With fewer channels the transforms would cost more than they save. */
const WINOGRAD_CHANNELS = 16;

/**
 * The convolutions of a network with a method each. Throws EngineProblem `unavailable` where a network
 * has what the kernels do not know: the next executor may.
 */
export function layersOf(spec: NetworkSpec): Layer[] {
  const all = convolutions(spec);
  let inputPitch = spec.input; // a picture's pixels lie side by side
  return all.map((conv, index) => {
    const last = index === all.length - 1;
    if (conv.activation === 'sigmoid' && !last) throw unknown(`a sigmoid in ${conv.name}`);
    if (conv.residual === 'add' && all[index - 1]?.inputs !== conv.outputs) {
      throw unknown(`another number of channels after ${conv.name}`);
    }
    if (conv.residual === 'keep' && index === 0) throw unknown('a residual block at its start');
    const method = methodOf(conv, inputPitch, last ? lastMultiple(all) : undefined);
    const outputPitch = method === 'narrow' ? conv.outputs : roundUp(conv.outputs, 8);
    const layer = { ...conv, method, inputPitch, outputPitch };
    inputPitch = outputPitch;
    return layer;
  });
}

function methodOf(conv: Convolution, inputPitch: number, widthMultiple?: number): Method {
  const { kernel, stride, upsample, outputs } = conv;
  if (kernel === 3 && stride === 1 && inputPitch % 4 === 0) {
    if (upsample === 2) return 'doubled';
    if (upsample === 1 && Math.min(conv.inputs, outputs) >= WINOGRAD_CHANNELS) return 'winograd';
  }
  // Only last, since its lanes are no multiple of the micro-kernel's 8 channels.
  const plain = stride === 1 && upsample === 1 && conv.residual === 'none';
  if (!widthMultiple || !plain || NARROW_LANES % outputs !== 0) return 'direct';
  return widthMultiple % (NARROW_LANES / outputs) === 0 ? 'narrow' : 'direct';
}

/** The width of the last map is a multiple of this, where that of the picture is one of `sizeMultiple`. */
function lastMultiple(all: readonly Convolution[]): number {
  return all.reduce((product, { upsample }) => product * upsample, 1);
}

export function roundUp(n: number, multiple: number): number {
  return Math.ceil(n / multiple) * multiple;
}

function unknown(what: string): EngineProblem {
  return new EngineProblem(
    'unavailable',
    `The fast WebAssembly kernels do not know networks with ${what}.`,
  );
}

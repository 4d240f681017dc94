import { EngineProblem } from '../../problems.ts';
import { turnedKernel, type Conv, type ConvShape } from '../ops.ts';
import type { Convolver, Packed } from './convolver.ts';
import type { Runner } from './runner.ts';
import { KINDS } from './step.ts';
import { spaced, type Held, type Store } from './store.ts';

/** Tickets of the kernel that takes a shift back. */
const UNSHIFT_TICKETS = 9;

/** A convolution whose weights stay: as Ops.prepare. */
export function frozen(
  runner: Runner,
  convolver: Convolver,
  store: Store,
  shape: ConvShape,
  weights: Float32Array,
  bias?: Float32Array,
): Conv<Held> {
  const { kernel, inputs, outputs, stride, upsample, shift } = shape;
  // The kernels move whole vectors.
  if (shift && inputs % 64 !== 0) {
    throw new EngineProblem({ code: 'engine/model-unsupported', what: 'a shift of few channels' });
  }
  const { heap } = runner;
  const own = convolver.pack(shape, weights, !bias);
  // Later, since nobody asks for the gradient of a photo.
  let turned: Packed | undefined;
  const ofGradient = () =>
    (turned ??= convolver.pack(
      { kernel, inputs: outputs, outputs: inputs, stride: 1, upsample: 1, shift: 0 },
      turnedKernel(shape, weights),
      false,
    ));
  const added = bias && heap.keep(Math.ceil(outputs / 8) * 32);
  if (bias && added) {
    const numbers = heap.floats(added.at, added.bytes / 4).fill(0);
    numbers.set(bias);
  }

  /** The gradient of a shift. */
  function unshifted(read: Held, plus: Held | undefined): Held {
    const out = store.map(read.shape);
    runner.run({
      ...{ kind: KINDS.unshift, strips: UNSHIFT_TICKETS, chunks: 1, shift },
      ...{ input: read.at, inputHeight: read.height, inputWidth: read.width },
      ...{ inputPitch: read.pitch, output: out.at, other: plus?.at ?? 0 },
    });
    store.free([read]);
    return out;
  }

  return {
    forward(map) {
      const { height, width } = map;
      const [tall, wide] = [height, width].map((side) => Math.ceil((side * upsample) / stride));
      const out = store.map([tall as number, wide as number, outputs]);
      // Of three channels a pixel takes four numbers, but not in what a kernel writes.
      const fits = outputs % 8 === 0;
      const given = convolver.run(own, map, { to: fits ? out.at : undefined, bias: added?.at });
      const moments = bias ? undefined : momentsOf(given, out.pitch);
      if (!fits) spaced(store.numbers(given), given.pitch, store.numbers(out), out.pitch);
      return moments ? { ...out, moments } : out;
    },
    back(gradient, [height, width], { output, plus } = {}) {
      const out = store.map([height, width, inputs]);
      const [tall, wide] = [height * upsample, width * upsample];
      const border = 2 * (kernel >> 1);
      const addHere = shift ? undefined : plus;
      const asItIs = border === 0 && upsample === 1 && !addHere && out.pitch % 8 === 0;
      const given = convolver.run(ofGradient(), gradient, {
        to: asItIs ? out.at : undefined,
        gradient: { height: tall, width: wide, apart: stride, mask: output?.at ?? 0 },
      });
      if (!asItIs) {
        runner.pass(height, {
          ...{ kind: KINDS.fold, kernel, upsample, other: addHere?.at ?? 0 },
          ...{ input: given.at, inputPitch: given.pitch },
          ...{ output: out.at, outputHeight: height, outputWidth: width, outputPitch: out.pitch },
        });
      }
      return shift ? unshifted(out, plus) : out;
    },
    free() {
      own.free();
      turned?.free();
      if (added) heap.free(added);
    },
  };
}

/** The moments of `pitch` channels, of which the last ones may be none. */
function momentsOf(given: ReturnType<Convolver['run']>, pitch: number): Held['moments'] {
  const { means, variances } = given.moments();
  if (given.pitch === pitch) return { means, variances };
  const padded = (values: Float32Array) => {
    const out = new Float32Array(pitch);
    out.set(values.subarray(0, pitch));
    return out;
  };
  return { means: padded(means), variances: padded(variances) };
}

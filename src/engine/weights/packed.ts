import { EngineProblem } from '../problems.ts';
import type { Weight } from './decode.ts';

/** Numbers that a packed weight can be, and which of them is 0: see training/quantize.py. */
const [LEVELS, ZERO] = [16, 8];

/**
 * Weights in place of what they are packed as: `<convolution>/packed` [k, k, in, out / 2], two numbers a byte, and
 * `<convolution>/step` [out], the step between two numbers of each output. The high half of a byte is of an output of
 * the first half, the low one of the output out / 2 behind it.
 *
 * @throws EngineProblem `model-mismatched` where the steps are not as many as the outputs
 */
export function withUnpacked(tensors: ReadonlyMap<string, Weight>): Map<string, Weight> {
  const weights = new Map<string, Weight>();
  for (const [name, tensor] of tensors) {
    const [, stem, kind] = /^(.*)\/(packed|step)$/.exec(name) ?? [];
    const step = tensors.get(`${stem}/step`);
    if (kind === undefined) weights.set(name, tensor);
    // Without steps the weights are missing, which is told as for any.
    else if (kind === 'packed' && step) weights.set(`${stem}/weights`, unpacked(tensor, step));
  }
  return weights;
}

function unpacked({ shape, values: bytes }: Weight, { values: steps }: Weight): Weight {
  const half = shape.at(-1) ?? 0;
  const outputs = 2 * half;
  if (steps.length !== outputs) throw new EngineProblem({ code: 'engine/model-mismatched' });
  const values = new Float32Array(2 * bytes.length);
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    const high = Math.floor(byte / LEVELS);
    const output = i % half;
    const at = 2 * i - output;
    values[at] = (high - ZERO) * (steps[output] as number);
    values[at + half] = (byte - LEVELS * high - ZERO) * (steps[output + half] as number);
  }
  return { shape: [...shape.slice(0, -1), outputs], values };
}

import { convolutions, type NetworkSpec } from './spec.ts';

const BYTES = Float32Array.BYTES_PER_ELEMENT;

/**
 * Bytes that the activations of one float32 pass need at their peak: the largest sum of a
 * convolution's (enlarged, padded) input, its output and a kept block input. An executor's own
 * scratch memory, such as im2col buffers, comes on top.
 */
export function peakActivationBytes(spec: NetworkSpec, height: number, width: number): number {
  let peak = 0;
  let [h, w] = [height, width];
  let kept = 0;
  for (const conv of convolutions(spec)) {
    h *= conv.upsample;
    w *= conv.upsample;
    if (conv.residual === 'keep') kept = h * w * conv.inputs;
    const pad = 2 * (Math.floor(conv.kernel / 2) + conv.shift);
    const input = (h + pad) * (w + pad) * conv.inputs;
    h /= conv.stride;
    w /= conv.stride;
    const output = h * w * conv.outputs;
    peak = Math.max(peak, (kept + input + output) * BYTES);
    if (conv.residual === 'add') kept = 0;
  }
  return peak;
}

import { pack, packShifted } from './pack';
import { madd } from './simd';
import { Step } from './step';

/**
 * One ticket of a convolution of each channel by itself, with weights [kernel][kernel][inputPitch]. No norm follows,
 * so there are no sums. It does little with what it loads, so it is the memory that it waits for: the input rows of a
 * block are packed once, and stay in the cache.
 */
export function depthwise(step: Step, ticket: i32, scratch: usize): void {
  const kernel = step.kernel;
  const stride = step.stride;
  const pixel = (<usize>step.inputPitch) << 2;
  const y0 = (ticket / step.chunks) * step.stripRows;
  const y1 = min(y0 + step.stripRows, step.outputHeight);
  const x0 = (ticket % step.chunks) * step.columns;
  const width = min(step.columns, step.outputWidth - x0);
  const columns = (width - 1) * stride + kernel;
  const pitch = <usize>columns * pixel;
  const left = x0 * stride - (kernel >> 1);
  for (let y = y0; y < y1; y += step.blockRows) {
    const rows = min(step.blockRows, y1 - y);
    const top = y * stride - (kernel >> 1);
    const packed = (rows - 1) * stride + kernel;
    if (step.shift) packShifted(step, scratch, top, packed, left, columns);
    else pack(step, scratch, top, packed, left, columns, false);
    for (let row = 0; row < rows; row++) {
      let from = scratch + <usize>(row * stride) * pitch;
      let to = step.output + <usize>((y + row) * step.outputWidth + x0) * pixel;
      for (let x = 0; x < width; x++) {
        window(from, pitch, pixel, kernel, step.weights, to);
        from += <usize>stride * pixel;
        to += pixel;
      }
    }
  }
}

/** All channels of one output pixel, whose window of rows `pitch` bytes apart starts at `from`. */
function window(
  from: usize,
  pitch: usize,
  pixel: usize,
  kernel: i32,
  weights: usize,
  to: usize,
): void {
  for (let channel: usize = 0; channel < pixel; channel += 16) {
    let sum = f32x4.splat(0);
    let weight = weights + channel;
    for (let i = 0; i < kernel; i++) {
      let at = from + <usize>i * pitch + channel;
      for (let j = 0; j < kernel; j++) {
        sum = madd(v128.load(at), v128.load(weight), sum);
        at += pixel;
        weight += pixel;
      }
    }
    v128.store(to + channel, sum);
  }
}

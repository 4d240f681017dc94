import { convolutions, type NetworkSpec } from './spec.ts';
import { sizeMultiple } from './sizes.ts';

/**
 * The most pixels that an output pixel sees to one side, instance statistics apart: the halo that a tile needs.
 * (Araujo et al. 2019, "Computing Receptive Fields of Convolutional Neural Networks", which leaves out that the
 * nearest pixel of a smaller map is rounded down, by which some pixels see further to the left than to the right.)
 */
export function receptiveRadius(spec: NetworkSpec): number {
  const backwards = convolutions(spec).toReversed();
  let radius = 0;
  // Pixels differ by where they lie in the pixels of the smallest map.
  for (let pixel = 0; pixel < sizeMultiple(spec); pixel++) {
    let [first, last] = [pixel, pixel];
    for (const { kernel, stride, upsample, shift } of backwards) {
      const reach = Math.floor(kernel / 2);
      first = Math.floor((first * stride - reach) / upsample) - shift;
      last = Math.floor((last * stride + reach) / upsample) + shift;
    }
    radius = Math.max(radius, pixel - first, last - pixel);
  }
  return radius;
}

import { convolutions, type NetworkSpec } from './spec.ts';

/**
 * Pixels that an output pixel sees to each side, instance statistics apart. The halo that a tile
 * needs. (Araujo et al. 2019, "Computing Receptive Fields of Convolutional Neural Networks".)
 */
export function receptiveRadius(spec: NetworkSpec): number {
  let radius = 0;
  let pixelsPerStep = 1;
  for (const conv of convolutions(spec)) {
    pixelsPerStep /= conv.upsample;
    radius += (Math.floor(conv.kernel / 2) + conv.shift) * pixelsPerStep;
    pixelsPerStep *= conv.stride;
  }
  return Math.ceil(radius);
}

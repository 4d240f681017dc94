import { convolutions, weightsShape, type NetworkSpec } from './spec.ts';

/** What one layer of a network costs. */
export interface LayerCost {
  readonly layer: string;
  readonly kernel: number;
  readonly outputs: number;
  /** Convolution weights; the style rows are counted apart, see `rowLength`. */
  readonly weights: number;
  /** Multiply-adds for one picture, plain convolutions, normalization left out. */
  readonly multiplyAdds: number;
}

/**
 * Multiply-adds of each convolution of a network, in its order, for a picture of `height` x `width` pixels (multiples
 * of `sizeMultiple`).
 */
export function convolutionWork(spec: NetworkSpec, height: number, width: number): number[] {
  let pixels = height * width;
  return convolutions(spec).map((conv) => {
    pixels = (pixels * conv.upsample ** 2) / conv.stride ** 2;
    return product(weightsShape(conv)) * pixels;
  });
}

const product = (sizes: readonly number[]) => sizes.reduce((all, size) => all * size, 1);

/**
 * The per-layer table of a network for a picture of `height` x `width` pixels (multiples of
 * `sizeMultiple`). A residual block is one row.
 */
export function layerTable(spec: NetworkSpec, height: number, width: number): LayerCost[] {
  const rows = new Map<string, LayerCost>();
  const work = convolutionWork(spec, height, width);
  for (const [index, conv] of convolutions(spec).entries()) {
    // Those that are another layer's are counted there.
    const weights = conv.weightsOf === conv.name ? product(weightsShape(conv)) : 0;
    const before = rows.get(conv.layer);
    rows.set(conv.layer, {
      layer: conv.layer,
      kernel: before?.kernel ?? conv.kernel,
      outputs: conv.outputs,
      weights: weights + (before?.weights ?? 0),
      multiplyAdds: (work[index] ?? 0) + (before?.multiplyAdds ?? 0),
    });
  }
  return [...rows.values()];
}

/** Convolution weights of the whole network. */
export function totalWeights(spec: NetworkSpec): number {
  return layerTable(spec, 1, 1).reduce((sum, row) => sum + row.weights, 0);
}

/** Multiply-adds of the whole network for one picture. */
export function totalMultiplyAdds(spec: NetworkSpec, height: number, width: number): number {
  return layerTable(spec, height, width).reduce((sum, row) => sum + row.multiplyAdds, 0);
}

/** Numbers in one style row: a scale and a shift for every normalized channel. */
export function rowLength(spec: NetworkSpec): number {
  const normalized = convolutions(spec).filter((conv) => conv.normalized);
  return normalized.reduce((sum, conv) => sum + 2 * conv.outputs, 0);
}

import type { Weight } from '../weights/decode.ts';
import type { Conv, MapShape, Ops } from '../executors/ops.ts';

/** The layers whose features the loss compares; `relu3_1` is the output of the first convolution of block 3. */
export type Feature = 'relu1_1' | 'relu2_1' | 'relu3_1' | 'relu4_1' | 'relu5_1';

export const FEATURES: readonly Feature[] = ['relu1_1', 'relu2_1', 'relu3_1', 'relu4_1', 'relu5_1'];

/** Convolutions of each block of VGG-19; the last block that a network has ends with its first one. */
const BLOCKS = [2, 2, 4, 4, 1] as const;

/** The features of a picture, and the way back to the picture. */
export interface ForwardPass<T> {
  /** Of the features that were asked for. */
  readonly features: ReadonlyMap<Feature, T>;
  /** The gradient with respect to the picture, from those of features. */
  back(gradients: ReadonlyMap<Feature, T>): T;
}

/** VGG-19, or what was distilled from it, as far as its weights go: see training/loss.py and strokes.py. */
export interface LossNetwork<T> {
  /** Compute features of a picture [H, W, 3] in 0..1. Sides of 32 and more, for relu5_1. */
  forward(picture: T, wanted: readonly Feature[]): ForwardPass<T>;
}

/** The gradient of what a step read, from that of its result, and `plus`. */
type Back<T> = (gradient: T, plus?: T) => T;

/** A step of a network, and where its output is a feature. */
type Step<T> =
  | { readonly kind: 'pool' }
  | {
      readonly kind: 'conv';
      readonly conv: Conv<T>;
      readonly feature?: Feature;
      readonly aux?: Conv<T>;
    };

/**
 * Put a loss network on the device. weights: `conv11/weights` [3, 3, in, out] and `conv11/bias` and so on;
 * `conv31_aux`, where there is one, maps narrow features to those of VGG-19.
 */
export function prepareLossNetwork<T>(
  ops: Ops<T>,
  weights: ReadonlyMap<string, Weight>,
): LossNetwork<T> {
  const prepared = (name: string): Conv<T> | undefined => {
    const own = weights.get(`${name}/weights`);
    const bias = weights.get(`${name}/bias`);
    if (!own || !bias) return undefined;
    const [kernel = 1, , inputs = 1, outputs = 1] = own.shape;
    const shape = { kernel, inputs, outputs, stride: 1, upsample: 1, shift: 0 };
    return ops.prepare(shape, own.values, bias.values);
  };
  const steps: Step<T>[] = [];
  for (const [block, count] of BLOCKS.entries()) {
    if (!weights.has(`conv${block + 1}1/weights`)) break;
    if (block > 0) steps.push({ kind: 'pool' });
    for (let i = 1; i <= count; i++) {
      const conv = prepared(`conv${block + 1}${i}`);
      if (!conv) break;
      const aux = prepared(`conv${block + 1}${i}_aux`);
      steps.push({
        kind: 'conv',
        conv,
        ...(i === 1 && { feature: FEATURES[block] as Feature }),
        ...(aux && { aux }),
      });
    }
  }

  function run(conv: Conv<T>, map: T) {
    const output = conv.forward(map);
    const shape: MapShape = ops.shapeOf(map);
    const back: Back<T> = (gradient, plus) => conv.back(gradient, shape, { output, plus });
    return { output, back };
  }

  function forward(picture: T, wanted: readonly Feature[]): ForwardPass<T> {
    const features = new Map<Feature, T>();
    const backs: {
      feature?: Feature | undefined;
      back: Back<T>;
      aux?: Back<T> | undefined;
    }[] = [];
    const last = steps.findLastIndex(
      (step) => step.kind === 'conv' && step.feature && wanted.includes(step.feature),
    );
    let map = picture;
    for (const step of steps.slice(0, last + 1)) {
      if (step.kind === 'pool') {
        const from = map;
        const pooled = ops.pool(from);
        // A feature is never what a pooling reads, so there is nothing to add.
        backs.push({ back: (gradient) => ops.poolBack(gradient, from, pooled) });
        map = pooled;
        continue;
      }
      const own = run(step.conv, map);
      map = own.output;
      const feature = step.feature && wanted.includes(step.feature) ? step.feature : undefined;
      const aux = feature && step.aux && run(step.aux, map);
      if (feature) features.set(feature, aux ? aux.output : map);
      backs.push({ back: own.back, feature, aux: aux?.back });
    }

    function back(gradients: ReadonlyMap<Feature, T>): T {
      const given = new Set(gradients.values());
      // What was made on the way is freed as soon as it is used: it would double the memory of a step.
      const used = (value: T | undefined) =>
        void (value === undefined || given.has(value) || ops.free(value));
      /** The gradient of a step's result as a feature, where it is one. */
      const ofFeature = (step: (typeof backs)[number] | undefined): T | undefined => {
        const own = step?.feature && gradients.get(step.feature);
        return own !== undefined && step?.aux ? step.aux(own) : own;
      };
      let gradient = ofFeature(backs.at(-1));
      for (let index = backs.length - 1; index >= 0; index--) {
        const before = gradient;
        const plus = ofFeature(backs[index - 1]);
        gradient =
          before === undefined ? plus : (backs[index] as (typeof backs)[number]).back(before, plus);
        if (gradient !== plus) used(plus);
        used(before);
      }
      if (gradient === undefined) throw new Error('no feature has a gradient');
      return gradient;
    }
    return { features, back };
  }

  return { forward };
}

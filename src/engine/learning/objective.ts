import type { LossWeights } from './lossFiles.ts';
import { prepareLossNetwork, type Feature, type LossNetwork } from './lossNetwork.ts';
import type { Ops, Term } from '../executors/ops.ts';
import type { Painter } from './painter.ts';

/**
 * What learning a style minimizes: the loss of training/objective.py for one style, without the symmetries, a teacher,
 * and the terms `stability`, `rim` and `weave`. The numbers are those of training/strokes.py and boldness.py.
 */

/** Which network the features come from: VGG-19 at full or at half size, or the distilled network. */
type FeatureSource = 'vgg' | 'half' | 'distilled';

/** The weight of each layer's relative Gram distance. */
export const STYLE_LAYERS: readonly {
  readonly source: FeatureSource;
  readonly feature: Feature;
  readonly weight: number;
}[] = [
  { source: 'vgg', feature: 'relu1_1', weight: 0.3 },
  { source: 'vgg', feature: 'relu2_1', weight: 0.6 },
  { source: 'vgg', feature: 'relu3_1', weight: 1.4 },
  { source: 'half', feature: 'relu2_1', weight: 0.3 },
  { source: 'half', feature: 'relu3_1', weight: 0.8 },
  { source: 'distilled', feature: 'relu3_1', weight: 0.2 },
  { source: 'distilled', feature: 'relu4_1', weight: 1.1 },
  { source: 'distilled', feature: 'relu5_1', weight: 0.5 },
];

const WHOLE_WEIGHT = STYLE_LAYERS.reduce((sum, { weight }) => sum + weight, 0);

/** Weights of style against content in soft and in bold paintings; geometric between. */
const STRENGTH = { soft: 8, bold: 60 } as const;
/** A crop's loss is divided by 1 + this x its strength, so that bold crops do not drown soft ones. */
const BALANCE = 0.1;
const VARIATION = 0.015;
/** Soft paintings are held to this layer, too: it has the very features that are to become the painting's. */
const NEAR_SHARE = 0.5;

/** The loss is that of all but a 16th of a crop's height and width: the loss networks mirror what is at their border. */
export const WINDOW = 16;

const wantedBy = (source: FeatureSource): Feature[] =>
  STYLE_LAYERS.filter((layer) => layer.source === source).map(({ feature }) => feature);

/** The two loss networks. */
export interface LossNetworks<T> {
  readonly vgg: LossNetwork<T>;
  readonly distilled: LossNetwork<T>;
}

/** Put both on the device. */
export const prepareLossNetworks = <T>(
  ops: Ops<T>,
  { vgg, distilled }: LossWeights,
): LossNetworks<T> => ({
  vgg: prepareLossNetwork(ops, vgg),
  distilled: prepareLossNetwork(ops, distilled),
});

/** A painting's Gram matrices, in the order of STYLE_LAYERS, and the sums of their squares. */
export interface Target<T> {
  readonly gram: T;
  readonly energy: number;
}

/** A crop of a photo, how it is painted, and what of it the loss networks get. */
export interface Crop {
  /** RGB in 0..1, [side, side, 3]. */
  readonly values: Float32Array;
  readonly side: number;
  /** 0..1: soft to bold. */
  readonly boldness: number;
  /** Where the window of the loss networks begins, 0..side / WINDOW. */
  readonly top: number;
  readonly left: number;
}

/** Balance x (content + strength x style) + variation, and its parts. */
export interface CropLoss {
  readonly total: number;
  readonly content: number;
  readonly style: number;
  readonly variation: number;
}

/** The features of a picture at STYLE_LAYERS, in their order, and the gradient with respect to the picture. */
export function styleFeatures<T>(ops: Ops<T>, { vgg, distilled }: LossNetworks<T>, picture: T) {
  const small = ops.half(picture);
  const seen = {
    vgg: vgg.forward(picture, wantedBy('vgg')),
    half: vgg.forward(small, wantedBy('half')),
    distilled: distilled.forward(picture, wantedBy('distilled')),
  };
  const shape = ops.shapeOf(picture);
  return {
    seen,
    features: STYLE_LAYERS.map(({ source, feature }) => seen[source].features.get(feature) as T),
    back(gradients: Record<FeatureSource, ReadonlyMap<Feature, T>>): T {
      const large = ops.add(seen.vgg.back(gradients.vgg), seen.distilled.back(gradients.distilled));
      return ops.add(large, ops.halfBack(seen.half.back(gradients.half), shape));
    },
  };
}

/** The row of a boldness between the soft and the bold one. */
export function mixed(soft: Float32Array, bold: Float32Array, boldness: number): Float32Array {
  return Float32Array.from(
    soft,
    (value, i) => (1 - boldness) * value + boldness * (bold[i] as number),
  );
}

/**
 * The loss of one crop painted with `row`, and its gradient with respect to that row.
 */
export async function lossOf<T>(
  ops: Ops<T>,
  painter: Painter<T>,
  networks: LossNetworks<T>,
  targets: readonly Target<T>[],
  crop: Crop,
  row: Float32Array,
): Promise<{ readonly loss: CropLoss; readonly gradient: Float32Array }> {
  const strength = STRENGTH.soft * (STRENGTH.bold / STRENGTH.soft) ** crop.boldness;
  const balance = 1 / (1 + BALANCE * strength);
  const near = NEAR_SHARE * (1 - crop.boldness);
  const { side, top, left } = crop;
  const window = side - Math.floor(side / WINDOW);

  const { values, rows } = ops.within(() => {
    const photo = ops.map(crop.values, [side, side, 3]);
    const wanted = networks.distilled.forward(ops.window(photo, top, left, window, window), [
      'relu3_1',
      'relu4_1',
    ]);
    const { painting, back } = painter.paint(photo, row);
    const {
      seen,
      features,
      back: backOfFeatures,
    } = styleFeatures(ops, networks, ops.window(painting, top, left, window, window));
    const style = features.map((feature, i) => {
      const { gram, energy } = targets[i] as Target<T>;
      return ops.style(feature, gram, energy);
    });
    const contentAt = (feature: Feature) =>
      ops.content(seen.distilled.features.get(feature) as T, wanted.features.get(feature) as T);
    const content = { relu3_1: contentAt('relu3_1'), relu4_1: contentAt('relu4_1') };
    const variation = ops.variation(painting);

    const gradients: Record<FeatureSource, Map<Feature, T>> = {
      vgg: new Map(),
      half: new Map(),
      distilled: new Map(),
    };
    for (const [i, { source, feature, weight }] of STYLE_LAYERS.entries()) {
      const own = (style[i] as Term<T>).back((balance * strength * weight) / WHOLE_WEIGHT);
      gradients[source].set(feature, own);
    }
    for (const [feature, share] of [
      ['relu3_1', near],
      ['relu4_1', 1],
    ] as const) {
      if (share === 0) continue;
      const own = content[feature].back(balance * share);
      gradients.distilled.set(feature, ops.add(own, gradients.distilled.get(feature) as T));
    }
    const ofWindow = ops.windowBack(backOfFeatures(gradients), top, left, [side, side, 3]);
    const rows = back(ops.add(ofWindow, variation.back(VARIATION)));
    const terms = [...style, content.relu3_1, content.relu4_1, variation];
    return { values: terms.map(({ value }) => value), rows };
  });
  const read = await ops.read([...values, ...rows]).finally(() => ops.free(...values, ...rows));
  const numbers = read.slice(0, values.length).map((value) => value[0] as number);
  const [nearContent = 0, farContent = 0, variation = 0] = numbers.slice(STYLE_LAYERS.length);
  const style = weighted(numbers);
  const content = farContent + near * nearContent;
  const total = balance * (content + strength * style) + VARIATION * variation;
  return {
    loss: { total, content, style, variation },
    gradient: joined(read.slice(values.length)),
  };
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The style part of a whole crop's loss, painted with `row`: no window, no gradient. */
export async function styleOf<T>(
  ops: Ops<T>,
  painter: Painter<T>,
  networks: LossNetworks<T>,
  targets: readonly Target<T>[],
  { values, side }: Pick<Crop, 'values' | 'side'>,
  row: Float32Array,
): Promise<number> {
  const terms = ops.within(() => {
    const { painting } = painter.paint(ops.map(values, [side, side, 3]), row);
    const { features } = styleFeatures(ops, networks, painting);
    return features.map((feature, i) => {
      const { gram, energy } = targets[i] as Target<T>;
      return ops.style(feature, gram, energy).value;
    });
  });
  const read = await ops.read(terms).finally(() => ops.free(...terms));
  return weighted(read.map((value) => value[0] as number));
}

/** The weighted mean of the style terms, in the order of STYLE_LAYERS. */
function weighted(terms: readonly number[]): number {
  return (
    STYLE_LAYERS.reduce((sum, { weight }, i) => sum + weight * (terms[i] as number), 0) /
    WHOLE_WEIGHT
  );
}

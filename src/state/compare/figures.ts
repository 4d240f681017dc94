import type { ExecutorChoice, ExecutorInfo, Manifest, ModelEntry } from '../../engine/index.ts';
import {
  layerTable,
  paddedSide,
  peakActivationBytes,
  rowLength,
  sideRule,
  totalMultiplyAdds,
  totalWeights,
  type LayerCost,
  type NetworkSpec,
} from '../../network/index.ts';
import type { Comparison } from '../../picture/index.ts';
import type { ModelFacts, Quality } from './cards.ts';
import { share } from '../shared/index.ts';
import type { SideMeasurement, Sides } from './types.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** All that is known about two models on one picture, but for the pictures: what is shown and reported. */
export interface Figures<Side = SideFigures> {
  /** Of the paintings, in pixels. */
  readonly picture: Size;
  /** Of the photo's file, in pixels. */
  readonly photo: Size;
  readonly style: {
    readonly id: string;
    readonly title: string;
    /** 0..1; undefined where the models have one row a style, and in earlier reports. */
    readonly boldness?: number | undefined;
    /** The styles of a mix, of which `id` is the strongest. */
    readonly mix?: readonly StyleShare[] | undefined;
  };
  readonly sides: Sides<Side>;
  /** Between the two paintings, once both are there. */
  readonly likeness?: Likeness | undefined;
  /** Of the table of all models: those that have painted this picture. Only in a report, and not in earlier ones. */
  readonly models?: readonly ModelFigures[] | undefined;
}

/** One model of the table of all models. */
export interface ModelFigures {
  readonly model: SideFigures['model'];
  /** Bytes of all its files. */
  readonly download: number;
  /** Of the convolutions, a count. */
  readonly weights: number;
  readonly ranOn: ExecutorInfo;
  /** Milliseconds of a single run. */
  readonly ms: number;
  /** To the painting of the manifest's first model; undefined where that has none. */
  readonly likeness?: Likeness | undefined;
}

export interface StyleShare {
  readonly id: string;
  readonly title: string;
  readonly percent: number;
}

/** A side has none where its model, or what is known of that, is not to be had. */
export type KnownFigures = Figures<SideFigures | undefined>;

export interface SideFigures {
  readonly model: Pick<ModelEntry, 'id' | 'network' | 'title' | 'precision'>;
  /** Where the sides are painted differently: its own boldness, 0..1, and the size of its own painting. */
  readonly boldness?: number | undefined;
  readonly picture?: Size | undefined;
  /** What was asked for. */
  readonly executor: ExecutorChoice | 'auto';
  /** What really painted, once something did. */
  readonly ranOn?: ExecutorInfo | undefined;
  /** Milliseconds of the one run that painted what is shown, unless it can't be compared with the other side's. */
  readonly ms?: number | undefined;
  readonly size: SizeFigures;
  readonly layers: readonly LayerCost[];
  /** Null where it was not measured. */
  readonly heldOut: HeldOut | null;
  readonly measured?: SideMeasurement | undefined;
}

/** How alike two paintings are; SSIM, PSNR in decibels (Infinity when equal), 0..255. */
export type Likeness = Pick<Comparison, 'ssim' | 'psnr' | 'difference'>;

/** What a model costs apart from time. Bytes, but for the two counts. */
export interface SizeFigures {
  /** What the network sees, in pixels: the picture, with sides that it can halve. Undefined in earlier reports. */
  readonly seen?: Size | undefined;
  /** All files of the model. */
  readonly download: number;
  /** Of the convolutions, a count. */
  readonly weights: number;
  /** Weights and style rows as float32, as every executor computes. */
  readonly inMemory: number;
  /** Float32 weights and Adam's two moments. */
  readonly checkpoint: number;
  /** Of one picture, a count; normalization left out. */
  readonly multiplyAdds: number;
  /** At their peak, estimated from the layers. */
  readonly activations: number;
}

/** Scores on photos that no training saw, from the model's card; lower is better. */
export interface HeldOut {
  readonly judge: string;
  readonly photos: number;
  readonly size: number;
  readonly styles: readonly StyleScores[];
  readonly mean: JudgeScores;
  /** Undefined where it was not measured. */
  readonly structure?: Structure | undefined;
}

/** How far paintings of held-out photos are from the photo and from the style's strokes. */
export interface Structure {
  readonly photos: number;
  readonly styles: readonly StyleStructure[];
}

export interface StyleStructure {
  readonly id: string;
  readonly title: string;
  readonly soft: StructurePoint;
  readonly half: StructurePoint;
  readonly bold: StructurePoint;
  /** By a network that others trained for this painting alone, on the same photos; undefined where there is none. */
  readonly public?: StructurePoint | undefined;
}

/** Lower is nearer. */
export interface StructurePoint {
  /** To the photo. */
  readonly content: number;
  /** To the strokes of the style's painting. */
  readonly structure: number;
}

export interface JudgeScores {
  /** By the judge that the networks were trained with. */
  readonly distilled: number;
  /** By VGG-19 itself, whose first layers they are trained with, too. */
  readonly vgg: number;
}

export interface StyleScores extends JudgeScores {
  readonly id: string;
  readonly title: string;
}

/** Size and cost of a model with `styles` style rows, for a picture. */
export function sizeFigures(
  { entry, card, spec }: ModelFacts,
  styles: number,
  picture: Size,
): SizeFigures {
  const { width, height } = padded(picture, spec);
  const weights = totalWeights(spec);
  return {
    seen: { width, height },
    download: entry.bytes,
    weights,
    inMemory: Float32Array.BYTES_PER_ELEMENT * (weights + styles * rowLength(spec)),
    checkpoint: card.checkpointBytes,
    multiplyAdds: totalMultiplyAdds(spec, height, width),
    activations: peakActivationBytes(spec, height, width),
  };
}

/** The layers of a network, for a picture. */
export function layersOf({ spec }: ModelFacts, picture: Size): readonly LayerCost[] {
  const { width, height } = padded(picture, spec);
  return layerTable(spec, height, width);
}

/** As large as the engine makes it before the network sees it. */
function padded({ width, height }: Size, spec: NetworkSpec): Size {
  const rule = sideRule(spec);
  return { width: paddedSide(width, rule), height: paddedSide(height, rule) };
}

/**
 * The card's scores, in the order of the manifest's styles.
 *
 * @param source of the model that this one was rounded from, for what was measured on that only
 */
export function heldOutOf(
  quality: Quality | null,
  { styles }: Manifest,
  source?: Quality | null,
): HeldOut | null {
  if (!quality) return null;
  const { judge, photos, size, mean } = quality;
  const scores = styles.flatMap(({ id, title }) => {
    const of = quality.styles[id];
    return of ? [{ id, title, distilled: of.distilled.score, vgg: of.vgg.score }] : [];
  });
  const means = { distilled: mean.distilled.score, vgg: mean.vgg.score };
  return {
    judge,
    photos,
    size,
    styles: scores,
    mean: means,
    structure: structureOf(quality, styles) ?? (source ? structureOf(source, styles) : undefined),
  };
}

function structureOf(
  { structure, structurePhotos }: Quality,
  styles: Manifest['styles'],
): Structure | undefined {
  if (!structure || !structurePhotos) return undefined;
  const known = styles.flatMap(({ id, title }) => {
    const of = structure[id];
    return of ? [{ id, title, ...of }] : [];
  });
  return { photos: structurePhotos, styles: known };
}

/** A layer on both sides. A network without it has no figures in its row. */
export interface LayerPair {
  readonly layer: string;
  readonly left?: LayerCost | undefined;
  readonly right?: LayerCost | undefined;
  /** Where both have the layer. */
  readonly reduction?: Reduction | undefined;
  /** Of the whole network, 0..1; 0 where the layer is missing. */
  readonly share: Sides<Costs>;
}

/** One number for each of the two costs of a layer. */
export interface Costs {
  readonly weights: number;
  readonly multiplyAdds: number;
}

/** Share of the left's costs that the right saves: 0.889 for a ninth. NaN where the left has none. */
export type Reduction = Costs;

export interface LayerPairs {
  readonly rows: readonly LayerPair[];
  /** Of the sides whose layers are known. */
  readonly total: Sides<Costs | undefined> & { readonly reduction?: Reduction | undefined };
}

/** The tables of two networks side by side, in the order of the left one. */
export function pairLayers(layers: Sides<readonly LayerCost[]>): LayerPairs {
  const total = { left: sum(layers.left), right: sum(layers.right) };
  const names = new Set([...layers.left, ...layers.right].map(({ layer }) => layer));
  const rows = [...names].map((layer): LayerPair => {
    const left = layers.left.find((row) => row.layer === layer);
    const right = layers.right.find((row) => row.layer === layer);
    return {
      layer,
      left,
      right,
      reduction: reduction(left, right),
      share: { left: shares(left, total.left), right: shares(right, total.right) },
    };
  });
  return { rows, total: { ...total, reduction: reduction(total.left, total.right) } };
}

function sum(layers: readonly LayerCost[]): Costs | undefined {
  if (layers.length === 0) return undefined;
  return {
    weights: layers.reduce((total, row) => total + row.weights, 0),
    multiplyAdds: layers.reduce((total, row) => total + row.multiplyAdds, 0),
  };
}

function reduction(left: Costs | undefined, right: Costs | undefined): Reduction | undefined {
  if (!left || !right) return undefined;
  const saved = (of: number, remains: number) => (of > 0 ? 1 - remains / of : Number.NaN);
  return {
    weights: saved(left.weights, right.weights),
    multiplyAdds: saved(left.multiplyAdds, right.multiplyAdds),
  };
}

const shares = (row: Costs | undefined, total: Costs | undefined): Costs => ({
  weights: share(row?.weights ?? 0, total?.weights ?? 0),
  multiplyAdds: share(row?.multiplyAdds ?? 0, total?.multiplyAdds ?? 0),
});

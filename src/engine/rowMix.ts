import { rowLength, type Convolution, type NetworkSpec } from '../network/index.ts';
import { EngineProblem } from './problems.ts';
import type { Weight } from './weights/decode.ts';

/**
 * What a picture is painted in: the shares of a model's style rows, in their order, which sum to 1; one-hot for a pure
 * style. Or such shares together with rows that are not the model's.
 */
export type RowMix = readonly number[] | OwnMix;

/** A mix with rows that are not the model's, such as those of a painting that the visitor brought. */
export interface OwnMix {
  /** Of the model's rows. What they lack to 1 is in `own`. */
  readonly shares: readonly number[];
  /** The sum of the other rows, each times its share: the numbers of a row, see `partsOfRow`. */
  readonly own: Float32Array;
}

/** The scale and shift of one convolution's output, a number for each channel. */
export interface RowPart {
  readonly scale: Float32Array;
  readonly shift: Float32Array;
}

type Layers = readonly Pick<Convolution, 'name' | 'outputs' | 'normalized'>[];

/** Channels that a row has a scale and a shift for: none where no norm follows. */
const channelsOf = ({ outputs, normalized }: Layers[number]) => (normalized ? outputs : 0);

const isOwn = (mix: RowMix): mix is OwnMix => 'own' in mix;

/** @returns the shares of the model's rows in a mix */
export const sharesOf = (mix: RowMix): readonly number[] => (isOwn(mix) ? mix.shares : mix);

/**
 * A row as one array: of each convolution in the network's order the scales of its channels, then their shifts.
 *
 * @returns the parts of the row, which share its memory
 */
export function partsOfRow(layers: Layers, row: Float32Array): RowPart[] {
  let end = 0;
  const next = (length: number) => row.subarray(end, (end += length));
  return layers.map(channelsOf).map((count) => ({ scale: next(count), shift: next(count) }));
}

/**
 * The one row that a mix amounts to: the sum of all rows, each times its share. Every executor paints with this.
 *
 * @param weights of the model: `<convolution>/scale` and `/shift`, [rows, outputs]
 * @returns its parts, one for each convolution, empty where that has no norm
 */
export function mixedRow(
  layers: Layers,
  weights: ReadonlyMap<string, Weight>,
  mix: RowMix,
): RowPart[] {
  const length = layers.reduce((sum, layer) => sum + 2 * channelsOf(layer), 0);
  const row = new Float32Array(length);
  if (isOwn(mix)) row.set(mix.own);
  const parts = partsOfRow(layers, row);
  for (const [at, { name, outputs, normalized }] of layers.entries()) {
    if (!normalized) continue;
    for (const kind of ['scale', 'shift'] as const) {
      const { values } = weights.get(`${name}/${kind}`) as Weight;
      const sum = (parts[at] as RowPart)[kind];
      for (const [style, share] of sharesOf(mix).entries()) {
        if (share === 0) continue;
        for (let c = 0; c < outputs; c++) {
          (sum[c] as number) += share * (values[style * outputs + c] as number);
        }
      }
    }
  }
  return parts;
}

interface Mixed {
  readonly style: RowMix;
}

/** Throws EngineProblem where a mix is not of a model's rows: it has `styles` of them, or its rows are longer. */
export function checkStyle(
  { style }: Mixed,
  { styles, spec }: { readonly styles: number; readonly spec: NetworkSpec },
): void {
  const given = sharesOf(style).length;
  if (given !== styles) {
    throw new EngineProblem({ code: 'engine/wrong-style-count', expected: styles, given });
  }
  const expected = rowLength(spec);
  if (isOwn(style) && style.own.length !== expected) {
    throw new EngineProblem({ code: 'engine/wrong-row', expected, given: style.own.length });
  }
}

/** @returns a text that is the same for the same mix */
export const keyOfMix = (mix: RowMix): string =>
  isOwn(mix) ? `${mix.shares.join()}+${mix.own.join()}` : mix.join();

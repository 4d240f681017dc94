import type { Manifest, StyleRow } from '../../engine/index.ts';
import {
  fileName,
  stylesInFileName,
  type Painting,
  partsOf,
  ranked,
  type SavedFile,
} from '../shared/index.ts';

/** The row of a style or a mix, as a file. docs/style-file.md describes it. */
export interface StyleFile {
  readonly format: 'brushlite-style';
  readonly version: 1;
  /** Of the styles, the largest share first. */
  readonly title: string;
  readonly styles: readonly {
    readonly id: string;
    readonly title: string;
    /** Whole; they sum to 100. */
    readonly percent: number;
  }[];
  /** 0..1: soft to bold. */
  readonly boldness: number;
  readonly network: {
    readonly id: string;
    readonly model: string;
    /** Of its model.json, in hex. */
    readonly sha256: string;
  };
  /** In the order of the network; a number for each channel. */
  readonly layers: readonly {
    readonly name: string;
    readonly scale: readonly number[];
    readonly shift: readonly number[];
  }[];
}

/** As many digits as tell each float32 from its neighbours. */
const decimals = (values: Float32Array): number[] =>
  Array.from(values, (value) => Number(value.toPrecision(9)));

/** @returns the row that a painting was made with, as a file */
export function styleFile(
  painting: Pick<Painting, 'style' | 'mix' | 'boldness' | 'model'>,
  { sha256, layers }: StyleRow,
  manifest: Manifest,
): SavedFile {
  const styles = ranked(partsOf(painting)).map(({ style: id, percent }) => ({
    id,
    title: manifest.styles.find((style) => style.id === id)?.title ?? id,
    percent,
  }));
  const { model, boldness } = painting;
  const network = manifest.models.find(({ id }) => id === model)?.network ?? model;
  const file: StyleFile = {
    format: 'brushlite-style',
    version: 1,
    title: styles.map(({ title }) => title).join(', '),
    styles,
    boldness,
    network: { id: network, model, sha256 },
    layers: layers.map(({ name, scale, shift }) => ({
      name,
      scale: decimals(scale),
      shift: decimals(shift),
    })),
  };
  const blob = new Blob([JSON.stringify(file)], { type: 'application/json' });
  return { blob, name: fileName(stylesInFileName(painting), network, 'json') };
}

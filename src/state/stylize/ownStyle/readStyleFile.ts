/** Reads the style files that “Save style” of the Stylize page writes (../styleFile.ts). docs/style-file.md has them. */
import * as v from 'valibot';
import {
  rowCount,
  type Manifest,
  type OwnRows,
  type StyleRow,
  type Stylizer,
} from '../../../engine/index.ts';
import {
  boldnessSchema,
  mixOf,
  mixSchema,
  PageProblem,
  partsOf,
  type Settings,
  stylesOf,
} from '../../shared/index.ts';
import type { StyleFile } from '../styleFile.ts';

/** No style file has so many bytes: one of today is 80 kB. */
const MOST_BYTES = 4e6;

/** A known network, another training of it, or numbers that no style here has. */
export type StyleFileContent =
  /** What the file was saved with. `exact`: its numbers are those of these settings here. */
  | { readonly is: 'settings'; readonly settings: Partial<Settings>; readonly exact: boolean }
  /** Rows of a network that is here, of styles that are not. */
  | { readonly is: 'rows'; readonly rows: OwnRows };

interface Read {
  /** Of the styles. */
  readonly title: string;
  readonly content: StyleFileContent;
}

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(1000));
const numbers = v.pipe(v.array(v.pipe(v.number(), v.finite())), v.maxLength(100_000));

const schema = v.object({
  title: text,
  styles: v.pipe(
    v.array(v.object({ id: text, title: text, percent: v.pipe(v.number(), v.integer()) })),
    v.check((styles) => {
      const mix = styles.map(({ id: style, percent }) => ({ style, percent }));
      if (mix.length === 1) return mix[0]?.percent === 100;
      return mix.length > 0 && v.is(mixSchema, mix);
    }),
  ),
  boldness: boldnessSchema,
  network: v.object({ id: text, model: text, sha256: text }),
  layers: v.pipe(
    v.array(v.object({ name: text, scale: numbers, shift: numbers })),
    v.minLength(1),
    v.maxLength(1000),
  ),
});

/**
 * @param file that a visitor brought
 * @returns what it has. Rejects with PageProblem: `style-file/…`, or where the network's own rows do not arrive with
 * EngineProblem
 */
export async function readStyleFile(
  file: File,
  { manifest, stylizer }: { readonly manifest: Manifest; readonly stylizer: Stylizer },
): Promise<Read> {
  const saved = await parse(file);
  const { title, boldness, network } = saved;
  const styles = stylesOf(saved.styles.map(({ id: style, percent }) => ({ style, percent })));
  const known = partsOf(styles).map(({ style }) => manifest.styles.find(({ id }) => id === style));
  const model = manifest.models.find(({ sha256 }) => sha256 === network.sha256);
  const isHere = known.every((style) => style !== undefined);
  if (!model) {
    // Of styles that are learned again with each training the names are worth something, and the numbers are not.
    if (!isHere || known.some((style) => style?.own)) {
      throw new PageProblem({ code: 'style-file/other-network', title, network: network.id });
    }
    const here = manifest.models.some((one) => one.network === network.id);
    const settings = { ...styles, boldness, ...(here && { network: network.id }) };
    return { title, content: { is: 'settings', settings, exact: false } };
  }
  const look = { ...styles, boldness };
  const row = await rowOf(look, isHere);
  if (row && isSameRow(row, saved)) {
    const settings = { ...look, network: model.network };
    return { title, content: { is: 'settings', settings, exact: true } };
  }
  // Any row of the network says what its rows look like.
  const shares = Array.from({ length: rowCount(manifest.styles) }, (_, i) => (i === 0 ? 1 : 0));
  const example = row ?? (await stylizer.styleRow({ model: model.id, style: shares }));
  const { fingerprint } = model;
  if (!isSameShape(example, saved)) throw damaged(file);
  if (!fingerprint) {
    throw new PageProblem({ code: 'style-file/other-network', title, network: network.id });
  }
  const values = Float32Array.from(
    saved.layers.flatMap(({ scale, shift }) => [...scale, ...shift]),
  );
  const rows = { network: model.network, fingerprint, steps: 0, soft: values, bold: values };
  return { title, content: { is: 'rows', rows } };

  /** @returns the row of settings here; undefined where a style is the visitor's own, and not learned for this network */
  async function rowOf(settings: typeof look, isHere: boolean): Promise<StyleRow | undefined> {
    if (!isHere || !model) return undefined;
    try {
      const style = mixOf(settings, manifest, model.id);
      return await stylizer.styleRow({ model: model.id, style });
    } catch (error) {
      if (error instanceof PageProblem) return undefined;
      throw error;
    }
  }
}

async function parse(file: File) {
  const { name } = file;
  const json: unknown =
    file.size > MOST_BYTES
      ? undefined
      : await file
          .text()
          .then(JSON.parse)
          .catch(() => undefined);
  const { format, version } = Object(json) as { format?: unknown; version?: unknown };
  if (format !== ('brushlite-style' satisfies StyleFile['format'])) {
    const report = format === 'brushlite-report';
    throw new PageProblem({ code: 'style-file/not-one', name, report });
  }
  if (typeof version === 'number' && version > 1) {
    throw new PageProblem({ code: 'style-file/newer', name });
  }
  const read = v.safeParse(schema, json);
  if (version !== 1 || !read.success) throw damaged(file);
  return read.output;
}

const damaged = ({ name }: File) => new PageProblem({ code: 'style-file/damaged', name });

type Layers = Pick<StyleFile, 'layers'>;

const isSameShape = ({ layers }: StyleRow, file: Layers): boolean =>
  layers.length === file.layers.length &&
  layers.every(({ name, scale, shift }, at) => {
    const other = file.layers[at]!;
    const { length } = other.scale;
    return name === other.name && length === scale.length && other.shift.length === shift.length;
  });

/** The numbers are written with as many digits as a float32 has. */
const isSameRow = (row: StyleRow, file: Layers): boolean =>
  isSameShape(row, file) &&
  row.layers.every((layer, at) =>
    (['scale', 'shift'] as const).every((kind) =>
      layer[kind].every((value, i) => value === Math.fround(file.layers[at]![kind][i]!)),
    ),
  );

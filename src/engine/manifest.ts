import * as v from 'valibot';
import { whileItArrives } from '../loading/index.ts';
import { EngineProblem } from './problems.ts';

/** `<network>-<precision>`, such as `compressed-float16`. */
export type ModelId = string;

const name = v.pipe(v.string(), v.nonEmpty());
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Style rows are a few dozen. A mix has a number for each, so a wrong one must not fill the memory. */
const row = v.pipe(count, v.maxValue(9999));

/** Two, since a path may leave a folder and come back to it by its name. */
const FOLDERS = ['http://folder.invalid/one/', 'http://folder.invalid/two/'];

/** The path of a file in the folder that names it, or below it: no other folder, no other site, no other scheme. */
const path = v.pipe(
  name,
  v.check((given) =>
    FOLDERS.every(
      (folder) => URL.canParse(given, folder) && new URL(given, folder).href.startsWith(folder),
    ),
  ),
);

/** One entry of models/manifest.json. */
const modelEntry = v.object({
  id: name,
  network: name,
  title: v.string(),
  precision: v.picklist(['float32', 'float16', 'uint8', 'uint4']),
  /** model.json, relative to the manifest. */
  path,
  /** Of model.json. */
  sha256,
  /** SHA-256 of each shard, by its path beside model.json: all files can be asked for at once. */
  shards: v.record(path, sha256),
  /** model.json and its shards together. */
  bytes: count,
  weights: count,
  /**
   * SHA-256 of the network's convolutions in float32, the same for all precisions of one training. Learned styles
   * (learning/) belong to these convolutions.
   */
  fingerprint: v.exactOptional(sha256),
  card: path,
});

const styleEntry = v.object({
  id: name,
  title: v.string(),
  artist: v.string(),
  year: v.string(),
  /** A picture painted by the network in this style, relative to the manifest. */
  thumbnail: path,
  /** The rows of the models that paint it softly and boldly, where it has two. */
  rows: v.exactOptional(v.object({ soft: row, bold: row })),
});

/** The list of the loss networks' files (learning/lossFiles.ts). */
const lossEntry = v.object({
  path,
  sha256,
  /** The list and all files that it names. */
  bytes: count,
});

/** What can be run. `styles` are in the order of the models' rows. Keys that are not listed are left out. */
const manifestSchema = v.pipe(
  v.object({
    version: v.literal(1),
    /** The id of the model to begin with. */
    default: name,
    /** The id of the style to begin with; without it the first one. */
    defaultStyle: v.exactOptional(name),
    styles: v.pipe(v.array(styleEntry), v.nonEmpty(), v.readonly()),
    models: v.pipe(v.array(modelEntry), v.nonEmpty(), v.readonly()),
    /** The networks that learning looks with, where there are any. */
    loss: v.exactOptional(lossEntry),
  }),
  v.check((manifest) => manifest.models.some(({ id }) => id === manifest.default)),
  v.check(
    ({ defaultStyle, styles }) =>
      defaultStyle === undefined || styles.some(({ id }) => id === defaultStyle),
  ),
);

/** A list of further models with the styles of the manifest, such as models/ladder.json. */
const modelListSchema = v.object({
  version: v.literal(1),
  models: v.pipe(v.array(modelEntry), v.readonly()),
});

export type ModelEntry = Readonly<v.InferOutput<typeof modelEntry>>;
export type LossEntry = Readonly<v.InferOutput<typeof lossEntry>>;

/** The soft and the bold row of a style that is not the models' own, for one network. */
export interface OwnRows {
  /** The network's id, and the `fingerprint` of its models: with others the rows paint nothing of use. */
  readonly network: string;
  readonly fingerprint: string;
  /** Steps that they were learned in. */
  readonly steps: number;
  readonly soft: Float32Array<ArrayBuffer>;
  readonly bold: Float32Array<ArrayBuffer>;
}

export type StyleEntry = Readonly<v.InferOutput<typeof styleEntry>> & {
  /** Of a style that the visitor brought, and the models lack: its rows for each network that it has them for. */
  readonly own?: readonly OwnRows[];
};
type Served = Readonly<v.InferOutput<typeof manifestSchema>>;
/** What the server has. A page may put styles behind its own. */
export type Manifest = Omit<Served, 'styles'> & { readonly styles: readonly StyleEntry[] };

/**
 * Fetch models/manifest.json. `base` is the address of its folder, with a slash at the end. `onStalled` is called when
 * nothing has arrived for 10 seconds. Throws LoadingProblem `stalled`, or EngineProblem `manifest-not-downloaded` or
 * `manifest-unreadable`.
 */
export async function fetchManifest(base: string, onStalled?: () => void): Promise<Manifest> {
  return fetchList(new URL('manifest.json', base), manifestSchema, onStalled);
}

/**
 * Fetch a list of models that are not in the manifest, and so are no choice of all pages. The paths in it are relative
 * to `base`, as in the manifest. Throws EngineProblem as `fetchManifest`.
 */
export async function fetchModelList(name: string, base: string): Promise<readonly ModelEntry[]> {
  return (await fetchList(new URL(name, base), modelListSchema)).models;
}

async function fetchList<T>(
  url: URL,
  schema: v.GenericSchema<unknown, T>,
  onStalled?: () => void,
): Promise<T> {
  // Asked for each time: an older copy would name files that are gone, or lack what this page reads.
  const download = async (signal: AbortSignal): Promise<unknown> => {
    const response = await fetch(url, { cache: 'no-cache', signal }).catch(() => undefined);
    if (!response?.ok) throw new EngineProblem({ code: 'engine/manifest-not-downloaded' });
    return response.json().catch(() => undefined);
  };
  const json = await whileItArrives(({ signal }) => download(signal), { onStalled });
  const list = v.safeParse(schema, json);
  if (!list.success) {
    throw new EngineProblem({ code: 'engine/manifest-unreadable' }, { cause: list.issues });
  }
  return list.output;
}
